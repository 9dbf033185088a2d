/// Text inside of JSON.
public enum JSONText {
  /// What a string says, without its quotes and escapes; nil for anything that is no whole string.
  ///
  /// - Parameter literal: the string as it is written, quotes included. Bytes beyond ASCII are taken as they are.
  public static func unescaped(_ literal: UnsafeRawBufferPointer) -> [UInt8]? {
    guard literal.count >= 2, literal.first == UInt8(ascii: "\""), literal.last == UInt8(ascii: "\"") else { return nil }
    let end = literal.count - 1
    var text: [UInt8] = []
    text.reserveCapacity(end)
    var position = 1
    while position < end {
      let plain = literal[position..<end].firstIndex { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"") } ?? end
      text.append(contentsOf: literal[position..<plain])
      position = plain
      guard position < end else { break }
      guard literal[position] == UInt8(ascii: "\\"), position + 1 < end else { return nil }
      let escape = literal[position + 1]
      position += 2
      switch escape {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
      case UInt8(ascii: "u"):
        guard let scalar = scalar(in: literal, at: &position, end) else { return nil }
        text.append(contentsOf: String(Character(scalar)).utf8)
      default: return nil
      }
    }
    return text
  }

  /// The character that one escape or a pair of them spells; halves of a pair become replacement characters.
  private static func scalar(
    in literal: UnsafeRawBufferPointer, at position: inout Int, _ end: Int
  ) -> Unicode.Scalar? {
    guard let first = unit(in: literal, at: position, end) else { return nil }
    position += 4
    if let scalar = Unicode.Scalar(first) { return scalar }
    let replacement: Unicode.Scalar = "\u{FFFD}"
    guard first < 0xDC00, position + 6 <= end, literal[position] == UInt8(ascii: "\\"),
      literal[position + 1] == UInt8(ascii: "u"), let second = unit(in: literal, at: position + 2, end),
      second >= 0xDC00, second < 0xE000
    else { return replacement }
    position += 6
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? replacement
  }

  private static func unit(in literal: UnsafeRawBufferPointer, at position: Int, _ end: Int) -> UInt32? {
    guard position + 4 <= end else { return nil }
    var unit: UInt32 = 0
    for byte in literal[position..<position + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }
}
