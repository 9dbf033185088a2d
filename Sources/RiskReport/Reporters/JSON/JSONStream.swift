internal import JSONBridge
internal import TraceModel

/// Writes an `Encodable` value as JSON text while it is walked, without a tree in between.
///
/// The text is that of `JSONCoding.encode`, with the characters escaped that steer a terminal or hide. For values whose
/// coding is derived: each asks for one container, and is done with it before the next value comes.
///
/// A class, because the containers that `Encodable` asks for all write to the same text.
final class JSONStream {
  private struct State {
    /// What was written and is complete, in order.
    var parts: [JSONPart] = []
    /// What was written last, up to `used`.
    let buffer: UnsafeMutablePointer<UInt8>
    var used = 0
    /// By depth: how many members or elements were written; -1 where no container was asked for.
    var counts: [Int] = []
    var closings: [UInt8] = []
    /// Parts of long lists that are still to be written.
    var shares: [JSONShare] = []
  }

  /// Bytes of one part: small enough to be taken from memory that was in use before.
  private static let capacity = 1 << 16

  /// Behind a pointer of its own: of every access to a class's variables the runtime keeps books, at twice the cost of
  /// what is done here.
  private let state: UnsafeMutablePointer<State>
  /// So many threads write the long lists of the value.
  private let threads: Int

  private init(threads: Int) {
    self.threads = threads
    state = .allocate(capacity: 1)
    state.initialize(to: State(buffer: .allocate(capacity: Self.capacity)))
  }

  deinit {
    state.pointee.buffer.deallocate()
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// The text in pieces, one behind the other, with a line feed at the end. The same text with any number of threads.
  static func encode(_ value: some Encodable, threads: Int = 1) throws -> [[UInt8]] {
    let stream = JSONStream(threads: threads)
    try stream.write(value)
    stream.put(0x0A)
    stream.finishPart()
    // Lists are `Sendable` with the report that they come from; a conditional conformance cannot ask for it.
    nonisolated(unsafe) let shares = stream.state.pointee.shares
    let written = SharedWork.run(shares.count, threads: threads) {
      JSONStream(threads: 1)
    } work: { stream, share in
      Result { try shares[share].list.write(shares[share].range, to: stream) }
    }
    var pieces: [[UInt8]] = []
    for part in stream.state.pointee.parts {
      switch part {
      case .text(let text): pieces.append(text)
      case .share(let share): pieces.append(contentsOf: try written[share].get())
      }
    }
    return pieces
  }

  // MARK: - Structure

  private func put(_ byte: UInt8) {
    if state.pointee.used == Self.capacity { finishPart() }
    state.pointee.buffer[state.pointee.used] = byte
    state.pointee.used += 1
  }

  private func put(_ text: UnsafeBufferPointer<UInt8>) {
    var rest = text
    while rest.count > Self.capacity - state.pointee.used {
      let fitting = UnsafeBufferPointer(rebasing: rest.prefix(Self.capacity - state.pointee.used))
      rest = UnsafeBufferPointer(rebasing: rest.dropFirst(fitting.count))
      fill(fitting)
      finishPart()
    }
    fill(rest)
  }

  /// Adds what is known to fit.
  private func fill(_ text: UnsafeBufferPointer<UInt8>) {
    guard let start = text.baseAddress else { return }
    (state.pointee.buffer + state.pointee.used).update(from: start, count: text.count)
    state.pointee.used += text.count
  }

  private func put(_ text: String) {
    var text = text
    text.withUTF8 { put($0) }
  }

  private func put(_ text: StaticString) {
    put(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private func finishPart() {
    guard state.pointee.used > 0 else { return }
    state.pointee.parts.append(
      .text(Array(UnsafeBufferPointer(start: state.pointee.buffer, count: state.pointee.used))))
    state.pointee.used = 0
  }

  fileprivate func open(_ bracket: UInt8, _ closing: UInt8) {
    let last = state.pointee.counts.count - 1
    state.pointee.counts[last] = 0
    state.pointee.closings[last] = closing
    put(bracket)
  }

  /// Begins the next member or element of the innermost container.
  fileprivate func next() {
    let last = state.pointee.counts.count - 1
    if state.pointee.counts[last] > 0 { put(0x2C) }
    state.pointee.counts[last] += 1
    breakLine(last + 1)
  }

  fileprivate func name(_ name: String) {
    next()
    write(name)
    put(0x3A)
    put(0x20)
  }

  private func close() {
    let (count, closing) = (state.pointee.counts.removeLast(), state.pointee.closings.removeLast())
    guard count >= 0 else { return }
    if count > 0 { breakLine(state.pointee.counts.count) }
    put(closing)
  }

  private func breakLine(_ depth: Int) {
    let length = 1 + depth * 2
    let known = min(length, Self.lineBreak.utf8CodeUnitCount)
    put(UnsafeBufferPointer(start: Self.lineBreak.utf8Start, count: known))
    for _ in known..<length { put(0x20) }
  }

  /// A line feed and the indentation of what lies deepest in a report, and some more.
  private static let lineBreak: StaticString = "\n                                                                "

  // MARK: - Long lists

  /// Leaves a list of the outermost object to several threads, if it is long enough to be worth it. They write when all
  /// else is written, so that they have all lists of the object to share.
  fileprivate func writeShared(_ value: some Encodable) -> Bool {
    guard threads > 1, state.pointee.counts.count == 1, let list = value as? any SharedList, list.count >= 16 else {
      return false
    }
    put(0x5B)
    // More shares than threads: the first elements of a report's lists are the largest.
    let shares = min(list.count, threads * 8)
    for share in 0..<shares {
      if share > 0 { put(0x2C) }
      finishPart()
      state.pointee.parts.append(.share(state.pointee.shares.count))
      let range = share * list.count / shares..<(share + 1) * list.count / shares
      state.pointee.shares.append(JSONShare(list: list, range: range))
    }
    breakLine(1)
    put(0x5D)
    return true
  }

  /// The elements of a list that stands in the outermost object, without its brackets.
  fileprivate func elements(_ elements: some Sequence<some Encodable>) throws -> [[UInt8]] {
    state.pointee.counts = [0, 0]
    state.pointee.closings = [0, 0]
    for element in elements {
      next()
      try write(element)
    }
    finishPart()
    let parts = state.pointee.parts
    state.pointee.parts = []
    return parts.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  // MARK: - Values

  fileprivate func write<Value: Encodable>(_ value: Value) throws {
    // Elements of arrays come with their type unknown.
    if Value.self == String.self, let text = value as? String { return write(text) }
    if Value.self == Int.self, let number = value as? Int { return write(integer: number) }
    if Value.self == Double.self, let number = value as? Double { return try write(number) }
    state.pointee.counts.append(-1)
    state.pointee.closings.append(0)
    try value.encode(to: JSONStreamEncoder(stream: self))
    close()
  }

  fileprivate func write(_ flag: Bool) { put(flag ? "true" : "false" as StaticString) }

  fileprivate func write(integer number: some FixedWidthInteger) { put(number.description) }

  fileprivate func write(_ number: Double) throws {
    guard number.isFinite else { throw JSONError(.unwritable, "\(number) cannot be written as JSON") }
    put(number.description)
  }

  fileprivate func writeNull() { put("null" as StaticString) }

  fileprivate func write(_ text: String) {
    var text = text
    put(0x22)
    let isPlain = text.withUTF8 { utf8 in
      guard Self.isPlain(UnsafeRawBufferPointer(utf8)) else { return false }
      put(utf8)
      return true
    }
    if !isPlain { writeEscaped(text) }
    put(0x22)
  }

  /// Whether bytes are printable ASCII without quotation marks and backslashes; eight at a time.
  private static func isPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    var offset = 0
    while offset + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      // A byte is zero where it equals the one that is looked for (Mycroft's test; it may also doubt in vain).
      let (quote, slash, delete) = (word ^ (ones &* 0x22), word ^ (ones &* 0x5C), word ^ (ones &* 0x7F))
      let control = (word &- ones &* 0x20) & ~word
      let special = (quote &- ones) & ~quote | (slash &- ones) & ~slash | (delete &- ones) & ~delete
      if (word | control | special) & highs != 0 { return false }
      offset += 8
    }
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte < 0x20 || byte >= 0x7F || byte == 0x22 || byte == 0x5C { return false }
      offset += 1
    }
    return true
  }

  private func writeEscaped(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": put("\\\"" as StaticString)
      case "\\": put("\\\\" as StaticString)
      case "\n": put("\\n" as StaticString)
      case "\r": put("\\r" as StaticString)
      case "\t": put("\\t" as StaticString)
      default:
        let character = String(Character(scalar))
        if SafeText.isVisible(scalar) {
          put(character)
        } else {
          for unit in character.utf16 { put(JSONText.escape(unit)) }
        }
      }
    }
  }
}

/// A piece of the text, or the place of one that is still to be written.
private enum JSONPart {
  case text([UInt8])
  /// Index into the shares.
  case share(Int)
}

/// Some elements of a long list.
private struct JSONShare {
  var list: any SharedList
  var range: Range<Int>
}

/// A list whose elements can be written apart from each other.
private protocol SharedList {
  var count: Int { get }
  /// Some of its elements in order, as text.
  func write(_ range: Range<Int>, to stream: JSONStream) throws -> [[UInt8]]
}

extension Array: SharedList where Element: Encodable {
  fileprivate func write(_ range: Range<Int>, to stream: JSONStream) throws -> [[UInt8]] {
    try stream.elements(self[range])
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
    if stream.writeShared(value) { return }
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
