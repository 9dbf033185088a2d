import JSONBridge
import TraceModel

/// Reads the elements of `resourceSpans`, and of Tempo's `batches`, which are the same but for base64 identifiers.
///
/// Members may come in any order and in camel or snake case; unknown ones are passed over, as the format demands.
enum OTLPDecoder {
  /// Reads one element. The reader stands before it.
  static func decode<Reader: JSONReader>(_ reader: inout Reader, into collector: inout SpanCollector) {
    guard reader.enterObject() else { return collector.skip(&reader, expecting: "an object of resourceSpans") }
    var resource: ResourceFacts?
    while let member = reader.nextMember() {
      if member.spells("resource") {
        resource = collector.resource(.otlpJSON, &reader) { self.resource(&$0, &$1) }
      } else if isScopeList(member) {
        scopes(&reader, &collector, resource)
      } else if isResourceList(member) {
        // A document inside a list: what is left of a line that was cut off before it.
        documents(&reader, &collector)
      } else {
        if collector.isUndetected, !isKnown(member) { collector.doubt() }
        reader.skip()
      }
    }
    collector.resolveWaiting { _ in resource ?? ResourceFacts() }
  }

  private static func isScopeList(_ member: UnsafeRawBufferPointer) -> Bool {
    member.spells("scopeSpans") || member.spells("scope_spans") || member.spells("instrumentationLibrarySpans")
      || member.spells("instrumentation_library_spans")
  }

  private static func isKnown(_ member: UnsafeRawBufferPointer) -> Bool {
    member.spells("schemaUrl") || member.spells("schema_url")
  }

  private static func isResourceList(_ member: UnsafeRawBufferPointer) -> Bool {
    member.spells("resourceSpans") || member.spells("resource_spans") || member.spells("batches")
  }

  private static func documents<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    guard reader.enterArray() else { return collector.skip(&reader, expecting: "an array") }
    while reader.nextElement() {
      guard reader.enterObject() else {
        collector.skip(&reader, expecting: "an object of resourceSpans")
        continue
      }
      var resource: ResourceFacts?
      while let member = reader.nextMember() {
        if member.spells("resource") {
          resource = collector.resource(.otlpJSON, &reader) { self.resource(&$0, &$1) }
        } else if isScopeList(member) {
          scopes(&reader, &collector, resource)
        } else {
          reader.skip()
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
      AttributeList.read(&reader, &collector) { rule, value, collector in
        draft.apply(rule, value, names: &collector.batch.names)
      }
    }
    return draft.facts
  }

  private static func scopes<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ resource: ResourceFacts?
  ) {
    guard reader.enterArray() else { return collector.skip(&reader, expecting: "an array of scopeSpans") }
    while reader.nextElement() {
      guard reader.enterObject() else {
        collector.skip(&reader, expecting: "an object of scopeSpans")
        continue
      }
      while let member = reader.nextMember() {
        guard member.spells("spans") else {
          reader.skip()
          continue
        }
        guard reader.enterArray() else {
          collector.skip(&reader, expecting: "an array of spans")
          continue
        }
        while reader.nextElement() { OTLPSpanDecoder.decode(&reader, into: &collector, resource: resource) }
      }
    }
  }
}
