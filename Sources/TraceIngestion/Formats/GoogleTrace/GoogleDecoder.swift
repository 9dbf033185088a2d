import JSONBridge
import TraceModel

/// Reads one trace of Google Cloud Trace: the trace's identifier, and its spans.
enum GoogleDecoder: RecordReading {
  static func decode<Reader: JSONReader>(_ reader: inout Reader, into collector: inout SpanCollector) {
    // The identifier may come after the spans.
    var spans = reader
    guard let trace = trace(&reader, &collector) else {
      return collector.problem(.invalidTraceID, path: reader.path)
    }
    guard spans.enterObject() else { return }
    while let member = spans.nextMember() {
      guard member.spells("spans"), spans.enterArray() else {
        spans.skip()
        continue
      }
      while spans.nextElement() { span(&spans, trace, &collector) }
    }
    reader = spans
  }

  private static func trace<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector
  ) -> TraceID? {
    guard reader.enterObject() else {
      collector.skip(&reader, expecting: "a trace")
      return nil
    }
    var trace: TraceID?
    while let member = reader.nextMember() {
      if member.spells("traceId") {
        trace = reader.readString().flatMap { RowIDs.trace($0, .hexadecimal) }
      } else {
        reader.skip()
      }
    }
    return trace
  }

  private static func span<Reader: JSONReader>(
    _ reader: inout Reader, _ trace: TraceID, _ collector: inout SpanCollector
  ) {
    let firstLink = collector.batch.links.count
    collector.beginRow()
    guard RowReader.read(&reader, &collector, GoogleColumns.tree) else { return }
    collector.row.trace = trace
    collector.commitRow(firstLink: firstLink, path: reader.path)
  }
}
