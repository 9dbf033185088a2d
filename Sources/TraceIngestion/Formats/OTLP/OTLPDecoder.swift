import JSONBridge
import TraceModel

/// Reads the elements of `resourceSpans`, and of Tempo's `batches`, which are the same but for base64 identifiers.
///
/// Members may come in any order and in camel or snake case; unknown ones are passed over, as the format demands.
enum OTLPDecoder: RecordReading {
  /// Reads one element. The reader stands before it.
  static func decode<Reader: JSONReader>(_ reader: inout Reader, into collector: inout SpanCollector) {
    guard reader.enterObject() else { return collector.reject(&reader, expecting: "an object of resourceSpans") }
    let guides = collector.memories.of(OTLPGuides.self)
    var resource: ResourceFacts?
    var last = OTLPResourceSpansMember.other
    while let member = reader.nextMember(guides.resourceSpans, &last) {
      switch member {
      case .resource: resource = collector.resource(.otlpJSON, &reader) { self.resource(&$0, &$1) }
      case .scopeSpans, .scopeSpansSnake, .librarySpans, .librarySpansSnake:
        scopes(&reader, &collector, resource, guides)
      // A document inside a list: what is left of a line that was cut off before it.
      case .resourceSpans, .resourceSpansSnake, .batches: documents(&reader, &collector, guides)
      case .schema, .schemaSnake: reader.skip()
      case .other:
        if collector.isUndetected { collector.doubt() }
        reader.skip()
      }
    }
    collector.resolveWaiting { _ in resource ?? ResourceFacts() }
  }

  private static func documents<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ guides: OTLPGuides
  ) {
    guard reader.enterArray() else { return collector.reject(&reader, expecting: "an array") }
    while reader.nextElement() {
      guard reader.enterObject() else {
        collector.reject(&reader, expecting: "an object of resourceSpans")
        continue
      }
      var resource: ResourceFacts?
      var last = OTLPResourceSpansMember.other
      while let member = reader.nextMember(guides.resourceSpans, &last) {
        switch member {
        case .resource: resource = collector.resource(.otlpJSON, &reader) { self.resource(&$0, &$1) }
        case .scopeSpans, .scopeSpansSnake, .librarySpans, .librarySpansSnake:
          scopes(&reader, &collector, resource, guides)
        default: reader.skip()
        }
      }
      collector.resolveWaiting { _ in resource ?? ResourceFacts() }
    }
  }

  private static func resource<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector
  ) -> ResourceFacts {
    guard reader.enterObject() else {
      collector.skip(&reader, expecting: "a resource")
      return ResourceFacts()
    }
    var draft = ResourceDraft()
    while let member = reader.nextMember() {
      guard member.spells("attributes") else {
        reader.skip()
        continue
      }
      OTLPAttributes.readList(&reader, &collector, beginning: 7) { rule, value, collector in
        draft.apply(rule, value, names: &collector.batch.names)
      }
    }
    return draft.facts
  }

  private static func scopes<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ resource: ResourceFacts?, _ guides: OTLPGuides
  ) {
    guard reader.enterArray() else { return collector.reject(&reader, expecting: "an array of scopeSpans") }
    while reader.nextElement() {
      guard reader.enterObject() else {
        collector.reject(&reader, expecting: "an object of scopeSpans")
        continue
      }
      var last = OTLPScopeSpansMember.other
      while let member = reader.nextMember(guides.scopeSpans, &last) {
        guard member == .spans else {
          reader.skip()
          continue
        }
        guard reader.enterArray() else {
          collector.reject(&reader, expecting: "an array of spans")
          continue
        }
        while reader.nextElement() { OTLPSpanDecoder.decode(&reader, into: &collector, resource: resource, guides) }
      }
    }
  }
}
