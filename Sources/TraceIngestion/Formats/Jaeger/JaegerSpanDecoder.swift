import JSONBridge
import TraceModel

/// Reads one span of Jaeger's JSON.
enum JaegerSpanDecoder {
  /// What a span said so far beyond its draft. Times are in microseconds.
  private struct Progress {
    var hasTrace = false
    var hasID = false
    var start: UInt64?
    var duration: UInt64?
    /// The deprecated `parentSpanID`; it counts when no reference names a parent.
    var parent = SpanID.none
    var process = NameID.empty
    var inlineProcess: ResourceFacts?
  }

  static func decode<Reader: JSONReader>(
    _ reader: inout Reader, into collector: inout SpanCollector, _ memory: JaegerMemory
  ) {
    guard reader.enterObject() else { return collector.reject(&reader, expecting: "a span") }
    collector.draft.reset()
    memory.references.removeAll(keepingCapacity: true)
    var progress = Progress()
    var last = JaegerSpanMember.other
    while let member = reader.nextMember(memory.span, &last) {
      read(member, &reader, &collector, &progress, memory)
      if collector.isUndetected, collector.isDoubtful { return }
    }
    guard progress.hasTrace, progress.hasID else {
      if collector.isUndetected { collector.doubt() }
      return collector.problem(progress.hasTrace ? .invalidSpanID : .invalidTraceID, path: reader.path)
    }
    times(progress, &collector)
    let firstLink = collector.batch.links.count
    let followed = relate(progress, &collector, memory)
    let links = firstLink..<collector.batch.links.count
    if let process = progress.inlineProcess {
      collector.commit(process, followed: followed, links: links)
    } else {
      collector.commitWaiting(process: progress.process, followed: followed, links: links)
    }
  }

  private static func read<Reader: JSONReader>(
    _ member: JaegerSpanMember, _ reader: inout Reader, _ collector: inout SpanCollector, _ progress: inout Progress,
    _ memory: JaegerMemory
  ) {
    switch member {
    case .traceID: trace(&reader, &collector, &progress)
    case .spanID: id(&reader, &collector, &progress)
    case .parentSpanID: parent(&reader, &collector, &progress)
    case .operationName: name(&reader, &collector)
    case .references: references(&reader, &collector, memory)
    case .startTime: progress.start = collector.microseconds(&reader)
    case .duration: progress.duration = collector.microseconds(&reader)
    // Only with an inline process is this a map; both are told by their kind.
    case .tags: if reader.kind == .object { map(&reader, &collector) } else { list(&reader, &collector) }
    case .tag: map(&reader, &collector)
    case .logs: logs(&reader, &collector)
    case .processID: processID(&reader, &collector, &progress)
    case .process: process(&reader, &collector, &progress)
    case .flags, .warnings, .startTimeMillis: reader.skip()
    case .other:
      if collector.isUndetected { collector.doubt() }
      reader.skip()
    }
  }

  private static func trace<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ progress: inout Progress
  ) {
    guard let id = trace(&reader, &collector), id.isValid else { return }
    collector.draft.trace = id
    progress.hasTrace = true
  }

  private static func id<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ progress: inout Progress
  ) {
    guard let id = span(&reader, &collector), id.isValid else { return }
    collector.draft.id = id
    progress.hasID = true
  }

  private static func parent<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ progress: inout Progress
  ) {
    if let id = span(&reader, &collector) { progress.parent = id }
  }

  private static func name<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    guard let name = reader.readString() else { return }
    collector.draft.name = collector.mask.intern(name, isPath: false, in: &collector.batch.names)
  }

  private static func processID<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ progress: inout Progress
  ) {
    if let id = reader.readString() { progress.process = collector.batch.names.intern(id) }
  }

  private static func process<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ progress: inout Progress
  ) {
    guard reader.kind == .object else { return reader.skip() }
    progress.inlineProcess = collector.resource(.jaegerJSON, &reader) { JaegerDecoder.process(&$0, &$1) }
  }

  private static func list<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    JaegerTags.readList(&reader, &collector, beginning: 0) { rule, value, collector in
      collector.draft.apply(rule, value, names: &collector.batch.names, mask: &collector.mask)
    }
  }

  private static func map<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    JaegerTags.readMap(&reader, &collector) { rule, value, collector in
      collector.draft.apply(rule, value, names: &collector.batch.names, mask: &collector.mask)
    }
  }

  /// Of logs only the type of a recorded error is of use.
  private static func logs<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    guard reader.enterArray() else { return collector.skip(&reader, expecting: "an array of logs") }
    while reader.nextElement() {
      guard reader.enterObject() else {
        reader.skip()
        continue
      }
      while let member = reader.nextMember() {
        guard member.spells("fields") else {
          reader.skip()
          continue
        }
        JaegerTags.readList(&reader, &collector, beginning: 6) { rule, value, collector in
          guard rule.fact == .exceptionType || rule.fact == .errorType else { return }
          collector.draft.outcome.takeException(value, names: &collector.batch.names)
        }
      }
    }
  }

  private static func references<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ memory: JaegerMemory
  ) {
    guard reader.enterArray() else { return collector.skip(&reader, expecting: "an array of references") }
    while reader.nextElement() {
      guard reader.enterObject() else {
        collector.skip(&reader, expecting: "a reference")
        continue
      }
      var reference = JaegerReference(trace: TraceID(low: 0), id: .none, followsFrom: false)
      var last = JaegerReferenceMember.other
      while let member = reader.nextMember(memory.reference, &last) {
        switch member {
        case .refType:
          if let type = reader.readString() { reference.followsFrom = type.equalsIgnoringCase("follows_from") }
        case .traceID: reference.trace = trace(&reader, &collector) ?? reference.trace
        case .spanID: reference.id = span(&reader, &collector) ?? reference.id
        case .other: reader.skip()
        }
      }
      if reference.id.isValid {
        memory.references.append(reference)
      } else {
        collector.problem(.invalidLink, path: reader.path)
      }
    }
  }

  /// Settles which reference is the parent, and what the others are.
  ///
  /// The first CHILD_OF into the same trace is the parent. Others are links, as is every CHILD_OF into another trace. A
  /// FOLLOWS_FROM that stands alone is handed back: it is the parent when the source turns out to be native.
  private static func relate(
    _ progress: Progress, _ collector: inout SpanCollector, _ memory: JaegerMemory
  ) -> LinkRecord? {
    let trace = collector.draft.trace
    // References without a trace are into this one.
    for index in memory.references.indices where !memory.references[index].trace.isValid {
      memory.references[index].trace = trace
    }
    let parent = memory.references.firstIndex { !$0.followsFrom && $0.trace == trace }
    collector.draft.parent = parent.map { memory.references[$0].id } ?? progress.parent
    if let parent { memory.references.remove(at: parent) }
    if memory.references.count == 1, let only = memory.references.first, only.followsFrom,
      let span = UInt32(exactly: collector.batch.spans.count)
    {
      return LinkRecord(span: span, trace: only.trace, id: only.id, followsFrom: true)
    }
    for other in memory.references {
      collector.link(other.trace, other.id, followsFrom: other.followsFrom)
    }
    return nil
  }

  private static func times(_ progress: Progress, _ collector: inout SpanCollector) {
    let start = progress.start.flatMap(UnixTime.nanoseconds(fromMicroseconds:))
    let length = progress.duration.flatMap(UnixTime.nanoseconds(fromMicroseconds:))
    collector.draft.start = start ?? 0
    if let start, let length {
      let (end, overflow) = start.addingReportingOverflow(length)
      collector.draft.end = overflow ? start : end
      collector.settleTimes(hasStart: true, hasEnd: !overflow)
    } else {
      collector.draft.end = collector.draft.start
      collector.settleTimes(hasStart: start != nil, hasEnd: length != nil)
    }
  }

  /// Identifiers have no leading zeros in Jaeger, and in hand-made files they may be anything.
  private static func trace<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector
  ) -> TraceID? {
    if let id = reader.readPlainTraceID(&collector.lastTrace) { return id }
    guard let text = reader.readString() else { return nil }
    if let id = Identifiers.hexadecimal(text) { return id }
    guard !text.isEmpty else { return nil }
    collector.problem(.unusualID, detail: "trace id \"\(text.excerpt)\"")
    return TraceID(low: Identifiers.standIn(text))
  }

  private static func span<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) -> SpanID? {
    if let id = reader.readPlainSpanID() { return id }
    guard let text = reader.readString() else { return nil }
    if text.count <= 16, let id = Identifiers.hexadecimal(text) { return SpanID(id.low) }
    guard !text.isEmpty else { return nil }
    collector.problem(.unusualID, detail: "span id \"\(text.excerpt)\"")
    return SpanID(Identifiers.standIn(text))
  }
}
