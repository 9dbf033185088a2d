import TraceModel

/// Settles what a row of Application Insights is: a request that is served, or a dependency that is called.
enum InsightsSpan {
  private typealias Note = InsightsColumns.Note

  /// Returns whether the row is a span.
  static func settle(_ collector: inout SpanCollector) -> Bool {
    let success = collector.lowercasedWord(Note.success)
    if success == "false" || success == "0" { collector.draft.outcome.isError = true }
    // A trace's first operation names the trace as its parent.
    if let trace = collector.row.trace, collector.row.parent == SpanID(trace.low) { collector.row.parent = .none }
    switch collector.lowercasedWord(Note.item) {
    case "request", "requests", "apprequests": request(&collector)
    case "dependency", "dependencies", "appdependencies": dependency(&collector)
    case "":
      collector.lowercasedWord(Note.type).isEmpty && collector.lowercasedWord(Note.target).isEmpty
        ? request(&collector) : dependency(&collector)
    default: return false
    }
    return true
  }

  /// A request whose source names a queue is a message that was taken.
  private static func request(_ collector: inout SpanCollector) {
    let source = collector.batch.names[collector.row.note(Note.source)]
    if let (system, queue) = destination(source), !source.hasPrefix("cid-v1:") {
      collector.draft.kind = .consumer
      set(.messagingSystem, system, &collector)
      set(.messagingDestination, queue, &collector)
      set(.messagingOperation, "process", &collector)
    } else {
      collector.draft.kind = .server
      status(&collector)
    }
  }

  private static func dependency(_ collector: inout SpanCollector) {
    let type = collector.lowercasedWord(Note.type)
    let target = collector.batch.names[collector.row.note(Note.target)]
    collector.draft.kind = .client
    if type.hasPrefix("inproc") {
      collector.draft.kind = .internal
    } else if let queue = brokers.first(where: { type.contains($0.word) }) {
      collector.draft.kind = .producer
      let (system, name) = destination(target) ?? (afterBar(type) ?? queue.system, target)
      set(.messagingSystem, afterBar(type) ?? (queue.system.isEmpty ? system : queue.system), &collector)
      set(.messagingDestination, name, &collector)
      set(.messagingOperation, "send", &collector)
    } else if let store = stores.first(where: { type.contains($0.word) }) {
      set(.databaseSystem, store.system, &collector)
      let parts = target.split(separator: "|").map { $0.trimmed }
      if parts.count > 1, let last = parts.last { set(.databaseName, last, &collector) }
      address(parts.first ?? "", &collector)
    } else {
      if type == "grpc" { set(.rpcSystem, "grpc", &collector) }
      if type.hasPrefix("http") { status(&collector) }
      // Older libraries write the callee's application behind the address.
      address(target.split(separator: "|").first.map { $0.trimmed } ?? "", &collector)
    }
  }

  private static func status(_ collector: inout SpanCollector) {
    let code = collector.batch.names[collector.row.note(Note.code)]
    guard let number = Int64(code), (100..<600).contains(number) else { return }
    collector.draft.apply(
      FactRule(fact: .httpStatus, rank: 0), .integer(number), names: &collector.batch.names, mask: &collector.mask
    )
  }

  private static func address(_ text: String, _ collector: inout SpanCollector) {
    var text = text
    let (host, port) = text.withUTF8 { bytes in
      let parts = HostAndPort(UnsafeRawBufferPointer(bytes))
      return (collector.batch.names.intern(parts.host), collector.batch.names.intern(parts.port))
    }
    collector.draft.set(.serverAddress, host, rank: 4)
    collector.draft.set(.serverPort, port, rank: 4)
  }

  private static func set(_ key: AttributeKey, _ text: String, _ collector: inout SpanCollector) {
    if !text.isEmpty { collector.draft.set(key, collector.batch.names.intern(text), rank: 4) }
  }

  /// `kafka/orders` is a queue and what it belongs to.
  private static func destination(_ text: String) -> (system: String, name: String)? {
    guard !text.contains("://"), let slash = text.lastIndex(of: "/") else { return nil }
    let name = String(text[text.index(after: slash)...])
    return name.isEmpty ? nil : (String(text[..<slash]), name)
  }

  /// `queue message | kafka` names the system behind the bar.
  private static func afterBar(_ type: String) -> String? {
    guard let bar = type.lastIndex(of: "|") else { return nil }
    let system = type[type.index(after: bar)...].trimmed
    return system.isEmpty ? nil : system.split(separator: " ").last.map(String.init)
  }

  private static let brokers: [(word: String, system: String)] = [
    ("queue message", ""), ("service bus", "servicebus"), ("event hubs", "eventhubs"), ("azure queue", "azurequeues"),
    ("kafka", "kafka"), ("rabbitmq", "rabbitmq"),
  ]

  private static let stores: [(word: String, system: String)] = [
    ("postgresql", "postgresql"), ("mysql", "mysql"), ("mongodb", "mongodb"), ("redis", "redis"),
    ("documentdb", "cosmosdb"), ("cosmos", "cosmosdb"), ("azure table", "azuretable"), ("azure blob", "azureblob"),
    ("cassandra", "cassandra"), ("elasticsearch", "elasticsearch"), ("sql", "mssql"),
  ]
}

extension Substring {
  /// Without spaces at either end.
  fileprivate var trimmed: String {
    var rest = self
    while rest.first == " " { rest = rest.dropFirst() }
    while rest.last == " " { rest = rest.dropLast() }
    return String(rest)
  }
}
