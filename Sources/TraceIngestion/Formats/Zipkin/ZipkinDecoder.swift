import JSONBridge
import TraceModel

/// Reads one span of Zipkin's version 2.
enum ZipkinDecoder: RecordReading {
  /// What a span said so far beyond its draft. Times are in microseconds.
  private struct Progress {
    var hasTrace = false
    var hasID = false
    var timestamp: UInt64?
    var duration: UInt64?
    var local = Endpoint()
    var remote = Endpoint()
    var hasEndpoint = false
  }

  /// One side of a call as Zipkin knows it.
  private struct Endpoint {
    var service = NameID.empty
    var address = NameID.empty
    var port = NameID.empty
  }

  static func decode<Reader: JSONReader>(_ reader: inout Reader, into collector: inout SpanCollector) {
    guard reader.enterObject() else { return collector.reject(&reader, expecting: "a span") }
    collector.draft.reset()
    let guides = collector.memories.of(ZipkinGuides.self)
    var progress = Progress()
    var last = ZipkinSpanMember.other
    while let member = reader.nextMember(guides.span, &last) {
      read(member, &reader, &collector, &progress, guides)
      if collector.isUndetected, collector.isDoubtful { return }
    }
    guard progress.hasTrace, progress.hasID else {
      if collector.isUndetected { collector.doubt() }
      return collector.problem(progress.hasTrace ? .invalidSpanID : .invalidTraceID, path: reader.path)
    }
    times(progress, &collector)
    remote(progress.remote, &collector)
    // Zipkin has no notion of an instance; the address is what tells one from another.
    let local = progress.local
    collector.commit(ResourceFacts(service: local.service, instance: local.address, host: local.address))
  }

  private static func read<Reader: JSONReader>(
    _ member: ZipkinSpanMember, _ reader: inout Reader, _ collector: inout SpanCollector, _ progress: inout Progress,
    _ guides: ZipkinGuides
  ) {
    switch member {
    case .traceID: trace(&reader, &collector, &progress)
    case .id: id(&reader, &collector, &progress)
    case .parentID: parent(&reader, &collector)
    case .name: name(&reader, &collector)
    case .kind: kind(&reader, &collector)
    case .timestamp: progress.timestamp = collector.microseconds(&reader)
    case .duration: progress.duration = collector.microseconds(&reader)
    case .localEndpoint:
      progress.hasEndpoint = true
      progress.local = endpoint(&reader, &collector, guides)
    case .remoteEndpoint:
      progress.hasEndpoint = true
      progress.remote = endpoint(&reader, &collector, guides)
    case .tags: tags(&reader, &collector)
    case .shared: shared(&reader, &collector)
    case .debug: reader.skip()
    case .annotations:
      // In version 1 these have endpoints of their own, unless the span has shown its own before.
      if collector.isUndetected, !(progress.hasEndpoint && progress.hasTrace && progress.hasID) { collector.doubt() }
      reader.skip()
    case .other:
      if collector.isUndetected { collector.doubt() }
      reader.skip()
    }
  }

  private static func trace<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ progress: inout Progress
  ) {
    guard
      let id = reader.readPlainTraceID(&collector.lastTrace) ?? reader.readString().flatMap(Identifiers.hexadecimal),
      id.isValid
    else {
      return
    }
    collector.draft.trace = id
    progress.hasTrace = true
  }

  private static func id<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ progress: inout Progress
  ) {
    guard let id = span(&reader), id.isValid else { return }
    collector.draft.id = id
    progress.hasID = true
  }

  private static func parent<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    let isNull = reader.kind == .null
    if let id = span(&reader) {
      collector.draft.parent = id
    } else if !isNull {
      collector.problem(.invalidParentID, path: reader.path)
    }
  }

  private static func name<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    guard let name = reader.readString() else { return }
    collector.draft.name = collector.mask.intern(name, isPath: false, in: &collector.batch.names)
  }

  private static func kind<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    if let kind = reader.readString().flatMap({ SpanKind(word: .text($0)) }) { collector.draft.kind = kind }
  }

  private static func shared<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    if reader.readBoolean() == true { collector.draft.flags.insert(.sharedID) }
  }

  private static func tags<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) {
    guard reader.enterObject() else { return collector.skip(&reader, expecting: "an object of tags") }
    var last = collector.draft.kind.rawValue
    while true {
      if let known = reader.nextTextMember(collector.attributeGuide, &last) {
        if let rule = known.meaning { take(rule, .text(known.value), &collector) }
        continue
      }
      guard let key = reader.nextMember() else { break }
      let rule = collector.table.rule(for: key)
      if reader.kind == .string {
        guard let text = reader.readString() else { continue }
        if let plain = reader.plainMember(key, text) { collector.attributeGuide.learn(plain, rule, after: &last) }
        if let rule { take(rule, .text(text), &collector) }
      } else if let rule {
        AttributeValue.read(&reader) { take(rule, $0, &collector) }
      } else {
        reader.skip()
      }
    }
  }

  private static func take(_ rule: FactRule, _ value: AttributeValue, _ collector: inout SpanCollector) {
    collector.draft.apply(rule, value, names: &collector.batch.names, mask: &collector.mask)
  }

  private static func endpoint<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ guides: ZipkinGuides
  ) -> Endpoint {
    var endpoint = Endpoint()
    guard reader.enterObject() else {
      collector.skip(&reader, expecting: "an endpoint")
      return endpoint
    }
    var last = ZipkinEndpointMember.other
    while let member = reader.nextMember(guides.endpoint, &last) {
      switch member {
      case .serviceName: if let name = reader.readString() { endpoint.service = collector.batch.names.intern(name) }
      case .ipv4: if let address = reader.readString() { endpoint.address = collector.batch.names.intern(address) }
      case .ipv6:
        let address = reader.readString()
        if endpoint.address.isEmpty, let address { endpoint.address = collector.batch.names.intern(address) }
      case .port:
        if let port = reader.readIntegerText(), port > 0 {
          endpoint.port = AttributeValue.integer(port).name(in: &collector.batch.names)
        }
      case .other: reader.skip()
      }
    }
    return endpoint
  }

  /// The remote side is the callee of a client, the broker of a producer or consumer, and the client of a server, which
  /// is nobody that the server depends on.
  private static func remote(_ remote: Endpoint, _ collector: inout SpanCollector) {
    switch collector.draft.kind {
    case .server: return
    case .producer, .consumer:
      collector.draft.set(.serverAddress, remote.service, rank: 16)
      if let system = broker(remote.service, collector.batch.names) {
        collector.draft.set(.messagingSystem, collector.batch.names.intern(system), rank: 17)
      }
    case .client, .internal, .unspecified:
      collector.draft.set(.peerService, remote.service, rank: 16)
    }
    collector.draft.set(.networkPeerAddress, remote.address, rank: 16)
    collector.draft.set(.networkPeerPort, remote.port, rank: 16)
  }

  private static func broker(_ service: NameID, _ names: NameTable) -> String? {
    names.withBytes(of: service) { name in
      if name.containsIgnoringCase("kafka") { return "kafka" }
      if name.containsIgnoringCase("rabbit") { return "rabbitmq" }
      return nil
    }
  }

  private static func times(_ progress: Progress, _ collector: inout SpanCollector) {
    let start = progress.timestamp.flatMap(UnixTime.nanoseconds(fromMicroseconds:))
    let length = progress.duration.flatMap(UnixTime.nanoseconds(fromMicroseconds:))
    collector.draft.start = start ?? 0
    let (end, overflow) = collector.draft.start.addingReportingOverflow(length ?? 0)
    collector.draft.end = overflow ? collector.draft.start : end
    collector.settleTimes(hasStart: start != nil && start != 0, hasEnd: length != nil && !overflow)
  }

  private static func span<Reader: JSONReader>(_ reader: inout Reader) -> SpanID? {
    if let id = reader.readPlainSpanID() { return id }
    guard let text = reader.readString(), text.count <= 16 else { return nil }
    return Identifiers.hexadecimal(text).map { SpanID($0.low) }
  }
}
