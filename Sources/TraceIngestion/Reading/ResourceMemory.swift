import JSONBridge
import TraceModel

/// What resources said that were read before, by their text.
///
/// Sources repeat a resource in every message, word for word, so that most need to be compared only. A few hundred are
/// kept; where their first bytes agree too often, the oldest gives way.
struct ResourceMemory: Sendable {
  private struct Entry {
    /// The same text may say different things in different formats.
    var format: InputFormat
    var text: [UInt8]
    var facts: ResourceFacts
  }

  /// Texts of one place in the table.
  private static let ways = 4
  private static let places = 128
  /// The bytes that decide where a text is looked for; shorter texts are read sooner than found.
  private static let sample = 96
  private static let longest = 4096

  private var entries = [Entry?](repeating: nil, count: places * ways)
  private var next = [UInt8](repeating: 0, count: places)

  /// The resource whose text the bytes begin with, and how long its text is.
  ///
  /// - Parameter isWhole: the bytes are the text and nothing more.
  func find(
    _ format: InputFormat, in bytes: UnsafeRawBufferPointer, isWhole: Bool
  ) -> (facts: ResourceFacts, count: Int)? {
    guard bytes.count >= Self.sample, let base = bytes.baseAddress else { return nil }
    let first = Self.place(of: bytes) * Self.ways
    for index in first..<first + Self.ways {
      guard let count = entries[index]?.text.count else { return nil }
      guard isWhole ? count == bytes.count : count <= bytes.count, entries[index]?.format == format else { continue }
      let isSame =
        entries[index]?.text.withUnsafeBytes { text in
          text.baseAddress.map { ByteComparison.areEqual($0, base, count: count) } ?? false
        } ?? false
      if isSame { return entries[index].map { ($0.facts, count) } }
    }
    return nil
  }

  mutating func keep(_ format: InputFormat, _ text: UnsafeRawBufferPointer, _ facts: ResourceFacts) {
    guard text.count >= Self.sample, text.count <= Self.longest else { return }
    let place = Self.place(of: text)
    entries[place * Self.ways + Int(next[place])] = Entry(format: format, text: Array(text), facts: facts)
    next[place] = (next[place] + 1) & UInt8(Self.ways - 1)
  }

  private static func place(of bytes: UnsafeRawBufferPointer) -> Int {
    let hash = ByteHash.hash(UnsafeRawBufferPointer(rebasing: bytes[..<sample]))
    return Int(truncatingIfNeeded: hash) & (places - 1)
  }
}

extension SpanCollector {
  /// What the object ahead says of a resource: from memory when its text was read before.
  ///
  /// Only what was read without any doubt or problem is remembered.
  mutating func resource<Reader: JSONReader>(
    _ format: InputFormat, _ reader: inout Reader,
    _ read: (inout Reader, inout SpanCollector) -> ResourceFacts
  ) -> ResourceFacts {
    guard let bytes = reader.ahead else { return read(&reader, &self) }
    if let (facts, count) = resources.find(format, in: bytes, isWhole: false) {
      reader.skip(byteCount: count)
      return facts
    }
    let before = problemCount
    let facts = read(&reader, &self)
    if let left = reader.ahead?.count, reader.failure == nil, before == problemCount {
      let text = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - left)])
      // Passing over line breaks would lose count of them.
      if !text.contains(0x0A) { resources.keep(format, text, facts) }
    }
    return facts
  }
}
