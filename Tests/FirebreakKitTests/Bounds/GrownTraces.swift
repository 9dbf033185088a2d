import TraceModel

/// Traces of one form in any size, made without text: what is measured is the analysis.
struct GrownTraces {
  private(set) var batch = SpanBatch()
  private static let origin: UInt64 = 1_700_000_000_000_000_000
  private static let second: UInt64 = 1_000_000_000

  /// The forms that once cost the square of their size, and those beside them.
  enum Form: String, CaseIterable, Sendable {
    case oneIDOfManyServices, oneIDWithChildren, chainOfCalls, chainOfServices, fan, fanOfErrors, nestedExits
    case messagesBeforePolling, conversations, nestedReplies, nestedWork, cycleOfParents, linksToOne, services, operations
    case publishersThatPoll
  }

  init(_ form: Form, size: Int) {
    switch form {
    case .oneIDOfManyServices:
      for index in 0..<size { add("s\(index)", .server, id: 1, from: index, to: 1_000_000) }
    case .oneIDWithChildren:
      for index in 0..<size {
        add("c\(index % 50)", index % 2 == 0 ? .client : .server, "c\(index % 7)", id: 1, from: index, to: 1_000_000)
        add("d\(index % 50)", .server, id: index + 2, parent: 1, from: index, to: 100_000)
      }
    case .chainOfCalls, .chainOfServices:
      for index in 0..<size {
        add(
          "s\(form == .chainOfCalls ? index / 2 % 50 : index / 2)", index % 2 == 0 ? .server : .client,
          id: index + 1, parent: index, from: index, to: 900_000_000 - index)
      }
    case .fan, .fanOfErrors:
      let outcome: SpanOutcome = form == .fan ? .ok : .failed
      add("hub", .server, id: 1, from: 0, to: 900_000_000, outcome: outcome)
      for index in 0..<size {
        add("hub", .client, id: 2 * index + 2, parent: 1, from: index * 100, to: index * 100 + 90, outcome: outcome)
        add(
          "w\(index)", .server, id: 2 * index + 3, parent: 2 * index + 2, from: index * 100 + 10,
          to: index * 100 + 60, outcome: outcome)
      }
    case .nestedExits:
      add("a", .server, id: 1, from: 0, to: 900_000_000)
      for index in 0..<size {
        add(
          "a", .client, id: index + 2, parent: index + 1, from: index, to: 900_000_000 - index,
          [(.serverAddress, "x\(index % 5)")])
      }
    case .messagesBeforePolling:
      add("a", .server, id: 1, from: 0, to: 900_000_000)
      for index in 0..<size { message(index, of: 1, service: "a", from: index * 100) }
      for index in 0..<3 { question(id: 1_000_000_000 + index, of: 1, from: 400_000_000 + index * 10_000_000) }
    case .publishersThatPoll:
      add("a", .server, id: 1, from: 0, to: 900_000_000)
      for index in 0..<size {
        add("p\(index % 20)", .server, id: 8 * index + 2, parent: 1, from: index, to: 800_000_000)
        message(8 * index + 3, of: 8 * index + 2, service: "p\(index % 20)", from: index + 10)
        for poll in 0..<3 {
          question(
            id: 8 * index + 1_000_000_000 + poll, of: 8 * index + 2, service: "p\(index % 20)",
            from: 10_000_000 + index + poll * 10_000_000)
        }
      }
    case .conversations:
      add("a", .server, id: 1, from: 0, to: 900_000_000)
      for index in 0..<size {
        message(index, of: 1, service: "a", from: index * 1000, conversation: UInt64(index))
        add(
          "a", .consumer, id: 2_000_000_000 + index, parent: 1, from: index * 1000 + 400, to: index * 1000 + 460,
          Self.topic("r"), conversation: UInt64(index))
      }
    case .nestedReplies:
      add("a", .server, id: 1, from: 0, to: 900_000_000)
      message(1, of: 1, service: "a", from: 10, until: 600_000_000)
      for index in 0..<size {
        add(
          "w", .producer, id: index + 3_000_000_000, parent: index == 0 ? 1_000_003 : index + 2_999_999_999,
          from: 40 + index, to: 200_000_000 - index, Self.topic("reply") + [(.messagingTemporary, "true")])
      }
    case .nestedWork:
      add("a", .server, id: 1, from: 0, to: 900_000_000)
      for index in 0..<size {
        add("a", .internal, id: 4 * index + 2, parent: index == 0 ? 1 : 4 * index - 2, from: index, to: 900_000_000 - index)
        add("a", .client, id: 4 * index + 3, parent: 4 * index + 2, from: index + 1, to: 900_000_000 - index - 2)
        add("b", .server, id: 4 * index + 4, parent: 4 * index + 3, from: index + 1, to: 900_000_000 - index - 3)
      }
    case .cycleOfParents:
      for index in 0..<size {
        add("s\(index % 9)", .server, id: index + 1, parent: (index + 1) % size + 1, from: index, to: 900_000_000)
      }
    case .linksToOne:
      add("p", .producer, id: 1, from: 0, to: 10, Self.topic("t"))
      for index in 0..<size {
        add("c\(index % 20)", .consumer, id: index + 2, from: 20 + index, to: 30 + index, Self.topic("t"), trace: 2)
        batch.links.append(
          LinkRecord(span: UInt32(batch.spans.count - 1), trace: TraceID(high: 7, low: 1), id: SpanID(1)))
      }
    case .services, .operations:
      for index in 0..<size {
        let (trace, isService) = (UInt64(index + 1), form == .services)
        let (caller, callee) = (isService ? "s\(index)" : "a", isService ? "s\((index * 7 + 1) % size)" : "b")
        add(caller, .server, isService ? "op" : "op\(index)", id: 1, from: 0, to: 900_000_000, trace: trace)
        add(caller, .client, id: 2, parent: 1, from: 1, to: 800_000_000, trace: trace)
        add(callee, .server, id: 3, parent: 2, from: 2, to: 700_000_000, trace: trace)
      }
    }
  }

  private static func topic(_ name: String) -> [(AttributeKey, String)] {
    [(.messagingSystem, "kafka"), (.messagingDestination, name)]
  }

  private mutating func message(
    _ number: Int, of parent: Int, service: String, from start: Int, until end: Int? = nil, conversation: UInt64? = nil
  ) {
    let sent = 1_000_000 + 2 * number
    add(
      service, .producer, id: sent, parent: parent, from: start, to: start + 90, Self.topic("t"),
      conversation: conversation)
    add("w", .consumer, id: sent + 1, parent: sent, from: start + 10, to: end ?? start + 60, Self.topic("t"))
  }

  private mutating func question(id: Int, of parent: Int, service: String = "a", from start: Int) {
    add(
      service, .client, "GET", id: id, parent: parent, from: start, to: start + 1_000_000,
      [(.serverAddress, "r"), (.databaseSystem, "redis")])
  }

  private mutating func add(
    _ service: String, _ kind: SpanKind, _ name: String = "op", id: Int, parent: Int = 0, from start: Int, to end: Int,
    _ attributes: [(AttributeKey, String)] = [], trace: UInt64 = 1, outcome: SpanOutcome = .ok,
    conversation: UInt64? = nil
  ) {
    let profile = SpanProfile(
      service: batch.names.intern(service), name: batch.names.intern(name), kind: kind, outcome: outcome,
      attributes: attributes.map { Attribute($0.0, batch.names.intern($0.1)) }.sorted { $0.key < $1.key })
    if let conversation {
      batch.conversations.append(ConversationRecord(span: UInt32(batch.spans.count), conversation: conversation))
    }
    batch.spans.append(
      SpanRecord(
        trace: TraceID(high: 7, low: trace), id: SpanID(UInt64(id)), parent: parent > 0 ? SpanID(UInt64(parent)) : .none,
        start: Self.origin + UInt64(start), end: Self.origin + UInt64(max(start, end)),
        profile: batch.profiles.intern(profile)))
  }
}
