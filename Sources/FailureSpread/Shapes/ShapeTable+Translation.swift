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
    let execution: UInt64
    (shape.nodes, execution) = Self.canonical(shape.nodes)
    let hash = ShapeHash.unit(entry: shape.entry, execution: execution)
    let (requests, errors, exemplars) = (shape.requests, shape.errors, shape.exemplars)
    shape.requests = 0
    shape.errors = 0
    shape.exemplars = ExemplarSet()
    let place = insert(shape, hash: hash)
    count(place, requests: requests, errors: errors, exemplars: exemplars)
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
        insert(child, hashes, from: start, into: &calls)
        child = max(Int(nodes[child].subtreeEnd), child + 1)
      }
      ranges[index] = start..<calls.count
      execution = ShapeHash.execution(sortedCalls: calls[start...].lazy.map { hashes[$0] })
      let isHandover = nodes[index].isHandover
      hashes[index] = ShapeHash.call(edge: nodes[index].edge, isHandover: isHandover, execution: execution)
    }
    return (ShapeOrder.written(root, nodes, calls, ranges), execution)
  }

  /// Puts a call in its place among its siblings, unless an equal one is there.
  private static func insert(_ call: Int, _ hashes: [UInt64], from start: Int, into calls: inout [Int]) {
    var place = calls.count
    while place > start, hashes[calls[place - 1]] > hashes[call] { place -= 1 }
    if place > start, hashes[calls[place - 1]] == hashes[call] { return }
    calls.insert(call, at: place)
  }
}
