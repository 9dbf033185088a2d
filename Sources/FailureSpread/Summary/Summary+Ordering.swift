internal import CallClassification
internal import TraceModel

extension Summary {
  /// Renumbers edges and entries by their names, and sorts shapes: the order in which things were met differs from run to
  /// run, and what is added up afterwards must not.
  mutating func sortParts() {
    let ranks = Ranks(self)
    let edgeOrder = ranks.order(of: edges.keys)
    let entryOrder = ranks.order(of: entries.keys)
    var sortedEdges = EdgeTable()
    var edgePlace = [UInt32](repeating: 0, count: edges.keys.count)
    for index in edgeOrder {
      edgePlace[index] = sortedEdges.intern(edges.keys[index])
      sortedEdges.statistics[Int(edgePlace[index])] = edges.statistics[index]
    }
    var sortedEntries = EntryTable()
    var entryPlace = [UInt32](repeating: 0, count: entries.keys.count)
    for index in entryOrder {
      entryPlace[index] = sortedEntries.intern(entries.keys[index])
      sortedEntries.statistics[Int(entryPlace[index])] = entries.statistics[index]
    }
    edges = sortedEdges
    entries = sortedEntries
    shapes = shapes.sorted(entries: entryPlace, edges: edgePlace)
    blocked = Dictionary(
      uniqueKeysWithValues: blocked.map { key, nanoseconds in
        (BlockedKey(entry: entryPlace[Int(key.entry)], node: key.node), nanoseconds)
      })
  }

  /// Names and nodes by their place in the order of their texts.
  private struct Ranks {
    private var ofName: [UInt32]
    private var ofNode: [UInt32]

    init(_ summary: Summary) {
      var isUsed = [Bool](repeating: false, count: summary.names.count)
      var used: [NameID] = []
      func use(_ name: NameID) {
        if isUsed[Int(name.index)] { return }
        isUsed[Int(name.index)] = true
        used.append(name)
      }
      for node in summary.nodes.nodes { use(node.name) }
      for key in summary.edges.keys {
        use(key.callerOperation)
        use(key.calleeOperation)
      }
      for key in summary.entries.keys { use(key.operation) }
      let texts = used.map { (id: $0, text: summary.names[$0]) }.sorted { $0.text < $1.text }
      var ofName = [UInt32](repeating: 0, count: summary.names.count)
      for (rank, text) in texts.enumerated() { ofName[Int(text.id.index)] = UInt32(rank) }
      let nodes = summary.nodes.nodes
      let kinds = NodeKind.allCases
      let order = nodes.indices.sorted { left, right in
        let ranks = (ofName[Int(nodes[left].name.index)], ofName[Int(nodes[right].name.index)])
        if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
        return kinds.firstIndex(of: nodes[left].kind) ?? 0 < kinds.firstIndex(of: nodes[right].kind) ?? 0
      }
      self.ofName = ofName
      ofNode = Array(repeating: 0, count: nodes.count)
      for (rank, index) in order.enumerated() { ofNode[index] = UInt32(rank) }
    }

    func order(of keys: [OperationEdgeKey]) -> [Int] {
      let ranked = keys.map { key in
        (
          node(key.caller), name(key.callerOperation), node(key.callee), name(key.calleeOperation),
          node(key.via) << 8 | UInt64(key.mechanism.number)
        )
      }
      return keys.indices.sorted { ranked[$0] < ranked[$1] }
    }

    func order(of keys: [EntryKey]) -> [Int] {
      let kinds = EntryKind.allCases
      let ranked = keys.map { (node($0.node), name($0.operation), kinds.firstIndex(of: $0.kind) ?? 0) }
      return keys.indices.sorted { ranked[$0] < ranked[$1] }
    }

    private func name(_ id: NameID) -> UInt64 { UInt64(ofName[Int(id.index)]) }
    /// No node comes first.
    private func node(_ id: NodeID) -> UInt64 { id.isNone ? 0 : UInt64(ofNode[Int(id.index)]) + 1 }
  }
}
