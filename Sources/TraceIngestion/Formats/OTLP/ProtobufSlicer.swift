/// Cuts OTLP's binary form into `ResourceSpans` messages.
///
/// An input is one message, or messages that each follow their length: in four bytes, most significant first, as the
/// collector's file exporter writes them, or least significant first; or as a varint, as many libraries write them.
struct ProtobufSlicer: RecordCutter {
  /// How an input is laid out.
  enum Framing: Hashable, Sendable {
    case single
    case lengthPrefixed
    case lengthPrefixedLittleEndian
    case varintPrefixed
  }

  private static let reading = CutRecord.Reading.bytes(.otlpProtobuf) { OTLPProtobufDecoder.decode($0, into: &$1) }

  /// What `damaged` means, in words.
  private static let damage = "expected a field of an OTLP message"

  private let framing: Framing
  /// How many bytes of the message that is being read are left; nil between messages.
  private var remaining: Int?
  private(set) var consumed = 0
  /// How many bytes of the input came before the buffer.
  private(set) var base = 0

  init(_ framing: Framing) {
    self.framing = framing
    if framing == .single { remaining = .max }
  }

  mutating func dropConsumed() {
    base += consumed
    consumed = 0
  }

  mutating func next(in buffer: UnsafeRawBufferPointer, isComplete: Bool) -> CutStep {
    while true {
      if remaining == 0 { remaining = framing == .single ? .max : nil }
      guard consumed < buffer.count else { return end(isComplete) }
      guard let remaining else {
        guard let (length, end) = length(in: buffer) else {
          guard isComplete || buffer.count - consumed >= 10 else { return .needsMore }
          return .broken("the input ends inside the length of a message", at: consumed)
        }
        consumed = end
        self.remaining = length
        continue
      }
      let message = UnsafeRawBufferPointer(
        rebasing: buffer[consumed..<consumed + min(remaining, buffer.count - consumed)])
      var fields = ProtobufFields(message)
      guard let field = fields.next() else {
        if message.count < remaining, !isComplete { return .needsMore }
        guard framing != .single, message.count == remaining else {
          return .broken(Self.damage, at: consumed)
        }
        let start = consumed
        consumed += remaining
        self.remaining = 0
        return .damaged(Self.damage, at: start..<consumed)
      }
      let start = consumed
      consumed += fields.position
      if framing != .single { self.remaining = remaining - fields.position }
      guard field.number == 1, case .bytes(let contents) = field.value else { continue }
      let range = start + fields.position - contents.count..<start + fields.position
      return .record(CutRecord(range: range, start: start, line: nil, reading: Self.reading))
    }
  }

  private func end(_ isComplete: Bool) -> CutStep {
    guard isComplete else { return .needsMore }
    if framing != .single, remaining != nil { return .broken("the input ends inside a message", at: consumed) }
    return .finished
  }

  /// Whether an input that begins with these bytes is OTLP in its binary form, and how it is laid out.
  static func framing(of front: [UInt8]) -> Framing? {
    let front = Array(front.prefix(64))
    // A line break and a bracket are a field and its length, too. Lengths soon bring bytes that no text has.
    let isText = front.allSatisfy { $0 >= 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    return isText
      ? nil
      : front.withUnsafeBytes { bytes -> Framing? in
        if isMessage(bytes) { return .single }
        return [Framing.lengthPrefixed, .lengthPrefixedLittleEndian, .varintPrefixed].first { framing in
          guard let (length, end) = ProtobufSlicer(framing).length(in: bytes), end < bytes.count else { return false }
          let rest = UnsafeRawBufferPointer(rebasing: bytes[end...])
          var position = 1
          guard isMessage(rest), let inner = ProtobufFields.varint(in: rest, at: &position) else { return false }
          return length >= position && inner <= UInt64(length - position)
        }
      }
  }

  /// The length of the next message, and where the message begins; nil when the buffer ends before that.
  private func length(in buffer: UnsafeRawBufferPointer) -> (length: Int, end: Int)? {
    if framing == .varintPrefixed {
      var position = consumed
      guard let length = ProtobufFields.varint(in: buffer, at: &position), length <= UInt64(UInt32.max) else { return nil }
      return (Int(length), position)
    }
    guard buffer.count - consumed >= 4 else { return nil }
    let length = buffer.loadUnaligned(fromByteOffset: consumed, as: UInt32.self)
    let isLittle = framing == .lengthPrefixedLittleEndian
    return (Int(isLittle ? UInt32(littleEndian: length) : UInt32(bigEndian: length)), consumed + 4)
  }

  /// Field 1, then its length, then field 1 or 2 of what is inside.
  private static func isMessage(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.first == 0x0A else { return false }
    var position = 1
    guard let length = ProtobufFields.varint(in: bytes, at: &position), length > 1, position + 1 < bytes.count else {
      return false
    }
    guard bytes[position] == 0x0A || bytes[position] == 0x12 else { return false }
    position += 1
    guard let inner = ProtobufFields.varint(in: bytes, at: &position) else { return false }
    return inner < length
  }
}
