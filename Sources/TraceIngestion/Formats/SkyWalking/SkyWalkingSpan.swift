import TraceModel

/// Settles what a span of SkyWalking is: an entry or exit of a service, of a layer.
enum SkyWalkingSpan {
  private typealias Note = SkyWalkingColumns.Note

  static func settle(_ collector: inout SpanCollector) {
    let layer = collector.lowercasedWord(Note.layer)
    let isMessage = layer == "mq" || layer == "4"
    switch collector.lowercasedWord(Note.type) {
    case "exit", "1": collector.draft.kind = isMessage ? .producer : .client
    case "local", "2": collector.draft.kind = .internal
    // Entry is the zero of the enumeration, which protobuf's JSON leaves out.
    default: collector.draft.kind = isMessage ? .consumer : .server
    }
    if collector.lowercasedWord(Note.isError) == "true" { collector.draft.outcome.isError = true }
    if collector.draft.kind == .client || collector.draft.kind == .producer { peer(&collector) }
    let component = collector.lowercasedWord(Note.component)
    if isMessage {
      set(.messagingSystem, system(of: component, among: brokers), &collector)
      set(.messagingOperation, collector.draft.kind == .producer ? "send" : "process", &collector)
    } else if collector.draft.kind == .client, ["database", "cache", "1", "5"].contains(layer) {
      // The tag `db.type` may say no more than `sql`, and writes names in their own case.
      let system = system(of: component, among: stores)
      if !system.isEmpty {
        collector.draft.set(.databaseSystem, collector.batch.names.intern(system))
      } else {
        let tagged = collector.batch.names[collector.draft.value(.databaseSystem)].lowercased()
        if !tagged.isEmpty { collector.draft.replace(.databaseSystem, collector.batch.names.intern(tagged)) }
      }
    } else if layer == "rpcframework" || layer == "2" {
      set(.rpcSystem, component.contains("grpc") ? "grpc" : component, &collector)
    }
  }

  private static func set(_ key: AttributeKey, _ text: String, _ collector: inout SpanCollector) {
    if !text.isEmpty { collector.draft.set(key, collector.batch.names.intern(text), rank: 16) }
  }

  /// The address of the other side; of several, as clusters have, the first.
  private static func peer(_ collector: inout SpanCollector) {
    let text = collector.batch.names[collector.row.note(Note.peer)]
    var first = text.split { $0 == "," || $0 == ";" }.first.map(String.init) ?? ""
    let (host, port) = first.withUTF8 { bytes in
      let parts = HostAndPort(UnsafeRawBufferPointer(bytes))
      return (collector.batch.names.intern(parts.host), collector.batch.names.intern(parts.port))
    }
    collector.draft.set(.serverAddress, host, rank: 4)
    collector.draft.set(.serverPort, port, rank: 4)
  }

  private static let brokers = ["kafka", "rabbitmq", "rocketmq", "activemq", "pulsar", "jms", "nats"]
  private static let stores = [
    "postgresql", "mysql", "mariadb", "oracle", "mssql", "mongodb", "redis", "jedis", "lettuce", "redisson",
    "memcached",
    "elasticsearch", "cassandra", "clickhouse", "h2",
  ]

  /// What a component's name, such as `rabbitmq-producer` or `mysql-connector-java`, says about the system behind it.
  private static func system(of component: String, among systems: [String]) -> String {
    let found = systems.first { component.contains($0) } ?? ""
    return ["jedis", "lettuce", "redisson"].contains(found) ? "redis" : found
  }
}
