import JSONBridge

/// Recognises a record by the names of its members, mostly by the first few, without parsing it.
enum FormDetector {
  /// The members that decide, as bits.
  private struct Seen: OptionSet {
    var rawValue: UInt64
    static let traceID = Seen(rawValue: 1 << 0)  // Jaeger's spelling
    static let spanID = Seen(rawValue: 1 << 1)
    static let traceId = Seen(rawValue: 1 << 2)  // everyone else's
    static let spanId = Seen(rawValue: 1 << 3)
    static let id = Seen(rawValue: 1 << 4)
    static let spans = Seen(rawValue: 1 << 5)
    static let processes = Seen(rawValue: 1 << 6)
    static let process = Seen(rawValue: 1 << 7)
    static let operationName = Seen(rawValue: 1 << 8)
    static let scopeSpans = Seen(rawValue: 1 << 9)
    static let resource = Seen(rawValue: 1 << 10)
    static let parent = Seen(rawValue: 1 << 11)
    static let child = Seen(rawValue: 1 << 12)
    static let callCount = Seen(rawValue: 1 << 13)
    static let traces = Seen(rawValue: 1 << 14)
    static let rootServiceName = Seen(rawValue: 1 << 15)
    static let upperTraceID = Seen(rawValue: 1 << 16)  // Cassandra's spelling
    static let traceIdLow = Seen(rawValue: 1 << 17)
    static let v1Annotations = Seen(rawValue: 1 << 18)
    static let source = Seen(rawValue: 1 << 19)
    static let segments = Seen(rawValue: 1 << 20)
    static let query = Seen(rawValue: 1 << 21)
    static let errors = Seen(rawValue: 1 << 22)
    static let nullData = Seen(rawValue: 1 << 23)
    static let vType = Seen(rawValue: 1 << 24)
    static let endpoint = Seen(rawValue: 1 << 25)
  }

  /// What a record is.
  static func form(of record: UnsafeRawBufferPointer) -> RecordForm {
    var seen: Seen = []
    var members = ShallowMembers(record)
    while let member = members.next() {
      seen.formUnion(sign(of: member, seen))
      if let form = decided(seen) { return form }
    }
    return rest(seen)
  }

  private static func sign(of member: ShallowMembers.Member, _ seen: Seen) -> Seen {
    let key = member.key
    if key.spells("traceID") { return .traceID }
    if key.spells("spanID") { return .spanID }
    if key.spells("traceId") { return .traceId }
    if key.spells("spanId") { return .spanId }
    if key.spells("id") { return .id }
    if key.spells("operationName") { return .operationName }
    if key.spells("localEndpoint") || key.spells("remoteEndpoint") { return .endpoint }
    if key.spells("processes") { return .processes }
    if key.spells("process") { return .process }
    if key.spells("resource") { return .resource }
    if key.spells("scopeSpans") || key.spells("scope_spans") { return .scopeSpans }
    if key.spells("instrumentationLibrarySpans") || key.spells("instrumentation_library_spans") { return .scopeSpans }
    if key.spells("resourceSpans") || key.spells("resource_spans") || key.spells("batches") { return .scopeSpans }
    if key.spells("spans") { return seen.contains(.traceID) ? .spans : spans(member.rest) }
    if key.spells("binaryAnnotations") { return .v1Annotations }
    if key.spells("annotations") { return contains(member.value, "\"endpoint\"") ? .v1Annotations : [] }
    if key.spells("parent") { return .parent }
    if key.spells("child") { return .child }
    if key.spells("callCount") { return .callCount }
    if key.spells("traces") { return .traces }
    if key.spells("rootServiceName") || key.spells("spanSet") || key.spells("spanSets") { return .rootServiceName }
    if key.spells("TraceID") || key.spells("SpanID") { return .upperTraceID }
    if key.spells("traceIdLow") { return .traceIdLow }
    if key.spells("_source") { return .source }
    if key.spells("Segments") || key.spells("Traces") { return .segments }
    if key.spells("bool") || key.spells("query") { return .query }
    if key.spells("errors") || key.spells("error") { return member.value.spells("null") ? [] : .errors }
    if key.spells("data") { return member.value.spells("null") ? .nullData : [] }
    return []
  }

  /// The spans of Jaeger's other forms differ from those of its API only inside.
  private static func spans(_ value: UnsafeRawBufferPointer) -> Seen {
    let front = UnsafeRawBufferPointer(rebasing: value.prefix(4096))
    if contains(front, "\"traceIdLow\"") { return [.spans, .traceIdLow] }
    if contains(front, "\"traceId\"") { return [.spans, .vType] }
    return .spans
  }

  private static func decided(_ seen: Seen) -> RecordForm? {
    if seen.contains(.scopeSpans) { return .resourceSpans }
    if seen.isSuperset(of: [.traceID, .spans]) || seen.isSuperset(of: [.spans, .processes]) { return .jaegerTrace }
    if seen.isSuperset(of: [.traceID, .spanID, .operationName]) { return .jaegerSpan }
    if seen.isSuperset(of: [.traceId, .id, .endpoint]) { return seen.contains(.v1Annotations) ? nil : .zipkinSpan }
    if seen.contains(.source) { return .elasticsearchHit }
    if seen.isSuperset(of: [.traceId, .id, .v1Annotations]) { return .refused(.zipkinV1) }
    return nil
  }

  private static func rest(_ seen: Seen) -> RecordForm {
    if seen.isSuperset(of: [.spans, .traceIdLow]) { return .refused(.jaegerThrift) }
    if seen.isSuperset(of: [.spans, .vType]) { return .refused(.jaegerDomain) }
    if seen.isSuperset(of: [.traceId, .spanId, .operationName]) { return .refused(.jaegerDomain) }
    if seen.contains(.traceID), seen.contains(.spanID) { return .jaegerSpan }
    if seen.isSuperset(of: [.traceId, .id]) { return .zipkinSpan }
    if seen.isSuperset(of: [.parent, .child]) { return .refused(.jaegerDependencies) }
    if seen.contains(.upperTraceID) { return .refused(.jaegerCassandra) }
    if seen.contains(.traces) || seen.contains(.rootServiceName) { return .refused(.tempoSearch) }
    if seen.contains(.segments) { return .refused(.xray) }
    if seen.contains(.errors) { return .refused(.errorResponse) }
    if seen.contains(.query) { return .refused(.elasticsearchQuery) }
    if seen.contains(.resource) { return .resourceSpans }
    return .unknown
  }

  private static func contains(_ bytes: UnsafeRawBufferPointer, _ literal: StaticString) -> Bool {
    let length = literal.utf8CodeUnitCount
    guard bytes.count >= length else { return false }
    for start in 0...(bytes.count - length)
    where UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]).spells(literal) {
      return true
    }
    return false
  }
}
