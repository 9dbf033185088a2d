import JSONBridge
import TraceModel

/// Reads one segment of X-Ray with the subsegments inside it, or one subsegment that was sent alone.
enum XRayDecoder: RecordReading {
  /// What subsegments take over from the segment that they are in.
  private struct Outer {
    var trace: TraceID
    var parent: SpanID
    var resource: ResourceDraft
  }

  static func decode<Reader: JSONReader>(_ reader: inout Reader, into collector: inout SpanCollector) {
    document(&reader, nil, &collector)
  }

  /// Members come in any order, so a segment is read first, and what is in it afterwards.
  private static func document<Reader: JSONReader>(
    _ reader: inout Reader, _ outer: Outer?, _ collector: inout SpanCollector
  ) {
    var parts = reader
    let firstLink = collector.batch.links.count
    collector.beginRow()
    guard RowReader.read(&reader, &collector, XRayColumns.tree) else { return }
    let type = collector.batch.names[collector.row.note(XRayColumns.Note.type)]
    let isSegment = outer == nil && type != "subsegment"
    if let outer {
      collector.row.trace = outer.trace
      if !collector.row.parent.isValid { collector.row.parent = outer.parent }
      collector.row.resource.fill(from: outer.resource)
    } else if isSegment {
      let name = collector.row.name
      collector.row.resource.set(.service, name)
    }
    let inner = Outer(
      trace: collector.row.trace ?? TraceID(low: 0), parent: collector.row.id ?? .none,
      resource: collector.row.resource
    )
    XRaySpan.settle(isSegment: isSegment, hasParts: hasParts(parts), &collector)
    collector.commitRow(firstLink: firstLink, path: reader.path)
    subsegments(of: &parts, inner, &collector)
    if parts.failure != nil { collector.doubt() }
  }

  private static func hasParts<Reader: JSONReader>(_ reader: Reader) -> Bool {
    var reader = reader
    guard reader.enterObject() else { return false }
    while let member = reader.nextMember() {
      if member.spells("subsegments") { return reader.kind == .array }
      reader.skip()
    }
    return false
  }

  private static func subsegments<Reader: JSONReader>(
    of reader: inout Reader, _ outer: Outer, _ collector: inout SpanCollector
  ) {
    guard reader.enterObject() else { return }
    while let member = reader.nextMember() {
      guard member.spells("subsegments"), reader.enterArray() else {
        reader.skip()
        continue
      }
      // Documents nest no deeper than the reader's limit.
      while reader.nextElement() { document(&reader, outer, &collector) }
    }
  }
}
