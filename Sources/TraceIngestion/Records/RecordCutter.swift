/// Cuts an input that is no sequence of JSON documents into records: binary messages, rows of a table, or lines of which
/// the first ones give a meaning to the others.
///
/// The caller keeps the buffer. It calls `next` until that asks for more, then drops `consumed` bytes and appends.
protocol RecordCutter: Sendable {
  /// How many bytes at the front of the buffer are not needed any more.
  var consumed: Int { get }
  /// How many bytes of the input came before the buffer.
  var base: Int { get }
  mutating func next(in buffer: UnsafeRawBufferPointer, isComplete: Bool) -> CutStep
  mutating func dropConsumed()
}

/// What a cutter found next. Places are offsets in the buffer.
enum CutStep: Sendable {
  case record(CutRecord)
  case needsMore
  case finished
  /// A record is damaged; the next one can be found.
  case damaged(String, at: Range<Int>)
  /// The input cannot be followed from this place on.
  case broken(String, at: Int)
}

/// A record that a cutter cut out.
struct CutRecord: Sendable {
  /// How the record is read.
  enum Reading: Sendable {
    case json(InputFormat, RecordDecoding)
    /// Text that may hold documents, and may have stood on more lines than one.
    case text([UInt8])
    case bytes(InputFormat, @Sendable (UnsafeRawBufferPointer, inout SpanCollector) -> CutOutcome)
  }

  /// Its bytes.
  var range: Range<Int>
  /// Where messages say that it begins.
  var start: Int
  /// Counted from 1; nil in inputs without lines.
  var line: Int?
  var reading: Reading
}

/// What a record that is no JSON turned out to be.
enum CutOutcome: Sendable {
  case spans
  /// Logs, metrics or profiles.
  case otherSignal
  case damaged(String)
}
