import JSONBridge

/// Cuts an input into events, whatever it is.
struct InputCutter {
  private var slicer: RecordSlicer
  /// Cuts in the slicer's place what is no sequence of JSON documents.
  private var stream: (any RecordCutter)?
  private var isBroken = false

  init(_ slicer: RecordSlicer) { self.slicer = slicer }

  init(_ stream: any RecordCutter) {
    slicer = RecordSlicer(layout: SpanFormats.layout)
    self.stream = stream
  }

  /// How many bytes at the front of the buffer are not needed any more.
  var consumed: Int { stream?.consumed ?? slicer.consumed }

  mutating func next(in bytes: UnsafeRawBufferPointer, isComplete: Bool) -> InputEvent.Step {
    guard stream == nil else { return nextOfStream(in: bytes, isComplete: isComplete) }
    return InputEvent.next(of: &slicer, in: bytes, isComplete: isComplete)
  }

  /// After a place from which the input cannot be followed there is nothing more.
  private mutating func nextOfStream(in bytes: UnsafeRawBufferPointer, isComplete: Bool) -> InputEvent.Step {
    guard !isBroken, let step = stream?.next(in: bytes, isComplete: isComplete), let base = stream?.base else {
      return .finished
    }
    switch step {
    case .needsMore: return .needsMore
    case .finished: return .finished
    case .record(let record): return .event(.cut(record, byteOffset: base + record.start))
    case .damaged(let reason, let range):
      return .event(
        .problem(.malformedRecord, detail: reason, byteOffset: base + range.lowerBound, lostBytes: range.count))
    case .broken(let reason, let start):
      isBroken = true
      // Where the input ends it is known how much is lost.
      return .event(
        isComplete
          ? .problem(.truncatedRecord, detail: reason, byteOffset: base + start, lostBytes: bytes.count - start)
          : .broken(.malformedRecord, detail: reason, byteOffset: base + start))
    }
  }

  /// Gives up the record that the buffer ends in, because it has more bytes than are allowed.
  mutating func abandonRecord(in bytes: UnsafeRawBufferPointer, limit: Int) -> InputEvent {
    guard let stream else { return .slicingFault(slicer.abandonRecord(in: bytes, limit: limit)) }
    isBroken = true
    return .broken(.oversizedRecord, detail: "", byteOffset: stream.base + stream.consumed)
  }

  mutating func dropConsumed(from bytes: UnsafeRawBufferPointer) {
    if stream == nil { slicer.dropConsumed(from: bytes) } else { stream?.dropConsumed() }
  }
}

/// What is left of an input that one thread began to read: enough for others to go on with it.
struct UnreadInput {
  var cutter: InputCutter
  /// What the input has turned out to be so far.
  var steps: StepHandling
  /// What was read of it already and is not cut yet.
  var rest: [UInt8]
  let source: any ByteSource
  /// How much was read of it, `rest` included.
  var bytesRead: Int

  init(cutter: InputCutter, steps: StepHandling, window: ByteWindow) {
    self.cutter = cutter
    self.steps = steps
    rest = Array(window.bytes)
    source = window.source
    bytesRead = window.bytesRead
  }
}
