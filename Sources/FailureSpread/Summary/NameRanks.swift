internal import CallClassification
internal import TraceModel

/// The names and nodes of a summary by their place in the order of their texts, and what follows from it for edges and
/// entries: an order that does not depend on when things were met.
struct NameRanks {
  /// The names in use, in order.
  let names: [NameID]
  /// The nodes in order, as indices into the summary's.
  let nodes: [Int]
  private let placeOfName: [UInt32]
  private let placeOfNode: [UInt32]

  /// - Parameter others: names that are in use elsewhere than in nodes, edges and entries.
  init(_ summary: Summary, others: [NameID] = []) {
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
    for name in others { use(name) }
    let texts = used.map { (id: $0, text: summary.names[$0]) }.sorted { NameOrder.precedes($0.text, $1.text) }
    var placeOfName = [UInt32](repeating: 0, count: summary.names.count)
    for (place, text) in texts.enumerated() { placeOfName[Int(text.id.index)] = UInt32(place) }
    let all = summary.nodes.nodes
    let nodes = all.indices.sorted { left, right in
      let places = (placeOfName[Int(all[left].name.index)], placeOfName[Int(all[right].name.index)])
      return places.0 != places.1 ? places.0 < places.1 : all[left].kind.rawValue < all[right].kind.rawValue
    }
    var placeOfNode = [UInt32](repeating: 0, count: nodes.count)
    for (place, index) in nodes.enumerated() { placeOfNode[index] = UInt32(place) }
    names = texts.map(\.id)
    self.nodes = nodes
    self.placeOfName = placeOfName
    self.placeOfNode = placeOfNode
  }

  func place(_ name: NameID) -> Int { Int(placeOfName[Int(name.index)]) }
  func place(_ node: NodeID) -> Int { Int(placeOfNode[Int(node.index)]) }

  /// The indices of edges in order.
  func order(of keys: [OperationEdgeKey]) -> [Int] {
    let ranked = keys.map { key in
      (
        rank(key.caller), place(key.callerOperation), rank(key.callee), place(key.calleeOperation),
        rank(key.via) << 8 | key.mechanism.number
      )
    }
    return keys.indices.sorted { ranked[$0] < ranked[$1] }
  }

  /// The indices of entries in order.
  func order(of keys: [EntryKey]) -> [Int] {
    let ranked = keys.map { (rank($0.node), place($0.operation), $0.kind.number) }
    return keys.indices.sorted { ranked[$0] < ranked[$1] }
  }

  /// No node comes first.
  private func rank(_ node: NodeID) -> Int { node.isNone ? 0 : place(node) + 1 }
}
