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

  public init(_ graph: SpreadGraph) {
    self.graph = graph
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
    while candidates.count < count {
      var (total, removed) = (0.0, [Int: Double]())
      for shape in graph.summary.shapes.shapes where entry == nil || shape.entry == entry {
        add(shape, node, cut, &total, &removed)
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
    _ shape: Shape, _ node: NodeID?, _ cut: Set<Int>, _ total: inout Double, _ removed: inout [Int: Double]
  ) {
    let requests = Double(shape.requests)
    let before = spread(of: shape, node, without: cut)
    total += requests * before
    guard before > 0 else { return }
    var edges = Set<Int>()
    for place in shape.nodes where place.edge != ShapeNode.entryEdge && graph.spreads(place) {
      edges.insert(graph.nodeEdgeOf[Int(place.edge)])
    }
    for edge in edges where !cut.contains(edge) {
      let after = spread(of: shape, node, without: cut.union([edge]))
      if after < before { removed[edge, default: 0] += requests * (before - after) }
    }
  }

  /// The number of nodes, each by the probability with which its failure fails the request.
  private func spread(of shape: Shape, _ node: NodeID?, without cut: Set<Int>) -> Double {
    var reach = [Double](repeating: 0, count: shape.nodes.count)
    var survival: [NodeID: Double] = [:]
    for (index, place) in shape.nodes.enumerated() {
      guard index > 0 else {
        reach[0] = 1
        continue
      }
      guard graph.spreads(place), !cut.contains(graph.nodeEdgeOf[Int(place.edge)]) else { continue }
      reach[index] = reach[Int(place.parent)] * graph.propagation[Int(place.edge)].probability
      let callee = graph.summary.edges.keys[Int(place.edge)].callee
      if node == nil || callee == node { survival[callee, default: 1] *= 1 - reach[index] }
    }
    return survival.values.sorted().reduce(0) { $0 + 1 - $1 }
  }
}
