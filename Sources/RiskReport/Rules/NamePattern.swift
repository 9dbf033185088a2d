/// A pattern for names of services, nodes and operations: literal text in which `*` stands for any characters, none
/// included. Upper and lower case differ.
public struct NamePattern: Sendable, Hashable, CustomStringConvertible {
  public let text: String
  private let parts: [[UInt8]]

  public init(_ text: String) {
    self.text = text
    var parts: [[UInt8]] = [[]]
    for byte in text.utf8 {
      if byte == UInt8(ascii: "*") { parts.append([]) } else { parts[parts.count - 1].append(byte) }
    }
    self.parts = parts
  }

  public var description: String { text }

  /// Whether it matches one name only.
  public var isLiteral: Bool { parts.count == 1 }

  /// Whether the whole of `name` matches. Linear in the length of the name times the number of parts.
  public func matches(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard let first = parts.first, let last = parts.last else { return bytes.isEmpty }
    if isLiteral { return bytes == first }
    guard bytes.count >= first.count + last.count, bytes.starts(with: first),
      bytes.reversed().starts(with: last.reversed())
    else { return false }
    var position = first.count
    let end = bytes.count - last.count
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = Self.find(part, in: bytes, from: position, to: end) else { return false }
      position = found + part.count
    }
    return true
  }

  private static func find(_ part: [UInt8], in bytes: [UInt8], from: Int, to end: Int) -> Int? {
    var start = from
    while start + part.count <= end {
      if bytes[start..<start + part.count].elementsEqual(part) { return start }
      start += 1
    }
    return nil
  }
}

extension NamePattern: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}
