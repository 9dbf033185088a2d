import JSONBridge

/// Cuts a container's log as Kubernetes keeps it: time, stream and `F` for a whole line or `P` for a part of one stand
/// before the text. Parts of a line are joined.
struct ContainerLogCutter: RecordCutter {
  private(set) var consumed = 0
  private(set) var base = 0
  private var line = 1
  /// Parts of a line whose end has not come, by stream.
  private var parts: [[UInt8]: [UInt8]] = [:]

  /// Nil when the first line is none of such a log.
  init?(front: [UInt8]) {
    let line = front.prefix { $0 != 0x0A }
    guard line.withUnsafeBytes({ Self.fields(of: $0) }) != nil else { return nil }
  }

  mutating func next(in buffer: UnsafeRawBufferPointer, isComplete: Bool) -> CutStep {
    while true {
      guard consumed < buffer.count else {
        guard isComplete else { return .needsMore }
        return parts.isEmpty ? .finished : .broken("the last part of a line is missing", at: consumed)
      }
      let lineBreak = LineEnds.first(in: buffer, from: consumed)
      if lineBreak == nil, !isComplete { return .needsMore }
      let start = consumed
      let end = lineBreak ?? buffer.count
      consumed = min(end + 1, buffer.count)
      defer { line += 1 }
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[start..<end])
      let fields = Self.fields(of: bytes)
      let stream = fields?.stream ?? []
      var text = parts.removeValue(forKey: stream) ?? []
      text.append(contentsOf: bytes[(fields?.text ?? 0)...])
      if fields?.isPart == true {
        parts[stream] = text
        continue
      }
      return .record(CutRecord(range: start..<end, start: start, line: line, reading: .text(text)))
    }
  }

  mutating func dropConsumed() {
    base += consumed
    consumed = 0
  }

  /// The stream of a line, whether it goes on, and where its text begins.
  private static func fields(of line: UnsafeRawBufferPointer) -> (stream: [UInt8], isPart: Bool, text: Int)? {
    guard let digit = line.first, digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
    let words = line.prefix(80).split(separator: 0x20, maxSplits: 3, omittingEmptySubsequences: false)
    guard words.count >= 3, words[0].count >= 20, words[0].contains(UInt8(ascii: "T")) else { return nil }
    guard words[1].elementsEqual("stdout".utf8) || words[1].elementsEqual("stderr".utf8) else { return nil }
    let tag = words[2].prefix { $0 != UInt8(ascii: ":") }
    guard tag.elementsEqual("F".utf8) || tag.elementsEqual("P".utf8) else { return nil }
    return (Array(words[1]), tag.first == UInt8(ascii: "P"), min(words[2].endIndex + 1, line.count))
  }
}

/// Log lines of containers. What is in them has a format of its own.
enum EnvelopeFormat {
  static let format = SpanFormat(streams: [StreamForm { front in ContainerLogCutter(front: front) }])
}
