/// Cuts text of which every line is one message of OTLP in base64.
struct Base64LineCutter: RecordCutter {
  private(set) var consumed = 0
  private(set) var base = 0
  private var line = 1

  /// Nil when the first line does not begin as such a message does.
  init?(front: [UInt8]) {
    let line = front.prefix { $0 != 0x0A && $0 != 0x0D }
    guard line.count >= 24, let bytes = Self.decoded(line.prefix(line.count > 64 ? 64 : line.count)) else { return nil }
    guard ProtobufSlicer.framing(of: bytes) == .single else { return nil }
  }

  mutating func next(in buffer: UnsafeRawBufferPointer, isComplete: Bool) -> CutStep {
    while consumed < buffer.count, buffer[consumed] <= 0x20 {
      if buffer[consumed] == 0x0A { line += 1 }
      consumed += 1
    }
    guard consumed < buffer.count else { return isComplete ? .finished : .needsMore }
    let lineBreak = LineEnds.first(in: buffer, from: consumed)
    if lineBreak == nil, !isComplete { return .needsMore }
    let start = consumed
    let end = lineBreak ?? buffer.count
    consumed = end
    return .record(
      CutRecord(
        range: start..<end, start: start, line: line,
        reading: .bytes(.otlpProtobuf) { Self.decode($0, into: &$1) }))
  }

  mutating func dropConsumed() {
    base += consumed
    consumed = 0
  }

  /// Decodes all `ResourceSpans` of one line.
  private static func decode(_ line: UnsafeRawBufferPointer, into collector: inout SpanCollector) -> CutOutcome {
    guard let message = decoded(line) else { return .damaged("expected a message of OTLP in base64") }
    return message.withUnsafeBytes { bytes in
      var fields = ProtobufFields(bytes)
      var outcome = CutOutcome.otherSignal
      while let field = fields.next() {
        guard field.number == 1, case .bytes(let contents) = field.value else { continue }
        let found = OTLPProtobufDecoder.decode(contents, into: &collector)
        if case .otherSignal = found { continue }
        outcome = found
      }
      return fields.position == bytes.count ? outcome : .damaged("a message of OTLP in base64 is cut off")
    }
  }

  /// The bytes that digits of base64 spell; nil when anything else is among them.
  private static func decoded(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    var isEnded = false
    for byte in text {
      let value: UInt8
      switch byte {
      case 0x41...0x5A where !isEnded: value = byte - 0x41
      case 0x61...0x7A where !isEnded: value = byte - 0x47
      case 0x30...0x39 where !isEnded: value = byte + 4
      case 0x2B where !isEnded, 0x2D where !isEnded: value = 62
      case 0x2F where !isEnded, 0x5F where !isEnded: value = 63
      case 0x3D, 0x0D, 0x20:
        isEnded = true
        continue
      default: return nil
      }
      bits = (bits << 6 | UInt32(value)) & 0xFFFF
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }
}
