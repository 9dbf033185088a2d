import JSONBridge
import TraceModel

/// Reads one span of Zipkin's first version, which may be the two sides of a call.
enum ZipkinV1Decoder: RecordReading {
  static func decode<Reader: JSONReader>(_ reader: inout Reader, into collector: inout SpanCollector) {
    let tags = reader
    var span = ZipkinV1Span()
    guard reader.enterObject() else { return collector.skip(&reader, expecting: "a span") }
    while let member = reader.nextMember() { read(member, &reader, &span, &collector) }
    guard let trace = span.trace, let id = span.id, trace.isValid, id.isValid else {
      let hasTrace = span.trace?.isValid == true
      return collector.problem(hasTrace ? .invalidSpanID : .invalidTraceID, path: reader.path)
    }
    var sides = span.sides
    if sides.isEmpty {
      sides = [ZipkinV1Span.Side(kind: .unspecified, endpoint: span.anyEndpoint, first: nil, last: nil)]
    }
    for (index, side) in sides.enumerated() {
      collector.draft.reset()
      collector.draft.trace = trace
      collector.draft.id = id
      collector.draft.parent = span.parent
      collector.draft.name = span.name
      collector.draft.kind = side.kind
      // A server that did not begin the span writes no timestamp of its own; then somebody else has the other side.
      if side.kind == .server || side.kind == .consumer, index > 0 || span.timestamp == nil {
        collector.draft.flags.insert(.sharedID)
      }
      var copy = tags
      ZipkinV1Tags.read(&copy, of: sides.count > 1 ? side.endpoint : nil, &collector)
      if copy.failure != nil { collector.doubt() }
      times(span, side, isAlone: sides.count == 1, &collector)
      remote(span, side, &collector)
      let own = side.endpoint
      collector.commit(ResourceFacts(service: own.service, instance: own.address, host: own.address))
    }
  }

  private static func read<Reader: JSONReader>(
    _ member: UnsafeRawBufferPointer, _ reader: inout Reader, _ span: inout ZipkinV1Span,
    _ collector: inout SpanCollector
  ) {
    if member.spells("traceId") {
      span.trace = reader.readString().flatMap(Identifiers.hexadecimal)
    } else if member.spells("id") {
      span.id = spanID(&reader)
    } else if member.spells("parentId") {
      span.parent = spanID(&reader) ?? .none
    } else if member.spells("name") {
      if let name = reader.readString() {
        span.name = collector.mask.intern(name, isPath: false, in: &collector.batch.names)
      }
    } else if member.spells("timestamp") {
      span.timestamp = microseconds(&reader, &collector)
    } else if member.spells("duration") {
      span.duration = microseconds(&reader, &collector)
    } else if member.spells("annotations") {
      annotations(&reader, &span, &collector)
    } else if member.spells("binaryAnnotations") {
      addresses(&reader, &span, &collector)
    } else {
      reader.skip()
    }
  }

  private static func spanID<Reader: JSONReader>(_ reader: inout Reader) -> SpanID? {
    guard let text = reader.readString(), text.count <= 16 else { return nil }
    return Identifiers.hexadecimal(text).map { SpanID($0.low) }
  }

  private static func microseconds<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector
  ) -> UInt64? {
    let time = RowColumn.time(.microseconds, &reader, &collector)
    return time == 0 ? nil : time
  }

  private static func annotations<Reader: JSONReader>(
    _ reader: inout Reader, _ span: inout ZipkinV1Span, _ collector: inout SpanCollector
  ) {
    guard reader.enterArray() else { return collector.skip(&reader, expecting: "an array of annotations") }
    while reader.nextElement() {
      guard reader.enterObject() else {
        reader.skip()
        continue
      }
      var event: ZipkinV1Span.Event?
      var time: UInt64?
      var endpoint = ZipkinV1Span.Endpoint()
      while let member = reader.nextMember() {
        if member.spells("value") {
          event = reader.readString().flatMap { ZipkinV1Span.Event($0) }
        } else if member.spells("timestamp") {
          time = microseconds(&reader, &collector)
        } else if member.spells("endpoint") {
          endpoint = ZipkinV1Tags.endpoint(&reader, &collector)
        } else {
          reader.skip()
        }
      }
      if span.anyEndpoint.isEmpty { span.anyEndpoint = endpoint }
      if let event { span.note(event, at: time, endpoint) }
    }
  }

  /// The addresses among the binary annotations; the tags are read side by side, when the sides are known.
  private static func addresses<Reader: JSONReader>(
    _ reader: inout Reader, _ span: inout ZipkinV1Span, _ collector: inout SpanCollector
  ) {
    guard reader.enterArray() else { return collector.skip(&reader, expecting: "an array of annotations") }
    while reader.nextElement() {
      guard reader.enterObject() else {
        reader.skip()
        continue
      }
      var place: WritableKeyPath<ZipkinV1Span, ZipkinV1Span.Endpoint> = \.anyEndpoint
      var endpoint = ZipkinV1Span.Endpoint()
      while let member = reader.nextMember() {
        if member.spells("key"), let key = reader.readString() {
          if key.spells("sa") { place = \.serverAddress }
          if key.spells("ca") { place = \.clientAddress }
          if key.spells("ma") { place = \.brokerAddress }
        } else if member.spells("endpoint") {
          endpoint = ZipkinV1Tags.endpoint(&reader, &collector)
        } else if !member.spells("key") {
          reader.skip()
        }
      }
      if span[keyPath: place].isEmpty { span[keyPath: place] = endpoint }
    }
  }

  /// A side alone has the span's times; of two, the caller has them and the server has its annotations'.
  private static func times(
    _ span: ZipkinV1Span, _ side: ZipkinV1Span.Side, isAlone: Bool, _ collector: inout SpanCollector
  ) {
    let isCaller = side.kind != .server && side.kind != .consumer
    let usesSpan = isAlone || isCaller
    let start = usesSpan ? span.timestamp ?? side.first : side.first ?? span.timestamp
    var end: UInt64?
    if usesSpan, let start, let length = span.duration {
      let (sum, overflow) = start.addingReportingOverflow(length)
      end = overflow ? nil : sum
    }
    if end == nil { end = side.last }
    collector.draft.start = start ?? 0
    collector.draft.end = end ?? 0
    collector.settleTimes(hasStart: start != nil, hasEnd: end != nil)
  }

  private static func remote(
    _ span: ZipkinV1Span, _ side: ZipkinV1Span.Side, _ collector: inout SpanCollector
  ) {
    switch side.kind {
    case .server: return
    case .producer, .consumer:
      collector.draft.set(.serverAddress, span.brokerAddress.service, rank: 16)
      collector.draft.set(.networkPeerAddress, span.brokerAddress.address, rank: 16)
    case .client, .internal, .unspecified:
      collector.draft.set(.peerService, span.serverAddress.service, rank: 16)
      collector.draft.set(.networkPeerAddress, span.serverAddress.address, rank: 16)
      collector.draft.set(.networkPeerPort, span.serverAddress.port, rank: 16)
    }
  }
}
