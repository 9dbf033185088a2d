internal import CallClassification
internal import TraceModel

extension Summary {
  /// Renumbers nodes, edges and entries by their names, and sorts shapes: the order in which things were met differs from
  /// run to run, and what is chosen or added up afterwards must not.
  mutating func sortParts() {
    sortNodes()
    let ranks = NameRanks(self)
    let edgeOrder = ranks.order(of: edges.keys)
    var sortedEdges = EdgeTable()
    var edgePlace = [UInt32](repeating: 0, count: edges.keys.count)
    for index in edgeOrder {
      edgePlace[index] = sortedEdges.intern(edges.keys[index])
      sortedEdges.statistics[Int(edgePlace[index])] = edges.statistics[index]
    }
    edges = sortedEdges
    sortEntries(ranks, edgePlace)
  }

  /// Renumbers entries by their names, and sorts shapes. Edges keep their numbers.
  mutating func sortEntries() { sortEntries(NameRanks(self), Array(0..<UInt32(edges.keys.count))) }

  private mutating func sortEntries(_ ranks: NameRanks, _ edgePlace: [UInt32]) {
    let entryOrder = ranks.order(of: entries.keys)
    var sortedEntries = EntryTable()
    var entryPlace = [UInt32](repeating: 0, count: entries.keys.count)
    for index in entryOrder {
      entryPlace[index] = sortedEntries.intern(entries.keys[index])
      sortedEntries.statistics[Int(entryPlace[index])] = entries.statistics[index]
    }
    entries = sortedEntries
    shapes = shapes.sorted(entries: entryPlace, edges: edgePlace)
    blocked = Dictionary(
      uniqueKeysWithValues: blocked.map { key, nanoseconds in
        (BlockedKey(entry: entryPlace[Int(key.entry)], node: key.node), nanoseconds)
      })
  }

  /// Nodes by name, then kind: where two have one name, the first is the same in every run.
  private mutating func sortNodes() {
    let order = NameRanks(self).nodes
    guard order != Array(order.indices) else { return }
    var sorted = NodeTable()
    var places = [NodeID](repeating: .none, count: order.count)
    for index in order { places[index] = sorted.intern(nodes.nodes[index]) }
    func place(_ node: NodeID) -> NodeID { places.indices.contains(Int(node.index)) ? places[Int(node.index)] : .none }
    nodes = sorted
    edges = edges.renamed { key in
      var key = key
      (key.caller, key.callee, key.via) = (place(key.caller), place(key.callee), place(key.via))
      return key
    }
    var renamed = EntryTable()
    for (index, key) in entries.keys.enumerated() {
      var key = key
      key.node = place(key.node)
      renamed.statistics[Int(renamed.intern(key))] = entries.statistics[index]
    }
    entries = renamed
    quality.byService = .init(quality.byService.map { (place($0), $1) }) { first, _ in first }
    blocked = .init(blocked.map { (BlockedKey(entry: $0.entry, node: place($0.node)), $1) }) { $0 &+ $1 }
    aliases = .init(aliases.map { (NodeAlias(alias: place($0.alias), node: place($0.node)), $1) }) { first, _ in first }
    memberships = Set(memberships.map { DomainMembership(domain: $0.domain, node: place($0.node)) })
    members = Set(members.map { NodeMember(node: place($0.node), name: $0.name) })
    addresses = .init(addresses.map { (ServiceAddress(service: place($0.service), address: $0.address), $1) }) {
      $0 + $1
    }
    unnamedCalls = .init(unnamedCalls.map { (UnnamedCall(caller: place($0.caller), operation: $0.operation), $1) }) {
      $0 + $1
    }
    for index in excluded.indices { excluded[index].node = place(excluded[index].node) }
    for index in linkedConsumers.indices {
      linkedConsumers[index].node = place(linkedConsumers[index].node)
      linkedConsumers[index].topic = place(linkedConsumers[index].topic)
    }
    for index in linkTargets.indices {
      linkTargets[index].node = place(linkTargets[index].node)
      linkTargets[index].topic = place(linkTargets[index].topic)
    }
  }
}

extension EdgeTable {
  /// The same edges, by their indices, under other keys; no two keys may become equal.
  fileprivate func renamed(_ rename: (OperationEdgeKey) -> OperationEdgeKey) -> EdgeTable {
    var table = EdgeTable()
    for (index, key) in keys.enumerated() { table.statistics[Int(table.intern(rename(key)))] = statistics[index] }
    return table
  }
}
