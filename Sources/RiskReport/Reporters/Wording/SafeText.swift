/// Text of strangers made fit to stand on one line of any format.
///
/// Names of services come from data: they may steer a terminal, turn the direction of a line, or run to ten thousand
/// characters. Here they lose that power; what the format itself gives a meaning to (`<`, `|`, `"`), its reporter escapes.
enum SafeText {
  /// The longest name that is shown whole.
  static let nameLimit = 80
  /// The longest line that is shown whole.
  static let lineLimit = 100_000
  /// The longest sentence that is shown whole.
  static let sentenceLimit = 1_000

  /// A name, on one line, never empty.
  static func name(_ text: String, limit: Int = nameLimit, ascii: Bool = false) -> String {
    text.isEmpty ? "(unnamed)" : inert(text, limit: limit, ascii: ascii)
  }

  /// A sentence with names in it, on one line.
  static func sentence(_ text: String, ascii: Bool = false) -> String {
    inert(text, limit: sentenceLimit, ascii: ascii)
  }

  /// A command to paste, on one line: it is longer than any sentence.
  static func command(_ text: String, ascii: Bool = false) -> String { inert(text, limit: 8_000, ascii: ascii) }

  /// `text` with every character that is not plainly visible written as `\u{…}`, and its middle cut when it is longer
  /// than `limit` characters.
  static func inert(_ text: String, limit: Int, ascii: Bool = false) -> String {
    if text.utf8.count <= limit && text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return powerless(text) }
    var shown: [String] = []
    var marks = 0
    for scalar in text.unicodeScalars {
      marks = isMark(scalar) ? marks + 1 : 0
      let plain = isVisible(scalar) && marks <= 2 && (!ascii || scalar.isASCII)
      shown.append(plain ? String(Character(scalar)) : written(scalar))
    }
    if shown.count > limit {
      let tail = limit / 4
      let head = limit - tail - 1
      shown = shown.prefix(head) + [ascii ? "..." : "…"] + shown.suffix(tail)
    }
    return powerless(shown.joined())
  }

  /// A scalar as its number, such as `\u{202E}`; a line feed, a tab and a carriage return by their short forms.
  static func written(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    }
  }

  /// Whether a character stands for itself alone: neither steers what is around it nor hides.
  static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return (0x20..<0x7F).contains(scalar.value) }
    if scalar.value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar.value) { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: return false
    default: return true
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return false }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return true
    default: return false
    }
  }
}
