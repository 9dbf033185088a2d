public import CallClassification

/// A place for a firebreak: an edge between two nodes, and how much of the spread cutting it takes away.
public struct FirebreakCandidate: Sendable, Equatable {
  /// Index into `SpreadGraph.nodeEdges`.
  public var edge: Int
  /// Share of the spread under consideration that goes with this edge, the earlier ones already cut; 0…1.
  public var removes: Double
}

/// Finds the edges whose cutting removes most spread: greedily, each with what the earlier ones left.
///
/// Spread is the number of requests that are expected to fail, summed over the nodes that could fail, one at a time. A
/// request fails with a node when at least one path of waiting calls carries the failure up; paths are taken as
/// independent. O(k × shapes × nodes of the shape × distinct edges in it).
public struct FirebreakAdvisor {
  private let graph: SpreadGraph
  /// By node: the shapes in which its failure can spread. Most findings are about one node, and most shapes lack it.
  private let shapesOfNode: [[Int]]

  public init(_ graph: SpreadGraph) {
    self.graph = graph
    var shapes = [[Int]](repeating: [], count: graph.summary.nodes.nodes.count)
    for (index, shape) in graph.summary.shapes.shapes.enumerated() {
      for place in shape.nodes where place.edge != ShapeNode.entryEdge && graph.spreads(place) {
        let node = Int(graph.summary.edges.keys[Int(place.edge)].callee.index)
        if shapes[node].last != index { shapes[node].append(index) }
      }
    }
    shapesOfNode = shapes
  }

  /// - Parameters:
  ///   - node: only failures of this node; all nodes if nil.
  ///   - entry: only requests of this entry; all entries if nil.
  ///   - count: so many edges at most.
  /// - Returns: the best edges, the best first; fewer when nothing is left to remove.
  public func best(against node: NodeID? = nil, entry: UInt32? = nil, count: Int = 3) -> [FirebreakCandidate] {
    var cut = Set<Int>()
    var candidates: [FirebreakCandidate] = []
    var whole = 0.0
    let all = node.map { shapesOfNode[Int($0.index)] } ?? Array(graph.summary.shapes.shapes.indices)
    let shapes = entry.map { entry in all.filter { graph.summary.shapes.shapes[$0].entry == entry } } ?? all
    var work = Work(nodes: graph.summary.nodes.nodes.count, edges: graph.nodeEdges.count)
    while candidates.count < count {
      var (total, removed) = (0.0, [Int: Double]())
      for index in shapes {
        let shape = graph.summary.shapes.shapes[index]
        add(shape, node, cut, &total, &removed, &work)
      }
      if candidates.isEmpty { whole = total }
      guard whole > 0, let best = pick(removed), best.value > whole * 0.01 else { break }
      candidates.append(FirebreakCandidate(edge: best.key, removes: best.value / whole))
      cut.insert(best.key)
    }
    return candidates
  }

  /// The edge that removes most; of equal ones the first by name.
  private func pick(_ removed: [Int: Double]) -> (key: Int, value: Double)? {
    removed.max { left, right in
      let (leftValue, rightValue) = (rounded(left.value), rounded(right.value))
      return leftValue != rightValue ? leftValue < rightValue : name(left.key) > name(right.key)
    }
  }

  private func rounded(_ value: Double) -> Double { (value * 1e6).rounded() }

  private func name(_ edge: Int) -> String {
    let edge = graph.nodeEdges[edge]
    return graph.name(edge.caller) + "\u{0}" + graph.name(edge.callee) + "\u{0}" + graph.name(edge.via)
  }

  private func add(
    _ shape: Shape, _ node: NodeID?, _ cut: Set<Int>, _ total: inout Double, _ removed: inout [Int: Double],
    _ work: inout Work
  ) {
    let edges = edges(of: shape, toward: node, &work)
    guard !edges.isEmpty else { return }
    let requests = Double(shape.requests)
    let before = spread(of: shape, node, without: cut, and: nil, &work)
    total += requests * before
    guard before > 0 else { return }
    for edge in edges where !cut.contains(edge) {
      let after = spread(of: shape, node, without: cut, and: edge, &work)
      if after < before { removed[edge, default: 0] += requests * (before - after) }
    }
  }

  /// The edges whose cutting can change anything: for one node those that lead to it; none when it is not there.
  private func edges(of shape: Shape, toward node: NodeID?, _ work: inout Work) -> [Int] {
    var edges: [Int] = []
    work.leads.removeAll(keepingCapacity: true)
    work.leads.append(contentsOf: repeatElement(node == nil, count: shape.nodes.count))
    for (index, place) in shape.nodes.enumerated().reversed() where index > 0 && graph.spreads(place) {
      if let node, graph.summary.edges.keys[Int(place.edge)].callee == node { work.leads[index] = true }
      guard work.leads[index] else { continue }
      work.leads[Int(place.parent)] = true
      let edge = graph.nodeEdgeOf[Int(place.edge)]
      if work.seen[edge] { continue }
      work.seen[edge] = true
      edges.append(edge)
    }
    for edge in edges { work.seen[edge] = false }
    return edges
  }

  /// Arrays that are used again for every shape.
  private struct Work {
    /// By node of a shape: whether one that is asked for is it, or lies below.
    var leads: [Bool] = []
    /// By edge: whether it was met in the shape at hand.
    var seen: [Bool]
    var reach: [Double] = []
    /// By node: the probability that its failure leaves the request alone.
    var survival: [Double]
    /// The nodes that `survival` holds something for.
    var met: [Int] = []

    init(nodes: Int, edges: Int) {
      seen = Array(repeating: false, count: edges)
      survival = Array(repeating: 1, count: nodes)
    }
  }

  /// The number of nodes, each by the probability with which its failure fails the request.
  private func spread(of shape: Shape, _ node: NodeID?, without cut: Set<Int>, and other: Int?, _ work: inout Work)
    -> Double
  {
    work.reach.removeAll(keepingCapacity: true)
    work.reach.append(contentsOf: repeatElement(0, count: shape.nodes.count))
    work.reach[0] = 1
    for index in 1..<shape.nodes.count where work.leads[index] {
      let place = shape.nodes[index]
      let above = work.reach[Int(place.parent)]
      guard above > 0, graph.spreads(place) else { continue }
      let edge = graph.nodeEdgeOf[Int(place.edge)]
      if edge == other || !cut.isEmpty && cut.contains(edge) { continue }
      let reach = above * graph.propagation[Int(place.edge)].probability
      work.reach[index] = reach
      let callee = graph.summary.edges.keys[Int(place.edge)].callee
      guard node == nil || callee == node else { continue }
      let number = Int(callee.index)
      if work.survival[number] == 1 { work.met.append(number) }
      work.survival[number] *= 1 - reach
    }
    var values: [Double] = []
    for number in work.met where work.survival[number] < 1 {
      values.append(work.survival[number])
      work.survival[number] = 1
    }
    work.met.removeAll(keepingCapacity: true)
    values.sort()
    return values.reduce(0) { $0 + 1 - $1 }
  }
}
