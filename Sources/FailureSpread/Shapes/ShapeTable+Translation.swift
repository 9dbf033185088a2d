internal import CallClassification

extension ShapeTable {
  /// Adds a shape of another table: entries and edges are renumbered, calls that became equal are folded, and the tree is
  /// brought into this table's order.
  mutating func add(_ shape: Shape, entries: [UInt32], edges: [UInt32]) {
    var shape = shape
    shape.entry = entries[Int(shape.entry)]
    for index in shape.nodes.indices where shape.nodes[index].edge != ShapeNode.entryEdge {
      shape.nodes[index].edge = edges[Int(shape.nodes[index].edge)]
    }
    let (requests, errors, exemplars) = (shape.requests, shape.errors, shape.exemplars)
    shape.requests = 0
    shape.errors = 0
    shape.exemplars = ExemplarSet()
    let place = insert(canonical: shape)
    count(place, requests: requests, errors: errors, exemplars: exemplars)
  }

  /// Brings a shape without counts into this table's order, and finds or adds it.
  mutating func insert(canonical shape: Shape) -> Int {
    var shape = shape
    let execution: UInt64
    (shape.nodes, execution) = Self.canonical(shape.nodes)
    return insert(shape, hash: ShapeHash.unit(entry: shape.entry, execution: execution))
  }

  /// Sorts the calls under each caller by their hashes and folds equal ones; also gives the hash of the whole execution.
  ///
  /// Nodes stand in pre-order, so the calls of one are found by stepping over subtrees; a few flat arrays hold everything.
  private static func canonical(_ nodes: [ShapeNode]) -> ([ShapeNode], execution: UInt64) {
    guard let root = nodes.first else { return ([], ShapeHash.execution(sortedCalls: [])) }
    var hashes = [UInt64](repeating: 0, count: nodes.count)
    var ranges = [Range<Int>](repeating: 0..<0, count: nodes.count)
    var calls: [Int] = []
    calls.reserveCapacity(nodes.count)
    var execution: UInt64 = 0
    for index in stride(from: nodes.count - 1, through: 0, by: -1) {
      let start = calls.count
      var child = index + 1
      while child < Int(nodes[index].subtreeEnd) {
        calls.append(child)
        child = max(Int(nodes[child].subtreeEnd), child + 1)
      }
      foldEqual(from: start, of: &calls, hashes)
      ranges[index] = start..<calls.count
      execution = ShapeHash.execution(sortedCalls: calls[start...].lazy.map { hashes[$0] })
      let isHandover = nodes[index].isHandover
      hashes[index] = ShapeHash.call(edge: nodes[index].edge, isHandover: isHandover, execution: execution)
    }
    return (ShapeOrder.written(root, nodes, calls, ranges), execution)
  }

  /// Sorts the calls of one caller, the last in the list, by their hashes, and keeps one of equal ones.
  private static func foldEqual(from start: Int, of calls: inout [Int], _ hashes: [UInt64]) {
    guard calls.count - start > 1 else { return }
    // By their places too, so that of equal calls the same one stays whatever the sort does.
    let sorted = calls[start...].sorted { (hashes[$0], $0) < (hashes[$1], $1) }
    calls.removeLast(calls.count - start)
    for call in sorted where calls.count == start || hashes[calls[calls.count - 1]] != hashes[call] {
      calls.append(call)
    }
  }
}
