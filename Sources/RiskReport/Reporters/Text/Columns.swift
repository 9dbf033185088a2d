/// How many columns text takes on a terminal.
enum Columns {
  static func width(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  /// `text` cut in its middle to at most `columns`, so that ends, which tell names apart, stay.
  static func cut(_ text: String, to columns: Int, ellipsis: String) -> String {
    if width(text) <= columns { return text }
    let room = max(0, columns - width(ellipsis))
    let tail = room / 3
    return take(text.unicodeScalars, room - tail) + ellipsis
      + String(take(text.unicodeScalars.reversed(), tail).unicodeScalars.reversed().map(Character.init))
  }

  /// `text` cut or filled with spaces to exactly `columns`.
  static func fit(_ text: String, to columns: Int, ellipsis: String) -> String {
    let cut = cut(text, to: columns, ellipsis: ellipsis)
    return cut + String(repeating: " ", count: max(0, columns - width(cut)))
  }

  private static func take(_ scalars: some Sequence<Unicode.Scalar>, _ columns: Int) -> String {
    var used = 0
    var taken = String.UnicodeScalarView()
    for scalar in scalars {
      used += width(scalar)
      if used > columns { break }
      taken.append(scalar)
    }
    return String(taken)
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x300: return 1
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark: return 0
      default: return 1
      }
    }
  }
}
