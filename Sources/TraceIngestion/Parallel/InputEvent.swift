import JSONBridge

/// What was found in an input, in order.
enum InputEvent {
  /// A record of JSON, and where it begins in the input.
  case record(SlicedRecord, line: Int, byteOffset: Int)
  /// A record that a cutter cut out.
  case cut(CutRecord, byteOffset: Int)
  /// A list of records begins; it may prove that the input is a trace.
  case opened(isDistinctive: Bool)
  /// Logs, metrics or profiles, as it says.
  case signal(String)
  /// A scalar beside the records tells of a problem.
  case note(Problem, line: Int, byteOffset: Int)
  case slicingFault(SlicingFault)
  /// What was skipped after the last fault.
  case skipped(SkippedBytes)
  case problem(Problem, detail: String, byteOffset: Int, lostBytes: Int)
  /// The input cannot be followed from here on.
  case broken(Problem, detail: String, byteOffset: Int)
  case inputFault(InputFault)

  /// The next event of an input, or why there is none.
  enum Step {
    case event(InputEvent)
    case needsMore
    case finished
  }

  /// What a slicer finds next.
  static func next(of slicer: inout RecordSlicer, in bytes: UnsafeRawBufferPointer, isComplete: Bool) -> Step {
    while true {
      switch slicer.next(in: bytes, isComplete: isComplete) {
      case .needsMore: return .needsMore
      case .finished: return .finished
      case .record(let record):
        let place = slicer.place(of: record.range.lowerBound, in: bytes)
        return .event(.record(record, line: place.line, byteOffset: place.byteOffset))
      case .opened(let member): return .event(.opened(isDistinctive: SpanFormats.contents(of: member) != nil))
      case .signal(let member): return .event(.signal(SpanFormats.signalName(of: member)))
      case .note(let member, let range):
        let value = UnsafeRawBufferPointer(rebasing: bytes[range])
        guard let problem = SpanFormats.problem(of: member, value) else { continue }
        let place = slicer.place(of: range.lowerBound, in: bytes)
        return .event(.note(problem, line: place.line, byteOffset: place.byteOffset))
      case .fault(let fault): return .event(.slicingFault(fault))
      case .skipped(let skipped): return .event(.skipped(skipped))
      }
    }
  }
}
