import TraceModel

/// Settles what a segment or subsegment is: X-Ray knows services and calls, and no kinds.
enum XRaySpan {
  private typealias Note = XRayColumns.Note

  /// - Parameter isSegment: a segment is what a service does for one request; a subsegment is a part of it.
  static func settle(isSegment: Bool, hasParts: Bool, _ collector: inout SpanCollector) {
    outcome(&collector)
    if collector.word(Note.inProgress) == "true" {
      collector.row.end = nil
      collector.draft.flags.insert(.unfinished)
    }
    collector.draft.set(.httpMethod, collector.row.note(Note.method))
    if isSegment {
      segment(hasParts: hasParts, &collector)
    } else {
      subsegment(&collector)
    }
  }

  /// `fault` is the service's own failure, `error` the request's, `throttle` a refusal for want of room.
  private static func outcome(_ collector: inout SpanCollector) {
    if collector.word(Note.fault) == "true" || collector.word(Note.throttle) == "true" {
      collector.draft.outcome.isError = true
    } else if collector.word(Note.error) == "true" {
      collector.draft.outcome.isError = !collector.word(Note.namespace).isEmpty
    }
    if collector.word(Note.throttle) == "true" {
      collector.draft.set(.httpStatus, collector.batch.names.intern("429"), rank: 1)
    }
  }

  private static func segment(hasParts: Bool, _ collector: inout SpanCollector) {
    let says = !collector.word(Note.method).isEmpty || !collector.word(Note.origin).isEmpty || hasParts
    collector.draft.kind = says || !collector.row.parent.isValid ? .server : .unspecified
    if collector.row.parent.isValid { collector.draft.flags.formUnion([.knowsRemoteParent, .remoteParent]) }
  }

  private static func subsegment(_ collector: inout SpanCollector) {
    if collector.row.parent.isValid { collector.draft.flags.insert(.knowsRemoteParent) }
    let called = collector.batch.names[collector.row.name]
    let databaseType = collector.word(Note.databaseType)
    switch collector.word(Note.namespace) {
    case "remote":
      collector.draft.kind = .client
      if databaseType.isEmpty { collector.draft.set(.peerService, collector.row.name, rank: 16) }
    case "aws":
      collector.draft.kind = .client
      cloudCall(of: called, &collector)
    default:
      collector.draft.kind = databaseType.isEmpty ? .internal : .client
    }
    if !databaseType.isEmpty {
      collector.draft.set(.databaseSystem, collector.batch.names.intern(databaseType.lowercased()))
      database(&collector)
    }
  }

  /// The host and the name of a database, out of `jdbc:postgresql://host:5432/name` or a URL.
  private static func database(_ collector: inout SpanCollector) {
    var url = collector.word(Note.databaseURL)
    if url.hasPrefix("jdbc:") { url.removeFirst(5) }
    let (host, port, name) = url.withUTF8 { bytes in
      let parts = URLParts(UnsafeRawBufferPointer(bytes))
      let address = HostAndPort(parts.host)
      let path = UnsafeRawBufferPointer(rebasing: parts.path.drop { $0 == 0x2F })
      let name = parts.host.isEmpty ? NameID.empty : collector.batch.names.intern(path)
      return (collector.batch.names.intern(address.host), collector.batch.names.intern(address.port), name)
    }
    collector.draft.set(.serverAddress, host, rank: 4)
    collector.draft.set(.serverPort, port, rank: 4)
    collector.draft.set(.databaseName, name, rank: 4)
  }

  /// A call of a service of AWS: of some, an operation hands a message over.
  private static func cloudCall(of service: String, _ collector: inout SpanCollector) {
    let operation = collector.word(Note.operation)
    let system = service.lowercased()
    func set(_ key: AttributeKey, _ text: String) { collector.draft.set(key, collector.batch.names.intern(text)) }
    switch system {
    case "sqs", "sns", "eventbridge", "events", "kinesis", "firehose":
      let sends = ["Send", "Publish", "Put"].contains { operation.hasPrefix($0) }
      collector.draft.kind = sends ? .producer : .client
      set(.messagingSystem, system)
      if sends { set(.messagingOperation, "send") }
      if operation.hasPrefix("Receive") || operation.hasPrefix("Get") { set(.messagingOperation, "receive") }
      set(
        .messagingDestination,
        lastPart(collector.word(Note.queue).isEmpty ? collector.word(Note.topic) : collector.word(Note.queue)))
    case "dynamodb", "dynamodbv2":
      set(.databaseSystem, "dynamodb")
      set(.databaseOperation, operation)
    case "lambda":
      set(.faasInvokedName, collector.word(Note.function))
      set(.faasInvocationType, collector.word(Note.invocation))
      set(.rpcSystem, "aws-api")
      set(.rpcService, service)
      set(.rpcMethod, operation)
    default:
      set(.rpcSystem, "aws-api")
      set(.rpcService, service)
      set(.rpcMethod, operation)
    }
  }

  /// The name at the end of a queue's URL or a topic's resource name.
  private static func lastPart(_ text: String) -> String {
    text.split { $0 == "/" || $0 == ":" }.last.map(String.init) ?? ""
  }
}
