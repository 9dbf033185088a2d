public import CallClassification
internal import TraceModel

extension Summary {
  /// Adds all of another summary. Associative and commutative up to the numbering of names, nodes, edges and shapes, which
  /// reaches no output. Linear in the size of the other summary.
  public mutating func merge(_ other: Summary) {
    let names = self.names.merge(other.names)
    func name(_ id: NameID) -> NameID { Int(id.index) < names.count ? names[Int(id.index)] : .empty }
    let nodes = other.nodes.nodes.map { self.nodes.intern(Node(kind: $0.kind, name: name($0.name))) }
    func node(_ id: NodeID) -> NodeID { Int(id.index) < nodes.count ? nodes[Int(id.index)] : .none }

    let edges = other.edges.keys.map { key in
      self.edges.intern(
        OperationEdgeKey(
          caller: node(key.caller), callerOperation: name(key.callerOperation), callee: node(key.callee),
          calleeOperation: name(key.calleeOperation), via: node(key.via), mechanism: key.mechanism
        )
      )
    }
    for (index, edge) in edges.enumerated() { self.edges.statistics[Int(edge)].merge(other.edges.statistics[index]) }

    let entries = other.entries.keys.map { key in
      self.entries.intern(EntryKey(node: node(key.node), operation: name(key.operation), kind: key.kind))
    }
    for (index, entry) in entries.enumerated() {
      self.entries.statistics[Int(entry)].merge(other.entries.statistics[index])
    }
    for shape in other.shapes.shapes { shapes.add(shape, entries: entries, edges: edges) }

    var quality = other.quality
    quality.byService = [:]
    for (service, counts) in other.quality.byService { quality.byService[node(service)] = counts }
    self.quality.merge(quality)
    let lossCountBeforeMerging = diagnostics.lossCount
    diagnostics.merge(other.diagnostics)
    // What one of both does not say is what its diagnostics counted.
    if input != nil || other.input != nil {
      var sum = input ?? InputAccount(rejected: lossCountBeforeMerging)
      sum.add(other.input ?? InputAccount(rejected: other.diagnostics.lossCount))
      input = sum
    }
    formats.merge(other.formats, uniquingKeysWith: +|)
    for (alias, count) in other.aliases {
      aliases[NodeAlias(alias: node(alias.alias), node: node(alias.node)), default: 0] +|= count
    }
    for (key, count) in other.addresses {
      addresses[ServiceAddress(service: node(key.service), address: name(key.address)), default: 0] +|= count
    }
    for member in other.members {
      members.insert(NodeMember(node: node(member.node), name: name(member.name)))
    }
    for (call, count) in other.unnamedCalls {
      unnamedCalls[UnnamedCall(caller: node(call.caller), operation: name(call.operation)), default: 0] +|= count
    }
    for (key, nanoseconds) in other.blocked {
      blocked[BlockedKey(entry: entries[Int(key.entry)], node: node(key.node)), default: 0] +|= nanoseconds
    }
    for membership in other.memberships {
      memberships.insert(
        DomainMembership(
          domain: FailureDomain(kind: membership.domain.kind, name: name(membership.domain.name)),
          node: node(membership.node)))
    }
    for (pair, offset) in other.clockOffsets {
      clockOffsets[HostPair(caller: name(pair.caller), callee: name(pair.callee)), default: ClockOffset()].merge(offset)
    }
    linkedConsumers += other.linkedConsumers.map { consumer in
      var consumer = consumer
      consumer.node = node(consumer.node)
      consumer.operation = name(consumer.operation)
      consumer.topic = node(consumer.topic)
      return consumer
    }
    linkTargets += other.linkTargets.map { target in
      var target = target
      target.node = node(target.node)
      target.operation = name(target.operation)
      target.topic = node(target.topic)
      return target
    }
  }
}
