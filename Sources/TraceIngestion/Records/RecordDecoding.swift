import JSONBridge

/// Reads the spans of one record. Written once for every engine.
protocol RecordReading {
  /// Reads one record. The reader stands before it.
  static func decode<Reader: JSONReader>(_ reader: inout Reader, into collector: inout SpanCollector)
}

/// What decodes a record, with either engine.
struct RecordDecoding: Sendable {
  let cursor: @Sendable (inout JSONCursorReader, inout SpanCollector) -> Void
  let tree: @Sendable (inout JSONTreeReader, inout SpanCollector) -> Void

  @inline(__always)
  init<Decoder: RecordReading>(_: Decoder.Type) {
    cursor = { Decoder.decode(&$0, into: &$1) }
    tree = { Decoder.decode(&$0, into: &$1) }
  }

  /// A decoding that needs more than the record, such as a line that came before.
  init(
    cursor: @escaping @Sendable (inout JSONCursorReader, inout SpanCollector) -> Void,
    tree: @escaping @Sendable (inout JSONTreeReader, inout SpanCollector) -> Void
  ) {
    self.cursor = cursor
    self.tree = tree
  }
}

/// Decodes a document that begins in a well-known way in one walk, without cutting it into records and looking at each.
///
/// It takes only what the long way would take for the same. Whatever else it meets is a doubt of the collector's, which
/// is in its undetected state meanwhile, and the long way decides.
struct Shortcut: Sendable {
  /// How the document begins.
  enum Beginning: Sendable {
    /// An object whose first member this is. The reader stands before its value.
    case member(StaticString)
    /// An array. The reader stands before it.
    case array
    /// An element of a list. The reader stands before it.
    case element(of: StaticString)
  }

  let beginning: Beginning
  let format: InputFormat
  /// Decodes the document; returns the number of its records, or nil when it is something else.
  let decode: @Sendable (_ reader: inout JSONCursorReader, _ start: JSONCursorReader, inout SpanCollector) -> Int?
}
