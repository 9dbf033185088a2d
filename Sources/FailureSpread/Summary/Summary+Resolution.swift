public import CallClassification
internal import TraceModel

extension Summary {
  /// The summary with what only the whole data can tell: links joined to their producers, and peers that turned out to be
  /// services or topics known by another name united with them.
  ///
  /// The result is for analysis; merging goes on with the unresolved one.
  ///
  /// - Parameters:
  ///   - isKept: whether an operation counts although it looks like a health check.
  ///   - isApart: whether a peer is a node of its own although it looks like a copy.
  public func resolved(
    keeping isKept: (_ service: String, _ operation: String) -> Bool = { _, _ in false },
    apart isApart: (_ peer: String) -> Bool = { _ in false }
  ) -> Summary {
    var result = self
    if let diagnostic = clockDiagnostic() { result.diagnostics.record(diagnostic) }
    result.clockOffsets = [:]
    result.joinLinks()
    result.countLostParents()
    var mapping = result.nodeMapping()
    result.foldCopies(&mapping, apart: isApart)
    if !mapping.isEmpty { result.apply(mapping) }
    result.separateProbes(keeping: isKept)
    result.sortParts()
    return result
  }

  // MARK: - Links

  private mutating func joinLinks() {
    var targets: [SpanAddress: LinkTarget] = [:]
    for target in linkTargets {
      if let known = targets[target.address], !isPreferred(target, to: known) { continue }
      targets[target.address] = target
    }
    markAwaited(&targets)
    for consumer in distinctConsumers() {
      if let target = targets[consumer.target] {
        guard consumer.isMessaging || target.publishes else { continue }
        join(consumer, to: target)
      } else if consumer.isMessaging {
        quality.unresolvedLinks +|= 1
        if !consumer.topic.isNone { joinTopic(of: consumer) }
      }
    }
    linkTargets = []
    linkedConsumers = []
  }

  /// Marks messages whose reply, sent by the execution that they began, was taken inside the trace that sent them (E17).
  private func markAwaited(_ targets: inout [SpanAddress: LinkTarget]) {
    for consumer in linkedConsumers where consumer.isInside {
      guard let cause = targets[consumer.target]?.cause, let message = targets[cause] else { continue }
      if message.publishes, message.node == consumer.node, message.address.trace == consumer.trace.low {
        targets[cause]?.isAwaited = true
      }
    }
  }

  /// One consumer for each message and node in a trace: a batch's `receive` and the `process` of one of its messages link
  /// to the same producer, and the latter does the work.
  private func distinctConsumers() -> [LinkedConsumer] {
    struct Delivery: Hashable {
      var target: SpanAddress
      var trace: TraceID
      var node: NodeID
    }
    var best: [Delivery: LinkedConsumer] = [:]
    for consumer in linkedConsumers {
      let delivery = Delivery(target: consumer.target, trace: consumer.trace, node: consumer.node)
      if let known = best[delivery], !isPreferred(consumer, to: known) { continue }
      best[delivery] = consumer
    }
    return Array(best.values)
  }

  private func isPreferred(_ left: LinkedConsumer, to right: LinkedConsumer) -> Bool {
    if left.isReceive != right.isReceive { return right.isReceive }
    if left.isMessaging != right.isMessaging { return left.isMessaging }
    if left.duration != right.duration { return left.duration > right.duration }
    if left.operation != right.operation { return NameOrder.precedes(names[left.operation], names[right.operation]) }
    if left.topic != right.topic { return precedes(left.topic, right.topic) }
    if left.failed != right.failed { return left.failed }
    return left.isInside && !right.isInside
  }

  /// Client and server may share an id: the sending half is meant. All else only keeps the choice the same in every run.
  private func isPreferred(_ left: LinkTarget, to right: LinkTarget) -> Bool {
    if left.publishes != right.publishes { return left.publishes }
    if left.isAwaited != right.isAwaited { return left.isAwaited }
    if left.node != right.node { return precedes(left.node, right.node) }
    if left.operation != right.operation { return NameOrder.precedes(names[left.operation], names[right.operation]) }
    if left.topic != right.topic { return precedes(left.topic, right.topic) }
    guard let (one, other) = left.cause.flatMap({ one in right.cause.map { (one, $0) } }) else {
      return left.cause != nil && right.cause == nil
    }
    return (one.trace, one.span) < (other.trace, other.span)
  }

  /// The order of nodes by name and kind; no node comes last.
  private func precedes(_ left: NodeID, _ right: NodeID) -> Bool {
    if left.isNone || right.isNone { return right.isNone && !left.isNone }
    let (left, right) = (nodes.nodes[Int(left.index)], nodes.nodes[Int(right.index)])
    return left.name != right.name
      ? NameOrder.precedes(names[left.name], names[right.name]) : left.kind.rawValue < right.kind.rawValue
  }

  private mutating func join(_ consumer: LinkedConsumer, to target: LinkTarget) {
    let topic = target.topic.isNone ? consumer.topic : target.topic
    if !target.topic.isNone, !consumer.topic.isNone, target.topic != consumer.topic {
      aliases[NodeAlias(alias: consumer.topic, node: target.topic), default: 0] +|= 1
    }
    count(
      consumer,
      OperationEdgeKey(
        caller: target.node, callerOperation: target.operation, callee: consumer.node,
        calleeOperation: consumer.operation, via: topic, mechanism: .queue
      ),
      isAwaited: target.isAwaited
    )
  }

  private mutating func joinTopic(of consumer: LinkedConsumer) {
    count(
      consumer,
      OperationEdgeKey(
        caller: consumer.topic, callerOperation: .empty, callee: consumer.node, calleeOperation: consumer.operation,
        mechanism: .queue
      )
    )
  }

  private mutating func count(_ consumer: LinkedConsumer, _ key: OperationEdgeKey, isAwaited: Bool = false) {
    let edge = Int(edges.intern(key))
    Self.count(consumer, isAwaited: isAwaited, in: &edges.statistics[edge])
  }

  private static func count(_ consumer: LinkedConsumer, isAwaited: Bool, in statistics: inout EdgeStatistics) {
    statistics.calls +|= 1
    statistics.logicalCalls +|= 1
    statistics.messages +|= 1
    if isAwaited {
      statistics.messagesWaited +|= 1
      statistics.waits +|= 1
      statistics.declaredWaits +|= 1
      statistics.blocking +|= 1
      statistics.evidence[Int(EvidenceCode.requestReply.rawValue)] +|= 1
    } else {
      statistics.doesNotWait +|= 1
      statistics.declaredDoesNotWait +|= 1
      statistics.nonblocking +|= 1
      statistics.detachedExemplars.insert(consumer.trace)
    }
    statistics.evidence[Int(EvidenceCode.link.rawValue)] +|= 1
    statistics.evidence[Int((consumer.isReceive ? EvidenceCode.receive : .producerConsumer).rawValue)] +|= 1
    statistics.durations.record(consumer.duration)
    statistics.exemplars.insert(consumer.trace)
    if consumer.failed {
      statistics.errors +|= 1
      statistics.calleeFailures +|= 1
      statistics.failureExemplars.insert(consumer.trace)
    }
  }

  // MARK: - Lost parents

  /// Counts requests whose parent is outside the data as orphans after all where other services of the data make the
  /// same call: then spans of a caller were lost.
  private mutating func countLostParents() {
    var isCalled: Set<OperationPlace> = []
    for (index, key) in edges.keys.enumerated() where nodes.nodes[Int(key.caller.index)].kind == .service {
      if key.caller != key.callee, edges.statistics[index].calls > edges.statistics[index].unanswered {
        isCalled.insert(OperationPlace(node: key.callee, operation: key.calleeOperation))
      }
    }
    for (index, key) in entries.keys.enumerated() {
      let outside = entries.statistics[index].outside
      guard outside > 0, isCalled.contains(OperationPlace(node: key.node, operation: key.operation)) else { continue }
      quality.orphanSpans += outside
      quality.byService[key.node, default: ServiceQuality()].orphanSpans += outside
    }
  }

  private struct OperationPlace: Hashable {
    var node: NodeID
    var operation: NameID
  }

  // MARK: - Nodes under two names

  /// Peers that are other nodes: an external one that means a traced service, see `ServiceAddresses`; a queue that always
  /// received what was published to one other topic.
  private func nodeMapping() -> [NodeID: NodeID] {
    var mapping: [NodeID: NodeID] = [:]
    var answers: [NodeID: Set<NodeID>] = [:]
    for alias in aliases.keys { answers[alias.alias, default: []].insert(alias.node) }
    let addresses = ServiceAddresses(self)
    let queues = QueueNames(self)
    let published = Set(edges.keys.filter { nodes.nodes[Int($0.caller.index)].kind == .service }.map(\.callee))
    for (index, node) in nodes.nodes.enumerated() {
      let id = NodeID(index: UInt32(index))
      if node.kind == .external {
        let service = nodes.find(Node(kind: .service, name: node.name)) ?? addresses.service(called: names[node.name])
        if let service { mapping[id] = service }
      } else if node.kind == .queue, let known = queues.sameQueue(as: names[node.name]) {
        mapping[id] = known
      } else if node.kind == .queue, let answer = answers[id], answer.count == 1, let other = answer.first, other != id
      {
        if nodes.nodes[Int(other.index)].kind == .queue, !published.contains(id) { mapping[id] = other }
      }
    }
    return mapping
  }

  /// Unites peers that are copies of one, and says where it looks as if there were more.
  private mutating func foldCopies(_ mapping: inout [NodeID: NodeID], apart isApart: (String) -> Bool) {
    let copies = PeerCopies(self) { mapping[$0] != nil || isApart(names[nodes.nodes[Int($0.index)].name]) }
    for (pattern, members) in copies.groups {
      let node = nodes.intern(Node(kind: .external, name: names.intern(pattern)))
      for member in members where member != node {
        mapping[member] = node
        self.members.insert(NodeMember(node: node, name: nodes.nodes[Int(member.index)].name))
      }
    }
    for (pattern, count) in copies.doubtful {
      diagnostics.record(
        Diagnostic(
          id: "similar-peers",
          message: "Peers that differ only in their IP addresses are called alike; they may be copies of one service.",
          advice: "Set peer.service on the client spans, or trace the service itself.", count: count,
          examples: [DataLocation(file: pattern)], isLoss: false))
    }
  }

  private mutating func apply(_ mapping: [NodeID: NodeID]) {
    func node(_ id: NodeID) -> NodeID { mapping[id] ?? id }
    let operations = soleOperations()
    var table = EdgeTable()
    let translated = edges.keys.map { key -> UInt32 in
      var key = key
      let callee = node(key.callee)
      if callee != key.callee, nodes.nodes[Int(callee.index)].kind == .service {
        // The client's name for the operation is vaguer than the service's own.
        let caller = CallerOperation(caller: key.caller, operation: key.callerOperation, callee: callee)
        if let sole = operations[caller] ?? nil { key.calleeOperation = sole.operation; key.mechanism = sole.mechanism }
      }
      key.caller = node(key.caller)
      key.callee = callee
      key.via = node(key.via)
      return table.intern(key)
    }
    var isMet = [Bool](repeating: false, count: table.keys.count)
    for (index, edge) in translated.enumerated() {
      // Most edges become one with no other, and merging costs much more than copying.
      if isMet[Int(edge)] {
        table.statistics[Int(edge)].merge(edges.statistics[index])
      } else {
        table.statistics[Int(edge)] = edges.statistics[index]
        isMet[Int(edge)] = true
      }
    }
    var remapped = ShapeTable()
    let entries = Array(0..<UInt32(self.entries.keys.count))
    for shape in shapes.shapes { remapped.add(shape, entries: entries, edges: translated) }
    edges = table
    shapes = remapped
    var united: [BlockedKey: UInt64] = [:]
    for (key, nanoseconds) in blocked {
      united[BlockedKey(entry: key.entry, node: node(key.node)), default: 0] +|= nanoseconds
    }
    blocked = united
    memberships = Set(memberships.map { DomainMembership(domain: $0.domain, node: node($0.node)) })
  }

  private struct CallerOperation: Hashable {
    var caller: NodeID
    var operation: NameID
    var callee: NodeID
  }

  private struct SoleOperation {
    var operation: NameID
    var mechanism: Mechanism
  }

  /// For each operation that calls a service: the only operation that it calls there, `nil` if there are several.
  private func soleOperations() -> [CallerOperation: SoleOperation?] {
    var result: [CallerOperation: SoleOperation?] = [:]
    for key in edges.keys where nodes.nodes[Int(key.callee.index)].kind == .service && key.mechanism != .queue {
      let caller = CallerOperation(caller: key.caller, operation: key.callerOperation, callee: key.callee)
      if let known = result[caller] {
        if known?.operation != key.calleeOperation { result[caller] = .some(nil) }
      } else {
        result[caller] = SoleOperation(operation: key.calleeOperation, mechanism: key.mechanism)
      }
    }
    return result
  }
}
