import TraceModel

/// Settles what a span of Elastic APM is: Elastic knows transactions and spans with types, and no kinds.
enum ElasticSpan {
  private typealias Note = ElasticColumns.Note

  /// - Parameter isTransaction: a transaction is what a service does for one request or message.
  static func settle(isTransaction: Bool, _ collector: inout SpanCollector) {
    outcome(collector.lowercasedWord(Note.outcome), &collector)
    let declared = collector.batch.names.withBytes(of: collector.row.note(Note.kind)) { RowKind.kind($0) }
    collector.draft.kind = declared ?? (isTransaction ? transactionKind(collector) : spanKind(collector))
    // A transaction is begun by what came from outside, a span by what its own service did.
    if collector.row.parent.isValid {
      collector.draft.flags.insert(.knowsRemoteParent)
      if isTransaction { collector.draft.flags.insert(.remoteParent) }
    }
    if collector.draft.kind == .client { sync(&collector) }
    if isTransaction { receiver(&collector) } else { target(&collector) }
  }

  private static func outcome(_ word: String, _ collector: inout SpanCollector) {
    if word == "failure" { collector.draft.outcome.isError = true }
    if word == "success" { collector.draft.outcome.isError = false }
  }

  private static func transactionKind(_ collector: borrowing SpanCollector) -> SpanKind {
    let type = collector.lowercasedWord(Note.transactionType)
    switch type.isEmpty ? collector.lowercasedWord(Note.type) : type {
    case "request": return .server
    case "messaging": return .consumer
    default: return .unspecified
    }
  }

  private static func spanKind(_ collector: borrowing SpanCollector) -> SpanKind {
    switch collector.lowercasedWord(Note.type) {
    case "messaging":
      let action = collector.lowercasedWord(Note.action)
      if !action.isEmpty {
        return ["receive", "poll", "consume", "process", "handle"].contains(action) ? .consumer : .producer
      }
      let name = collector.batch.names[collector.row.name].lowercased()
      return [" receive", "poll ", " process"].contains { name.contains($0) } ? .consumer : .producer
    case "db", "cache", "storage", "external": return .client
    default:
      let isExit = collector.row.note(Note.resource) != .empty || collector.row.note(Note.targetType) != .empty
      return isExit ? .client : .internal
    }
  }

  /// Whether the thread was blocked. `true` says that somebody waited. `false` does not say that nobody did: agents of
  /// runtimes with event loops write it of calls that are awaited. It goes along with the agent, and times decide.
  private static func sync(_ collector: inout SpanCollector) {
    let value = collector.batch.names[collector.row.note(Note.sync)]
    guard !value.isEmpty else { return }
    let agent = collector.batch.names[collector.row.note(Note.agent)]
    let text = value == "true" ? value : "\(value):\(agent)"
    collector.draft.set(.spanSync, collector.batch.names.intern(text))
  }

  private static func receiver(_ collector: inout SpanCollector) {
    guard collector.draft.kind == .consumer else { return }
    collector.draft.set(.messagingOperation, collector.batch.names.intern("process"))
    collector.draft.set(.messagingDestination, collector.row.note(Note.queue))
  }

  /// What the span calls: the members for it changed over the years, and each says a part.
  private static func target(_ collector: inout SpanCollector) {
    let resource = Target(collector.batch.names[collector.row.note(Note.resource)])
    let subtype = collector.row.note(Note.subtype)
    let named = collector.row.note(Note.targetName)
    switch collector.lowercasedWord(Note.type) {
    case "messaging":
      let system = subtype.isEmpty ? collector.batch.names.intern(resource.system) : subtype
      collector.draft.set(.messagingSystem, system)
      collector.draft.set(.messagingDestination, collector.row.note(Note.queue))
      collector.draft.set(.messagingDestination, named, rank: 1)
      collector.draft.set(.messagingDestination, collector.batch.names.intern(resource.name), rank: 2)
      let isSent = collector.draft.kind == .producer
      collector.draft.set(.messagingOperation, collector.batch.names.intern(isSent ? "send" : "receive"))
    case "db", "cache", "storage":
      let system = subtype.isEmpty ? collector.batch.names.intern(resource.system) : subtype
      collector.draft.set(.databaseSystem, system)
      collector.draft.set(.databaseSystem, collector.row.note(Note.databaseType), rank: 1)
      collector.draft.set(.databaseName, named, rank: 4)
      collector.draft.set(.databaseName, collector.batch.names.intern(resource.name), rank: 5)
    default:
      guard collector.draft.kind == .client else { return }
      let address = named.isEmpty ? resource.whole : collector.batch.names[named]
      var text = address
      let (host, port) = text.withUTF8 { bytes in
        let url = URLParts(UnsafeRawBufferPointer(bytes))
        let parts = HostAndPort(url.host.isEmpty ? UnsafeRawBufferPointer(bytes) : url.host)
        return (collector.batch.names.intern(parts.host), collector.batch.names.intern(parts.port))
      }
      collector.draft.set(.serverAddress, host, rank: 4)
      collector.draft.set(.serverPort, port, rank: 4)
      if collector.lowercasedWord(Note.subtype) == "grpc" {
        collector.draft.set(.rpcSystem, collector.batch.names.intern("grpc"))
      }
    }
  }

  /// `kafka/orders` or `postgresql/shop` or `postgresql`.
  private struct Target {
    var whole: String
    var system: String
    var name: String

    init(_ text: String) {
      whole = text
      let slash = text.firstIndex(of: "/")
      system = slash.map { String(text[..<$0]) } ?? text
      name = slash.map { String(text[text.index(after: $0)...]) } ?? ""
    }
  }
}
