import JSONBridge
import TraceModel

/// Reads a span that stands in a row of a table, or that a console exporter printed.
enum SpanRowDecoder: RecordReading {
  static func decode<Reader: JSONReader>(_ reader: inout Reader, into collector: inout SpanCollector) {
    decode(&reader, SpanRowColumns.tree, into: &collector)
  }

  static func decode<Reader: JSONReader>(
    _ reader: inout Reader, _ columns: ColumnTree, into collector: inout SpanCollector
  ) {
    let firstLink = collector.batch.links.count
    collector.beginRow()
    guard RowReader.read(&reader, &collector, columns) else { return }
    collector.commitRow(firstLink: firstLink, path: reader.path)
  }
}
