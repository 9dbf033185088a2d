internal import CallClassification

extension ShapeTable {
  /// Adds a shape of another table: entries and edges are renumbered, calls that became equal are folded, and the tree is
  /// brought into this table's order.
  mutating func add(_ shape: Shape, entries: [UInt32], edges: [UInt32]) {
    var shape = shape
    shape.entry = entries[Int(shape.entry)]
    shape.nodes = Self.canonical(shape.nodes.map { node in
      var node = node
      if node.edge != ShapeNode.entryEdge { node.edge = edges[Int(node.edge)] }
      return node
    })
    let hash = ShapeHash.of(shape)
    let (requests, errors, exemplars) = (shape.requests, shape.errors, shape.exemplars)
    shape.requests = 0
    shape.errors = 0
    shape.exemplars = ExemplarSet()
    let place = insert(shape, hash: hash)
    count(place, requests: requests, errors: errors, exemplars: exemplars)
  }

  /// Sorts the calls under each caller by their hashes and folds equal ones.
  private static func canonical(_ nodes: [ShapeNode]) -> [ShapeNode] {
    let count = nodes.count
    var hashes = [UInt64](repeating: 0, count: count)
    var children = [[Int]](repeating: [], count: count)
    for index in stride(from: count - 1, through: 0, by: -1) {
      var seen = Set<UInt64>()
      children[index] = children[index].filter { seen.insert(hashes[$0]).inserted }.sorted { hashes[$0] < hashes[$1] }
      let execution = ShapeHash.execution(sortedCalls: children[index].map { hashes[$0] })
      guard index > 0 else { break }
      let isHandover = nodes[index].isHandover
      hashes[index] = ShapeHash.call(edge: nodes[index].edge, isHandover: isHandover, execution: execution)
      children[Int(nodes[index].parent)].append(index)
    }
    var result: [ShapeNode] = []
    result.reserveCapacity(count)
    var stack = [(node: 0, next: 0, position: 0)]
    if let root = nodes.first { result.append(ShapeNode(edge: root.edge, parent: -1, subtreeEnd: 1)) }
    while let frame = stack.last, !nodes.isEmpty {
      if frame.next == children[frame.node].count {
        result[frame.position].subtreeEnd = Int32(result.count)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let child = children[frame.node][frame.next]
      let position = result.count
      result.append(
        ShapeNode(
          edge: nodes[child].edge, parent: Int32(frame.position), subtreeEnd: Int32(position + 1),
          isHandover: nodes[child].isHandover
        )
      )
      stack.append((child, 0, position))
    }
    return result
  }
}
