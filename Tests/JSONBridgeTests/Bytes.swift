@testable import JSONBridge

extension String {
  /// Lends the text's bytes.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try Array(utf8).withUnsafeBytes(body)
  }
}

/// Everything that a slicer finds, with the bytes of records as text; the input comes in chunks of a given size.
struct SlicedText {
  var records: [String] = []
  var members: [String?] = []
  var opened: [String] = []
  var signals: [String] = []
  var notes: [String] = []
  var faults: [SlicingFault] = []
  var skipped: [SkippedBytes] = []

  static let layout = RecordLayout(
    lists: ["resourceSpans", "data"], envelopes: ["trace"], signals: ["resourceLogs"], notes: ["status"])

  init(_ text: String, chunk: Int = .max, limit: Int = .max) {
    let input = Array(text.utf8)
    var slicer = RecordSlicer(layout: Self.layout)
    var buffer: [UInt8] = []
    var given = 0
    while true {
      let isComplete = given == input.count
      let step = buffer.withUnsafeBytes { slicer.next(in: $0, isComplete: isComplete) }
      switch step {
      case .record(let record):
        records.append(String(decoding: buffer[record.range], as: UTF8.self))
        members.append(record.member)
      case .opened(let member): opened.append(member)
      case .signal(let member): signals.append(member)
      case .note(_, let range): notes.append(String(decoding: buffer[range], as: UTF8.self))
      case .fault(let fault): faults.append(fault)
      case .skipped(let bytes): skipped.append(bytes)
      case .finished: return
      case .needsMore:
        if buffer.count - slicer.consumed > limit {
          faults.append(buffer.withUnsafeBytes { slicer.abandonRecord(in: $0, limit: limit) })
        }
        let consumed = slicer.consumed
        buffer.withUnsafeBytes { slicer.dropConsumed(from: $0) }
        buffer.removeFirst(consumed)
        let next = min(input.count - given, chunk)
        buffer.append(contentsOf: input[given..<given + next])
        given += next
      }
    }
  }
}
