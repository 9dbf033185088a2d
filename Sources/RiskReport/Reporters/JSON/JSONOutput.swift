internal import TraceModel

/// JSON text that grows as values write themselves to it: indented by two spaces, members in the order they are written.
///
/// The bytes are those of `JSONCoding.encode`, with the characters escaped that steer a terminal or hide. Values do not go
/// through `Encodable`, whose containers cost more than what they write: the types behind each are put together when the
/// program runs, and every member passes three calls that are not known before.
struct JSONOutput: ~Copyable {
  /// Bytes of one piece: small enough to be taken from memory that was in use before.
  private static let capacity = 1 << 16

  /// So many threads write the long lists of the outermost object.
  private let threads: Int
  /// What was written last, up to `used`.
  private let buffer: UnsafeMutablePointer<UInt8> = .allocate(capacity: Self.capacity)
  private var used = 0
  /// What was written before, in order.
  private var parts: [Part] = []
  /// Parts of long lists that are still to be written.
  private var shares: [@Sendable (inout JSONOutput) -> Void] = []
  private var depth: Int
  private var isFirst = true
  /// A number that JSON has no word for was met.
  private var isUnwritable = false

  private enum Part {
    case text([UInt8])
    /// The place of a share, by index.
    case share(Int)
  }

  private init(threads: Int, depth: Int) {
    self.threads = threads
    self.depth = depth
  }

  deinit { buffer.deallocate() }

  /// The text in pieces, one behind the other, with a line feed at the end; nothing where it holds a number that JSON has
  /// no word for (infinite, not a number). The same text with any number of threads.
  static func pieces(of value: some JSONWritten, threads: Int = 1) -> [[UInt8]]? {
    var output = JSONOutput(threads: threads, depth: 0)
    value.write(to: &output)
    output.put(0x0A)
    output.finishPart()
    let shares = output.shares
    let written = SharedWork.run(shares.count, threads: threads, worker: {}) { _, share -> [[UInt8]]? in
      var output = JSONOutput(threads: 1, depth: 2)
      shares[share](&output)
      output.finishPart()
      return output.texts
    }
    guard !output.isUnwritable else { return nil }
    var pieces: [[UInt8]] = []
    for part in output.parts {
      switch part {
      case .text(let text): pieces.append(text)
      case .share(let share):
        guard let texts = written[share] else { return nil }
        pieces.append(contentsOf: texts)
      }
    }
    return pieces
  }

  private var texts: [[UInt8]]? {
    isUnwritable ? nil : parts.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  // MARK: - Structure

  /// Writes an object whose members `body` adds.
  mutating func object(_ body: (inout JSONOutput) -> Void) {
    open(0x7B)
    body(&self)
    close(0x7D)
  }

  mutating func member(_ name: StaticString, _ value: some JSONWritten) {
    begin(name)
    value.write(to: &self)
  }

  /// The same, left out where there is no value.
  mutating func member<Value: JSONWritten>(_ name: StaticString, _ value: Value?) {
    if let value { member(name, value) }
  }

  mutating func list(_ elements: some Collection<some JSONWritten>) {
    open(0x5B)
    add(elements)
    close(0x5D)
  }

  /// A member of the outermost object that may be long: several threads write it when all else is written, so that they
  /// have all lists of the object to share.
  mutating func longMember<Element: JSONWritten>(_ name: StaticString, _ elements: [Element]) {
    guard threads > 1, elements.count >= 16 else { return member(name, elements) }
    begin(name)
    open(0x5B)
    // More shares than threads: the first elements of a report's lists are the largest.
    let count = min(elements.count, threads * 8)
    for share in 0..<count {
      finishPart()
      parts.append(.share(shares.count))
      let range = share * elements.count / count..<(share + 1) * elements.count / count
      shares.append { output in
        output.isFirst = share == 0
        output.add(elements[range])
      }
    }
    isFirst = false
    close(0x5D)
  }

  private mutating func begin(_ name: StaticString) {
    next()
    put(0x22)
    put(name)
    put("\": ")
  }

  private mutating func add(_ elements: some Collection<some JSONWritten>) {
    for element in elements {
      next()
      element.write(to: &self)
    }
  }

  private mutating func open(_ bracket: UInt8) {
    put(bracket)
    depth += 1
    isFirst = true
  }

  /// Begins the next member or element.
  private mutating func next() {
    if !isFirst { put(0x2C) }
    isFirst = false
    breakLine()
  }

  private mutating func close(_ bracket: UInt8) {
    depth -= 1
    if !isFirst { breakLine() }
    isFirst = false
    put(bracket)
  }

  private mutating func breakLine() {
    let indentation = depth * 2
    if used + indentation + 1 > Self.capacity { finishPart() }
    buffer[used] = 0x0A
    (buffer + used + 1).update(repeating: 0x20, count: indentation)
    used += indentation + 1
  }

  // MARK: - Values

  mutating func write(_ number: Double) {
    if number.isFinite { put(number.description) } else { isUnwritable = true }
  }

  mutating func write(_ number: Int) {
    if number < 0 { put(0x2D) }
    var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
    withUnsafeMutableBytes(of: &digits) { digits in
      var place = digits.count
      var rest = number.magnitude
      repeat {
        place -= 1
        digits[place] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
        rest /= 10
      } while rest > 0
      put(UnsafeRawBufferPointer(rebasing: digits[place...]))
    }
  }

  mutating func write(_ flag: Bool) { put(flag ? "true" : "false" as StaticString) }

  mutating func write(_ text: String) {
    var text = text
    put(0x22)
    let isPlain = text.withUTF8 { utf8 in
      let bytes = UnsafeRawBufferPointer(utf8)
      guard PlainText.isPlain(bytes) else { return false }
      put(bytes)
      return true
    }
    if !isPlain { writeEscaped(text) }
    put(0x22)
  }

  private mutating func writeEscaped(_ text: String) {
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

  // MARK: - Bytes

  private mutating func put(_ byte: UInt8) {
    if used == Self.capacity { finishPart() }
    buffer[used] = byte
    used += 1
  }

  @inline(__always)
  private mutating func put(_ text: StaticString) {
    put(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func put(_ text: String) {
    var text = text
    text.withUTF8 { put(UnsafeRawBufferPointer($0)) }
  }

  private mutating func put(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes
    while rest.count > Self.capacity - used {
      let fitting = UnsafeRawBufferPointer(rebasing: rest.prefix(Self.capacity - used))
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(fitting.count))
      fill(fitting)
      finishPart()
    }
    fill(rest)
  }

  /// Adds what is known to fit.
  private mutating func fill(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    UnsafeMutableRawPointer(buffer + used).copyMemory(from: start, byteCount: bytes.count)
    used += bytes.count
  }

  private mutating func finishPart() {
    guard used > 0 else { return }
    parts.append(.text(Array(UnsafeBufferPointer(start: buffer, count: used))))
    used = 0
  }
}
