import JSONBridge

/// What is left of an input that one thread began to read: enough for others to go on with it.
struct UnreadInput {
  /// Cuts the rest into records.
  enum Cutter {
    case json(RecordSlicer, InputReading.StepHandling)
    case protobuf(ProtobufSlicer)
  }

  var cutter: Cutter
  /// What was read of it already and is not cut yet.
  var rest: [UInt8]
  let source: any ByteSource
  /// How much was read of it, `rest` included.
  var bytesRead: Int

  init(cutter: Cutter, window: ByteWindow) {
    self.cutter = cutter
    rest = Array(window.bytes)
    source = window.source
    bytesRead = window.bytesRead
  }
}

/// What was found in an input, in order.
enum InputEvent {
  /// A record of JSON, and where it begins in the input.
  case record(SlicedRecord, line: Int, byteOffset: Int)
  /// A `ResourceSpans` of OTLP's binary form, by its bytes in the piece.
  case message(Range<Int>, byteOffset: Int)
  /// Logs, metrics or profiles.
  case signal
  /// The backend says that the trace is partial.
  case partialTrace(line: Int, byteOffset: Int)
  case slicingFault(SlicingFault)
  case problem(Problem, detail: String, byteOffset: Int)
  case inputFault(InputFault)
}
