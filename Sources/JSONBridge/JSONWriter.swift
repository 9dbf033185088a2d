/// Writes JSON in the order it is told, the same bytes every time.
///
/// Doubles are written with the fewest digits that read back as the same number.
public struct JSONWriter {
  /// How the text is laid out.
  public enum Layout: Hashable, Sendable {
    /// Without any white space.
    case compact
    /// One member or element a line, indented by two spaces, with a line break at the end.
    case pretty
  }

  /// What was written so far.
  public private(set) var bytes: [UInt8] = []
  private let layout: Layout

  public init(_ layout: Layout = .pretty) {
    self.layout = layout
  }

  /// The whole text of a value.
  public static func bytes(of value: JSONValue, layout: Layout = .pretty) throws(JSONError) -> [UInt8] {
    var writer = JSONWriter(layout)
    try writer.write(value, depth: 0)
    if layout == .pretty { writer.bytes.append(0x0A) }
    return writer.bytes
  }

  /// Adds a value.
  public mutating func write(_ value: JSONValue) throws(JSONError) {
    try write(value, depth: 0)
  }

  private mutating func write(_ value: JSONValue, depth: Int) throws(JSONError) {
    switch value {
    case .null: append("null")
    case .boolean(let flag): append(flag ? "true" : "false")
    case .integer(let number):
      if number < 0 { bytes.append(0x2D) }
      append(number.magnitude)
    case .unsigned(let number): append(number)
    case .number(let number):
      guard number.isFinite else { throw JSONError(.unwritable, "\(number) cannot be written as JSON") }
      append("\(number)")
    case .string(let text): write(text)
    case .array(let elements):
      guard !elements.isEmpty else { return append("[]") }
      bytes.append(0x5B)
      for (index, element) in elements.enumerated() {
        separate(index, depth + 1)
        try write(element, depth: depth + 1)
      }
      close(0x5D, depth)
    case .object(let members):
      guard !members.isEmpty else { return append("{}") }
      bytes.append(0x7B)
      for (index, member) in members.enumerated() {
        separate(index, depth + 1)
        write(member.name)
        append(layout == .pretty ? ": " : ":")
        try write(member.value, depth: depth + 1)
      }
      close(0x7D, depth)
    }
  }

  private mutating func separate(_ index: Int, _ depth: Int) {
    if index > 0 { bytes.append(0x2C) }
    breakLine(depth)
  }

  private mutating func close(_ bracket: UInt8, _ depth: Int) {
    breakLine(depth)
    bytes.append(bracket)
  }

  private mutating func breakLine(_ depth: Int) {
    guard layout == .pretty else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: depth * 2))
  }

  private mutating func write(_ text: String) {
    var text = text
    bytes.append(0x22)
    text.withUTF8 { text in
      // What needs no escape is copied in one go.
      var start = 0
      for index in text.indices where Self.needsEscape(text[index]) {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
        escape(text[index])
        start = index + 1
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
    bytes.append(0x22)
  }

  private static func needsEscape(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case 0x22: append("\\\"")
    case 0x5C: append("\\\\")
    case 0x0A: append("\\n")
    case 0x0D: append("\\r")
    case 0x09: append("\\t")
    default:
      append("\\u00")
      bytes.append(Self.digit(byte >> 4))
      bytes.append(Self.digit(byte & 15))
    }
  }

  private mutating func append(_ number: UInt64) {
    let start = bytes.count
    var rest = number
    repeat {
      bytes.append(UInt8(truncatingIfNeeded: 0x30 + rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private static func digit(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 0x30 + nibble : 0x57 + nibble }
}
