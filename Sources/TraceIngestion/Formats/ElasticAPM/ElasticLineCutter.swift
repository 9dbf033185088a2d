import JSONBridge

/// Cuts what Elastic's agents send into lines. A line of metadata says who sent the lines after it.
struct ElasticLineCutter: RecordCutter {
  private static let beginning = Array("{\"metadata\"".utf8)

  private(set) var consumed = 0
  private(set) var base = 0
  private var line = 1
  /// The last line of metadata.
  private var metadata: [UInt8] = []

  /// Nil when the bytes do not begin with a line of metadata.
  init?(front: [UInt8]) {
    let text = front.prefix(64).filter { $0 > 0x20 }
    guard text.starts(with: Self.beginning) else { return nil }
    // Anything may be called metadata; the agent's is in the service.
    let line = front.prefix { $0 != 0x0A }
    let isWhole = line.count < front.count || front.count < DecompressedSource.peekedBytes
    let names = line.withUnsafeBytes { $0.contains(text: "\"service\"") && $0.contains(text: "\"agent\"") }
    guard names || !isWhole else { return nil }
  }

  mutating func next(in buffer: UnsafeRawBufferPointer, isComplete: Bool) -> CutStep {
    while true {
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
      let text = UnsafeRawBufferPointer(rebasing: buffer[start..<end])
      if text.prefix(64).filter({ $0 > 0x20 }).starts(with: Self.beginning) {
        metadata = Array(text)
        continue
      }
      return .record(
        CutRecord(range: start..<end, start: start, line: line, reading: .json(.elasticAPM, decoding))
      )
    }
  }

  private var decoding: RecordDecoding {
    RecordDecoding(
      cursor: { [metadata] in ElasticLine.decode(&$0, sentBy: metadata, into: &$1) },
      tree: { [metadata] in ElasticLine.decode(&$0, sentBy: metadata, into: &$1) }
    )
  }

  mutating func dropConsumed() {
    base += consumed
    consumed = 0
  }
}
