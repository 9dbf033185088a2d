internal import CallClassification
internal import TraceModel

/// The order in which a summary's parts stand in a file: by names, never by the order in which they were met.
struct CanonicalOrder {
  let names: [String]
  let nodes: [Node]
  /// Indices into the `EdgeTable` and `EntryTable`, in canonical order.
  let edges: [Int]
  let entries: [Int]
  /// By index in the tables: the place in canonical order.
  let placeOfEdge: [Int]
  let placeOfEntry: [Int]
  private let placeOfName: [Int]
  private let placeOfNode: [Int]

  init(_ summary: Summary) {
    var used = Set(summary.nodes.nodes.map(\.name))
    for key in summary.edges.keys { used.formUnion([key.callerOperation, key.calleeOperation]) }
    for key in summary.entries.keys { used.insert(key.operation) }
    for membership in summary.memberships { used.insert(membership.domain.name) }
    for pair in summary.clockOffsets.keys { used.formUnion([pair.caller, pair.callee]) }
    for consumer in summary.linkedConsumers { used.insert(consumer.operation) }
    for target in summary.linkTargets { used.insert(target.operation) }
    let texts = used.map { (id: $0, text: summary.names[$0]) }.sorted { $0.text < $1.text }
    var placeOfName = [Int](repeating: 0, count: summary.names.count)
    for (place, text) in texts.enumerated() { placeOfName[Int(text.id.index)] = place }

    let nodeOrder = summary.nodes.nodes.indices.sorted { left, right in
      let (left, right) = (summary.nodes.nodes[left], summary.nodes.nodes[right])
      let places = (placeOfName[Int(left.name.index)], placeOfName[Int(right.name.index)])
      return places.0 != places.1 ? places.0 < places.1 : left.kind.rawValue < right.kind.rawValue
    }
    let placeOfNode = Self.inverse(nodeOrder)
    func node(_ id: NodeID) -> Int { id.isNone ? -1 : placeOfNode[Int(id.index)] }
    func edgeKey(_ index: Int) -> [Int] {
      let key = summary.edges.keys[index]
      return [
        node(key.caller), placeOfName[Int(key.callerOperation.index)], node(key.callee),
        placeOfName[Int(key.calleeOperation.index)], node(key.via),
        Mechanism.allCases.firstIndex(of: key.mechanism) ?? 0,
      ]
    }
    let edgeKeys = summary.edges.keys.indices.map(edgeKey)
    let edges = summary.edges.keys.indices.sorted { edgeKeys[$0].lexicographicallyPrecedes(edgeKeys[$1]) }
    let entryKeys = summary.entries.keys.map { key in
      [
        node(key.node), placeOfName[Int(key.operation.index)], EntryKind.allCases.firstIndex(of: key.kind) ?? 0,
      ]
    }
    let entries = entryKeys.indices.sorted { entryKeys[$0].lexicographicallyPrecedes(entryKeys[$1]) }

    names = texts.map(\.text)
    nodes = nodeOrder.map { summary.nodes.nodes[$0] }
    self.edges = edges
    self.entries = entries
    placeOfEdge = Self.inverse(edges)
    placeOfEntry = Self.inverse(entries)
    self.placeOfName = placeOfName
    self.placeOfNode = placeOfNode
  }

  func place(_ name: NameID) -> Int { placeOfName[Int(name.index)] }
  func place(_ node: NodeID) -> Int { placeOfNode[Int(node.index)] }

  /// A shape's nodes with edges by their places, calls under one caller in order of their subtrees.
  func canonical(_ nodes: [ShapeNode]) -> [ShapeNode] {
    var spelled = [[Int]](repeating: [], count: nodes.count)
    var children = [[Int]](repeating: [], count: nodes.count)
    for index in stride(from: nodes.count - 1, through: 0, by: -1) {
      children[index].sort { spelled[$0].lexicographicallyPrecedes(spelled[$1]) }
      let edge = nodes[index].edge == ShapeNode.entryEdge ? -1 : placeOfEdge[Int(nodes[index].edge)]
      spelled[index] = [edge, nodes[index].isHandover ? 1 : 0] + children[index].flatMap { spelled[$0] } + [-2]
      if index > 0 { children[Int(nodes[index].parent)].append(index) }
    }
    var result: [ShapeNode] = []
    var stack = nodes.isEmpty ? [] : [(node: 0, parent: Int32(-1))]
    while let (index, parent) = stack.popLast() {
      let position = Int32(result.count)
      let edge = nodes[index].edge
      result.append(
        ShapeNode(
          edge: edge == ShapeNode.entryEdge ? edge : UInt32(placeOfEdge[Int(edge)]), parent: parent,
          subtreeEnd: position + 1, isHandover: nodes[index].isHandover))
      for child in children[index].reversed() { stack.append((child, position)) }
    }
    return result
  }

  private static func inverse(_ order: [Int]) -> [Int] {
    var places = [Int](repeating: 0, count: order.count)
    for (place, index) in order.enumerated() { places[index] = place }
    return places
  }
}
