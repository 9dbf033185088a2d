import JSONBridge
import TraceModel

/// Reads one row of Application Insights: a request, a dependency, or something that is no span.
enum InsightsDecoder: RecordReading {
  static func decode<Reader: JSONReader>(_ reader: inout Reader, into collector: inout SpanCollector) {
    let firstLink = collector.batch.links.count
    collector.beginRow()
    guard RowReader.read(&reader, &collector, InsightsColumns.tree) else { return }
    guard InsightsSpan.settle(&collector) else {
      collector.batch.links.removeLast(collector.batch.links.count - firstLink)
      collector.counts.otherSignals += 1
      return
    }
    collector.commitRow(firstLink: firstLink, path: reader.path)
  }
}

/// Reads a table as queries answer it: the names of its columns, and rows of values.
enum InsightsTable: RecordReading {
  static func decode<Reader: JSONReader>(_ reader: inout Reader, into collector: inout SpanCollector) {
    // The names may come after the rows.
    var rows = reader
    let header = ColumnHeader(columns(&reader))
    guard rows.enterObject() else { return }
    while let member = rows.nextMember() {
      guard member.spells("rows"), rows.enterArray() else {
        rows.skip()
        continue
      }
      while rows.nextElement() {
        guard rows.kind == .array else {
          collector.skip(&rows, expecting: "a row")
          continue
        }
        var row = TableRowReader(rows, header)
        InsightsDecoder.decode(&row, into: &collector)
        rows = row.base
      }
    }
    reader = rows
  }

  private static func columns<Reader: JSONReader>(_ reader: inout Reader) -> [String] {
    var names: [String] = []
    guard reader.enterObject() else { return names }
    while let member = reader.nextMember() {
      guard member.spells("columns"), reader.enterArray() else {
        reader.skip()
        continue
      }
      while reader.nextElement() {
        guard reader.enterObject() else {
          reader.skip()
          continue
        }
        var name = ""
        while let part = reader.nextMember() {
          if part.spells("name") || part.spells("ColumnName") {
            if let text = reader.readString() { name = String(decoding: text, as: UTF8.self) }
          } else {
            reader.skip()
          }
        }
        names.append(name)
      }
    }
    return names
  }
}
