internal import CallClassification

/// Searches for the best firebreaks against one spread after the other. The working arrays are kept from search to search.
struct FirebreakSearch {
  private let graph: SpreadGraph
  private let places: NodePlaces
  private var walk: FailureWalk
  /// By edge of operations: whether an earlier choice cuts it.
  private var cut: [Bool]
  /// By edge between nodes: what cutting it would remove.
  private var removed: [Double]
  private var candidates: [Int] = []
  private var isCandidate: [Bool]
  /// By edge between nodes: whether it may be chosen.
  private var isAllowed: [Bool]
  /// By edge between nodes: the last of its places that the failure at hand passes, or -1; by place: the one before.
  private var last: [Int32]
  private var before: [Int32]
  private var passedEdges: [Int] = []
  private var failing: [Int] = []
  private var together: [Int] = []
  private var total = 0.0

  init(_ graph: SpreadGraph, _ places: NodePlaces) {
    self.graph = graph
    self.places = places
    walk = FailureWalk(graph.trees)
    cut = Array(repeating: false, count: graph.summary.edges.keys.count)
    removed = Array(repeating: 0, count: graph.nodeEdges.count)
    isCandidate = Array(repeating: false, count: graph.nodeEdges.count)
    isAllowed = Array(repeating: false, count: graph.nodeEdges.count)
    last = Array(repeating: -1, count: graph.nodeEdges.count)
    before = Array(repeating: -1, count: graph.trees.largest)
  }

  mutating func best(_ question: FirebreakQuestion, count: Int) -> [FirebreakCandidate] {
    var chosen: [FirebreakCandidate] = []
    var whole = 0.0
    for edge in question.edges { isAllowed[edge] = true }
    while chosen.count < count {
      weigh(question)
      if chosen.isEmpty { whole = total }
      guard whole > 0, let best = pick(), removed[best] > whole * 0.01 else { break }
      chosen.append(FirebreakCandidate(edge: best, removes: removed[best] / whole))
      for operation in graph.nodeEdges[best].operations { cut[Int(operation)] = true }
    }
    for candidate in chosen {
      for operation in graph.nodeEdges[candidate.edge].operations { cut[Int(operation)] = false }
    }
    for edge in question.edges { isAllowed[edge] = false }
    return chosen
  }

  /// The edge that removes most; of equal ones the first by name.
  private func pick() -> Int? {
    candidates.max { left, right in
      let (leftValue, rightValue) = ((removed[left] * 1e6).rounded(), (removed[right] * 1e6).rounded())
      return leftValue != rightValue ? leftValue < rightValue : isBehind(left, right)
    }
  }

  private func isBehind(_ left: Int, _ right: Int) -> Bool {
    func names(_ edge: Int) -> [String] {
      let edge = graph.nodeEdges[edge]
      return [graph.name(edge.caller), graph.name(edge.callee), edge.via.isNone ? "" : graph.name(edge.via)]
    }
    return names(right).lexicographicallyPrecedes(names(left))
  }

  /// Works out the spread, and what each edge would remove of it.
  private mutating func weigh(_ question: FirebreakQuestion) {
    for edge in candidates {
      removed[edge] = 0
      isCandidate[edge] = false
    }
    candidates.removeAll(keepingCapacity: true)
    total = 0
    if question.nodes.isEmpty {
      for node in 0..<places.count { weigh(node, question) }
    } else {
      for node in question.nodes { weigh(Int(node.index), question) }
    }
  }

  /// Adds the spread of one node, shape by shape.
  private mutating func weigh(_ node: Int, _ question: FirebreakQuestion) {
    let own = places[node]
    var index = own.startIndex
    while index < own.endIndex {
      let shape = own[index].shape
      var end = index
      while end < own.endIndex, own[end].shape == shape { end += 1 }
      // Where a request enters by the node itself, it stands first.
      if own[index].place > 0, question.entry == nil || question.entry == graph.summary.shapes.shapes[Int(shape)].entry
      {
        failing.removeAll(keepingCapacity: true)
        for place in own[index..<end].reversed() { failing.append(Int(place.place)) }
        weigh(shape: Int(shape), hasChoice: question.edges.isEmpty)
      }
      index = end
    }
  }

  private mutating func weigh(shape: Int, hasChoice: Bool) {
    let start = graph.trees.starts[shape]
    let requests = Double(graph.summary.shapes.shapes[shape].requests)
    let whole = walk.fail(failing, start: start, cut: cut).expected
    total += requests * whole
    if whole > 0 {
      groupByEdge(start)
      for edge in passedEdges {
        if hasChoice || isAllowed[edge] { note(edge, requests * (whole - failure(without: edge))) }
        last[edge] = -1
      }
      passedEdges.removeAll(keepingCapacity: true)
    }
    walk.reset()
  }

  private mutating func groupByEdge(_ start: Int) {
    for place in walk.passed {
      let edge = graph.nodeEdgeOf[Int(graph.trees.edges[start + place])]
      if last[edge] < 0 { passedEdges.append(edge) }
      before[place] = last[edge]
      last[edge] = Int32(place)
    }
  }

  private mutating func failure(without edge: Int) -> Double {
    // Every edge on the way of a single failure is all that carries it.
    if failing.count == 1 { return 0 }
    together.removeAll(keepingCapacity: true)
    var place = last[edge]
    while place >= 0 {
      together.append(Int(place))
      place = before[Int(place)]
    }
    return walk.failure(cutting: together)
  }

  private mutating func note(_ edge: Int, _ requests: Double) {
    guard requests > 0 else { return }
    if !isCandidate[edge] {
      isCandidate[edge] = true
      candidates.append(edge)
    }
    removed[edge] += requests
  }
}
