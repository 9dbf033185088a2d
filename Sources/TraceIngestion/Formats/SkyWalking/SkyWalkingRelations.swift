import JSONBridge
import TraceModel

/// Where a span of SkyWalking stands: its number in its segment, and the spans in other segments that it continues.
struct SkyWalkingRelations {
  private struct Reference {
    var trace: TraceID?
    var id: SpanID
    var crossesProcess: Bool
  }

  /// Empty in a segment as agents write it, which names itself once.
  private(set) var segment: [UInt8] = []
  // In segments, a zero is left out, as protobuf's JSON does.
  private(set) var number: Int64 = 0
  /// Within the segment; below zero for none.
  private(set) var parent: Int64 = 0
  private var references: [Reference] = []

  /// Reads the members of a span that its columns leave out.
  init<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    guard reader.enterObject() else { return }
    while let member = reader.nextMember() {
      if member.spells("segmentId") {
        if let text = reader.readString() { segment = Array(text) }
      } else if member.spells("spanId") {
        number = reader.readIntegerText() ?? 0
      } else if member.spells("parentSpanId") {
        parent = reader.readIntegerText() ?? -1
      } else if member.spells("refs"), reader.enterArray() {
        while reader.nextElement() { reference(&reader, &collector) }
      } else {
        reader.skip()
      }
    }
    // The first span of a segment has no parent in it, whether or not it says so.
    if number == 0, parent == 0 { parent = -1 }
  }

  private mutating func reference<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    guard reader.enterObject() else { return reader.skip() }
    var trace: TraceID?
    var segment: [UInt8] = []
    var number: Int64 = 0
    var crossesProcess = true
    while let member = reader.nextMember() {
      if member.spells("traceId") {
        trace = reader.readString().map { SkyWalkingIDs.trace($0) }
      } else if member.spells("parentSegmentId") || member.spells("parentTraceSegmentId") {
        if let text = reader.readString() { segment = Array(text) }
      } else if member.spells("parentSpanId") {
        number = reader.readIntegerText() ?? 0
      } else if member.spells("type") || member.spells("refType") {
        if let text = reader.readString() {
          crossesProcess = !text.equalsIgnoringCase("cross_thread") && !text.equalsIgnoringCase("crossthread")
        }
      } else {
        reader.skip()
      }
    }
    guard !segment.isEmpty else { return collector.problem(.invalidLink, path: reader.path) }
    let id = segment.withUnsafeBytes { SkyWalkingIDs.span($0, number) }
    references.append(Reference(trace: trace, id: id, crossesProcess: crossesProcess))
  }

  /// The first reference into the trace is the parent of a span that has none in its segment; all others are links.
  func relate(_ collector: inout SpanCollector) {
    for reference in references {
      let trace = reference.trace ?? collector.row.trace
      if trace == collector.row.trace, !collector.row.parent.isValid {
        collector.row.parent = reference.id
        collector.draft.flags.insert(.knowsRemoteParent)
        if reference.crossesProcess { collector.draft.flags.insert(.remoteParent) }
      } else if let trace {
        collector.link(trace, reference.id, followsFrom: false)
      }
    }
  }
}
