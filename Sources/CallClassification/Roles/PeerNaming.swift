internal import TraceModel

/// Names the node on the other side of a span from its attributes.
///
/// Databases, caches and topics carry their system in front (`postgresql:shop`), so that they never collide with a
/// service of the same name. Other peers go by `peer.service`, else by their host.
struct PeerNaming {
  let value: (AttributeKey) -> String

  struct Peer {
    var kind: NodeKind
    var name: String
    var mechanism: Mechanism
  }

  /// The database or cache that a span asks, if it asks one.
  func store() -> Peer? {
    let system = Self.cleaned(value(.databaseSystem))
    guard !system.isEmpty else { return nil }
    let isCache = Self.caches.contains(system)
    let name = databaseName(isCache: isCache)
    return Peer(
      kind: isCache ? .cache : .database, name: name.isEmpty ? system : system + ":" + name,
      mechanism: isCache ? .cache : .database
    )
  }

  /// Whether the store runs inside the service: a file or memory of its own process.
  var isEmbedded: Bool {
    Self.embedded.contains(Self.cleaned(value(.databaseSystem))) && value(.serverAddress).isEmpty
      && value(.peerService).isEmpty
  }

  private func databaseName(isCache: Bool) -> String {
    let database = value(.databaseName)
    // A number is an index inside one server (Redis), no name that tells servers apart.
    if !database.isEmpty, !isCache, database.contains(where: { !$0.isNumber }) { return database }
    for key in [AttributeKey.peerService, .serverAddress, .networkPeerAddress] where !value(key).isEmpty {
      return Self.located(value(key), port: key == .peerService ? "" : value(.serverPort))
    }
    return isCache ? "" : database
  }

  /// The topic or queue that a messaging span names, if it names one.
  func topic(fallbackName: String) -> Peer? {
    var destination = value(.messagingDestinationTemplate)
    if destination.isEmpty { destination = value(.messagingDestination) }
    if destination.isEmpty || Self.isDefaultExchange(destination) {
      let key = value(.messagingRoutingKey)
      if !key.isEmpty { destination = key }
    }
    if destination.isEmpty { destination = MessagingName(fallbackName)?.destination ?? "" }
    if destination.isEmpty { destination = value(.peerService) }
    guard !destination.isEmpty else { return nil }
    return Peer(kind: .queue, name: queue(destination).label, mechanism: .queue)
  }

  private func queue(_ destination: String) -> QueueName {
    QueueName(
      destination, system: value(.messagingSystem), library: [value(.component), value(.peerService)])
  }

  /// The broker or database server that a peer lives on: what fails with all its topics or databases at once.
  func server(of peer: Peer?) -> String {
    guard let peer, peer.kind == .queue || peer.kind == .database || peer.kind == .cache else { return "" }
    let system =
      peer.kind == .queue ? queue(value(.messagingDestination)).system : Self.cleaned(value(.databaseSystem))
    guard !system.isEmpty else { return "" }
    for key in [AttributeKey.serverAddress, .networkPeerAddress] where !value(key).isEmpty {
      return system + "@" + Self.located(value(key), port: value(.serverPort))
    }
    return system
  }

  /// Any other peer: a service without spans, or an external one.
  func external(mechanism: Mechanism) -> Peer? {
    for key in [AttributeKey.peerService, .faasInvokedName, .urlHost, .serverAddress, .networkPeerAddress] {
      let name = value(key)
      if name.isEmpty { continue }
      let isAddress = key == .urlHost || key == .serverAddress || key == .networkPeerAddress
      return Peer(
        kind: .external, name: isAddress ? Self.located(name, port: value(.serverPort)) : name, mechanism: mechanism)
    }
    if mechanism == .rpc, !value(.rpcService).isEmpty {
      return Peer(kind: .external, name: value(.rpcService), mechanism: mechanism)
    }
    return nil
  }

  /// The address that a server's span says it was reached at, in the form in which a caller's span names it.
  var ownAddress: String {
    for key in [AttributeKey.serverAddress, .urlHost] where !value(key).isEmpty {
      return Self.located(value(key), port: value(.serverPort))
    }
    return ""
  }

  /// A host's name, or address and port: a name stands for one service whatever the port, but many share an address.
  private static func located(_ host: String, port: String) -> String {
    // By bytes: characters cost a hundred times as much to tell apart.
    var (name, port) = (host, port)
    if let colon = host.utf8.lastIndex(of: 0x3A), host.utf8.firstIndex(of: 0x3A) == colon {
      name = String(host[..<colon])
      port = String(host[host.utf8.index(after: colon)...])
    }
    let isAddress =
      name == "localhost" || name.utf8.contains(0x3A) || name.utf8.allSatisfy { $0 &- 0x30 < 10 || $0 == 0x2E }
    guard isAddress, !port.isEmpty else { return name }
    return name.utf8.contains(0x3A) ? "[" + name + "]:" + port : name + ":" + port
  }

  private static func isDefaultExchange(_ destination: String) -> Bool {
    destination == "<default>" || destination == "default" || destination == "(default)"
  }

  static func cleaned(_ system: String) -> String {
    let lower = system.lowercased()
    return aliases[lower] ?? lower
  }

  private static let aliases = [
    "postgres": "postgresql", "aws.dynamodb": "dynamodb", "mssql": "microsoft.sql_server",
    "aws.redshift": "redshift", "gcp.spanner": "spanner", "azure.cosmosdb": "cosmosdb",
  ]
  private static let caches: Set<String> = [
    "redis", "memcached", "valkey", "keydb", "dragonfly", "hazelcast", "infinispan",
  ]
  private static let embedded: Set<String> = [
    "sqlite", "h2", "h2database", "hsqldb", "derby", "duckdb", "leveldb", "rocksdb",
  ]
}
