import JSONBridge
import TraceModel

/// Reads traces as Jaeger's API and interface write them: `{traceID, spans, processes}`.
enum JaegerDecoder: RecordReading {
  /// Reads one trace. The reader stands before it.
  static func decode<Reader: JSONReader>(_ reader: inout Reader, into collector: inout SpanCollector) {
    guard reader.enterObject() else { return collector.reject(&reader, expecting: "a trace") }
    // What is inside of spans does not tell what the record is.
    let isUndetected = collector.isUndetected
    collector.isUndetected = false
    defer { collector.isUndetected = isUndetected }
    let memory = collector.memories.of(JaegerMemory.self)
    var processes: [NameID: ResourceFacts] = [:]
    var (hasTraceID, hasSpans) = (false, false)
    while let member = reader.nextMember() {
      if member.spells("spans") {
        hasSpans = true
        guard hasTraceID || !isUndetected else { return collector.doubt() }
        guard reader.enterArray() else {
          collector.reject(&reader, expecting: "an array of spans")
          continue
        }
        while reader.nextElement() { JaegerSpanDecoder.decode(&reader, into: &collector, memory) }
      } else if member.spells("processes") {
        self.processes(&reader, &collector, &processes)
      } else {
        if member.spells("traceID") {
          hasTraceID = true
        } else if isUndetected, !member.spells("warnings") {
          return collector.doubt()
        }
        reader.skip()
      }
    }
    if isUndetected, !hasSpans { collector.doubt() }
    collector.resolveWaiting { processes[$0] ?? ResourceFacts() }
  }

  private static func processes<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ processes: inout [NameID: ResourceFacts]
  ) {
    guard reader.enterObject() else { return collector.skip(&reader, expecting: "an object of processes") }
    while let key = reader.nextMember() {
      let id = collector.batch.names.intern(key)
      processes[id] = collector.resource(.jaegerJSON, &reader) { process(&$0, &$1) }
    }
  }

  /// Reads a process: the service's name, and tags that tell where it ran.
  static func process<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector
  ) -> ResourceFacts {
    guard reader.enterObject() else {
      collector.skip(&reader, expecting: "a process")
      return ResourceFacts()
    }
    var draft = ResourceDraft()
    while let member = reader.nextMember() {
      if member.spells("serviceName") {
        let rule = FactRule(fact: .resource(.service), rank: 0)
        if let name = reader.readString() { draft.apply(rule, .text(name), names: &collector.batch.names) }
      } else if member.spells("tags") {
        JaegerTags.readList(&reader, &collector, beginning: 7) { rule, value, collector in
          draft.apply(rule, value, names: &collector.batch.names)
        }
      } else if member.spells("tag") {
        JaegerTags.readMap(&reader, &collector) { rule, value, collector in
          draft.apply(rule, value, names: &collector.batch.names)
        }
      } else {
        reader.skip()
      }
    }
    return draft.facts
  }
}

/// Reads one span that holds its process, as Jaeger's storage in Elasticsearch writes it.
enum JaegerLoneSpan: RecordReading {
  static func decode<Reader: JSONReader>(_ reader: inout Reader, into collector: inout SpanCollector) {
    JaegerSpanDecoder.decode(&reader, into: &collector, collector.memories.of(JaegerMemory.self))
    collector.resolveWaiting { _ in ResourceFacts() }
  }
}
