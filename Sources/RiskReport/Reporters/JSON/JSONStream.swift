internal import JSONBridge

/// Writes an `Encodable` value as JSON text while it is walked, without a tree in between.
///
/// The text is that of `JSONCoding.encode`, with the characters escaped that steer a terminal or hide. For values whose
/// coding is derived: each asks for one container, and is done with it before the next value comes.
///
/// A class, because the containers that `Encodable` asks for all write to the same text.
final class JSONStream {
  private(set) var bytes: [UInt8] = []
  /// By depth: how many members or elements were written; -1 where no container was asked for.
  private var counts: [Int] = []
  private var closings: [UInt8] = []

  /// The text, with a line feed at the end.
  static func encode(_ value: some Encodable) throws -> [UInt8] {
    let stream = JSONStream()
    stream.bytes.reserveCapacity(1 << 16)
    try stream.write(value)
    stream.bytes.append(0x0A)
    return stream.bytes
  }

  // MARK: - Structure

  fileprivate func open(_ bracket: UInt8, _ closing: UInt8) {
    counts[counts.count - 1] = 0
    closings[closings.count - 1] = closing
    bytes.append(bracket)
  }

  /// Begins the next member or element of the innermost container.
  fileprivate func next() {
    let last = counts.count - 1
    if counts[last] > 0 { bytes.append(0x2C) }
    counts[last] += 1
    breakLine(last + 1)
  }

  fileprivate func name(_ name: String) {
    next()
    write(name)
    bytes.append(0x3A)
    bytes.append(0x20)
  }

  private func close() {
    let (count, closing) = (counts.removeLast(), closings.removeLast())
    guard count >= 0 else { return }
    if count > 0 { breakLine(counts.count) }
    bytes.append(closing)
  }

  private func breakLine(_ depth: Int) {
    bytes.append(contentsOf: depth < Self.breaks.count ? Self.breaks[depth] : Self.lineBreak(depth))
  }

  private static let breaks = (0..<32).map(lineBreak)
  private static func lineBreak(_ depth: Int) -> [UInt8] { [0x0A] + [UInt8](repeating: 0x20, count: depth * 2) }

  // MARK: - Values

  fileprivate func write<Value: Encodable>(_ value: Value) throws {
    // Elements of arrays come with their type unknown.
    if Value.self == String.self, let text = value as? String { return write(text) }
    if Value.self == Int.self, let number = value as? Int { return write(integer: number) }
    if Value.self == Double.self, let number = value as? Double { return try write(number) }
    counts.append(-1)
    closings.append(0)
    try value.encode(to: JSONStreamEncoder(stream: self))
    close()
  }

  fileprivate func write(_ flag: Bool) { bytes.append(contentsOf: (flag ? "true" : "false").utf8) }

  fileprivate func write(integer number: some FixedWidthInteger) { bytes.append(contentsOf: number.description.utf8) }

  fileprivate func write(_ number: Double) throws {
    guard number.isFinite else { throw JSONError(.unwritable, "\(number) cannot be written as JSON") }
    bytes.append(contentsOf: number.description.utf8)
  }

  fileprivate func writeNull() { bytes.append(contentsOf: "null".utf8) }

  fileprivate func write(_ text: String) {
    bytes.append(0x22)
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
    if isPlain { bytes.append(contentsOf: text.utf8) } else { writeEscaped(text) }
    bytes.append(0x22)
  }

  private func writeEscaped(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes.append(contentsOf: "\\\"".utf8)
      case "\\": bytes.append(contentsOf: "\\\\".utf8)
      case "\n": bytes.append(contentsOf: "\\n".utf8)
      case "\r": bytes.append(contentsOf: "\\r".utf8)
      case "\t": bytes.append(contentsOf: "\\t".utf8)
      default:
        let character = String(Character(scalar))
        if SafeText.isVisible(scalar) {
          bytes.append(contentsOf: character.utf8)
        } else {
          for unit in character.utf16 { bytes.append(contentsOf: JSONText.escape(unit).utf8) }
        }
      }
    }
  }
}

/// What a value's coding is given to write itself to.
private struct JSONStreamEncoder: Encoder {
  let stream: JSONStream
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    stream.open(0x7B, 0x7D)
    return KeyedEncodingContainer(JSONStreamMembers(stream: stream))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    stream.open(0x5B, 0x5D)
    return JSONStreamElements(stream: stream)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { JSONStreamSingle(stream: stream) }
}

/// Containers inside of a value without a value of their own would have to be closed by hand: no derived coding asks.
private func noNestedContainers() -> Never {
  preconditionFailure("a value that is streamed as JSON asks for a nested container")
}

private struct JSONStreamMembers<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let stream: JSONStream
  var codingPath: [any CodingKey] { [] }

  func encodeNil(forKey key: Key) {
    stream.name(key.stringValue)
    stream.writeNull()
  }

  func encode(_ value: Bool, forKey key: Key) {
    stream.name(key.stringValue)
    stream.write(value)
  }

  func encode(_ value: String, forKey key: Key) {
    stream.name(key.stringValue)
    stream.write(value)
  }

  func encode(_ value: Int, forKey key: Key) {
    stream.name(key.stringValue)
    stream.write(integer: value)
  }

  func encode(_ value: Double, forKey key: Key) throws {
    stream.name(key.stringValue)
    try stream.write(value)
  }

  func encode(_ value: some Encodable, forKey key: Key) throws {
    stream.name(key.stringValue)
    try stream.write(value)
  }

  func nestedContainer<Nested: CodingKey>(keyedBy: Nested.Type, forKey: Key) -> KeyedEncodingContainer<Nested> {
    noNestedContainers()
  }
  func nestedUnkeyedContainer(forKey: Key) -> any UnkeyedEncodingContainer { noNestedContainers() }
  func superEncoder() -> any Encoder { noNestedContainers() }
  func superEncoder(forKey: Key) -> any Encoder { noNestedContainers() }
}

private struct JSONStreamElements: UnkeyedEncodingContainer {
  let stream: JSONStream
  var codingPath: [any CodingKey] { [] }
  private(set) var count = 0

  init(stream: JSONStream) { self.stream = stream }

  mutating func encodeNil() {
    stream.next()
    stream.writeNull()
    count += 1
  }

  mutating func encode(_ value: some Encodable) throws {
    stream.next()
    try stream.write(value)
    count += 1
  }

  func nestedContainer<Nested: CodingKey>(keyedBy: Nested.Type) -> KeyedEncodingContainer<Nested> {
    noNestedContainers()
  }
  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { noNestedContainers() }
  func superEncoder() -> any Encoder { noNestedContainers() }
}

private struct JSONStreamSingle: SingleValueEncodingContainer {
  let stream: JSONStream
  var codingPath: [any CodingKey] { [] }

  func encodeNil() { stream.writeNull() }
  func encode(_ value: Bool) { stream.write(value) }
  func encode(_ value: String) { stream.write(value) }
  func encode(_ value: Int) { stream.write(integer: value) }
  func encode(_ value: Double) throws { try stream.write(value) }

  func encode(_ value: some Encodable) throws {
    // Numbers of other sizes ask for this container themselves.
    if let number = value as? any FixedWidthInteger { return stream.write(integer: number) }
    if let number = value as? Float { return try stream.write(Double(number)) }
    try stream.write(value)
  }
}
