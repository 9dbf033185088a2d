import JSONBridge
import TraceModel

/// Reads spans of SkyWalking: a trace as the query `queryTrace` answers it, or a segment as agents write it.
enum SkyWalkingDecoder: RecordReading {
  /// What a segment says about all of its spans.
  private struct Segment {
    var trace: TraceID?
    var id: [UInt8] = []
    var service = NameID.empty
    var instance = NameID.empty
    /// Numbers that were met, for answers in which two spans of a segment have one.
    var seen: Set<SpanID> = []
  }

  static func decode<Reader: JSONReader>(_ reader: inout Reader, into collector: inout SpanCollector) {
    // What the segment says may come after its spans.
    var spans = reader
    var segment = segment(&reader, &collector)
    guard spans.enterObject() else { return }
    while let member = spans.nextMember() {
      guard member.spells("spans"), spans.enterArray() else {
        spans.skip()
        continue
      }
      while spans.nextElement() { span(&spans, &segment, &collector) }
    }
    reader = spans
  }

  private static func segment<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector
  ) -> Segment {
    var segment = Segment()
    guard reader.enterObject() else {
      collector.skip(&reader, expecting: "a segment")
      return segment
    }
    while let member = reader.nextMember() {
      if member.spells("traceId") {
        segment.trace = reader.readString().map { SkyWalkingIDs.trace($0) }
      } else if member.spells("traceSegmentId") {
        if let text = reader.readString() { segment.id = Array(text) }
      } else if member.spells("service") {
        if let text = reader.readString() { segment.service = collector.batch.names.intern(text) }
      } else if member.spells("serviceInstance") {
        if let text = reader.readString() { segment.instance = collector.batch.names.intern(text) }
      } else {
        reader.skip()
      }
    }
    return segment
  }

  private static func span<Reader: JSONReader>(
    _ reader: inout Reader, _ segment: inout Segment, _ collector: inout SpanCollector
  ) {
    var relations = reader
    let firstLink = collector.batch.links.count
    collector.beginRow()
    guard RowReader.read(&reader, &collector, SkyWalkingColumns.tree) else { return }
    collector.row.trace = collector.row.trace ?? segment.trace
    collector.row.resource.set(.service, segment.service, rank: 1)
    collector.row.resource.set(.instance, segment.instance, rank: 1)
    let place = SkyWalkingRelations(&relations, &collector)
    if relations.failure != nil { collector.doubt() }
    let own = place.segment.isEmpty ? segment.id : place.segment
    own.withUnsafeBytes { own in
      var id = SkyWalkingIDs.span(own, place.number)
      var copy: Int64 = 1
      while !segment.seen.insert(id).inserted, copy < 1 << 16 {
        id = SkyWalkingIDs.span(own, place.number &+ copy << 32)
        copy += 1
      }
      collector.row.id = id
      if place.parent >= 0 { collector.row.parent = SkyWalkingIDs.span(own, place.parent) }
    }
    place.relate(&collector)
    SkyWalkingSpan.settle(&collector)
    collector.commitRow(firstLink: firstLink, path: reader.path)
  }
}
