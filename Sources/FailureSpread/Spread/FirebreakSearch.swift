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
  /// By edge between nodes: whether an earlier choice cuts it.
  private var isCut: [Bool]
  private var total = 0.0
  /// The spread of the node at hand; by edge what cutting it would remove of that.
  private var own = Weight()
  private var placeInOwn: [Int32]
  /// What was found out about a node with nothing cut: the same for every question about it.
  private var known: [WeightKey: Weight] = [:]

  private struct WeightKey: Hashable {
    var node: Int
    var entry: UInt32?
  }

  private struct Weight {
    var total = 0.0
    var removed: [(edge: Int, requests: Double)] = []
  }

  init(_ graph: SpreadGraph, _ places: NodePlaces) {
    self.graph = graph
    self.places = places
    walk = FailureWalk(graph.trees)
    cut = Array(repeating: false, count: graph.summary.edges.keys.count)
    removed = Array(repeating: 0, count: graph.nodeEdges.count)
    isCandidate = Array(repeating: false, count: graph.nodeEdges.count)
    isAllowed = Array(repeating: false, count: graph.nodeEdges.count)
    isCut = Array(repeating: false, count: graph.nodeEdges.count)
    placeInOwn = Array(repeating: -1, count: graph.nodeEdges.count)
    last = Array(repeating: -1, count: graph.nodeEdges.count)
    before = Array(repeating: -1, count: graph.trees.largest)
  }

  mutating func best(_ question: FirebreakQuestion, count: Int) -> [FirebreakCandidate] {
    var chosen: [FirebreakCandidate] = []
    var whole = 0.0
    let most = question.edges.isEmpty ? count : min(count, question.edges.count)
    for edge in question.edges { isAllowed[edge] = true }
    while chosen.count < most {
      weigh(question)
      if chosen.isEmpty { whole = total }
      guard whole > 0, let best = pick(), removed[best] > whole * 0.01 else { break }
      chosen.append(FirebreakCandidate(edge: best, removes: removed[best] / whole))
      cut(best, true)
    }
    for candidate in chosen { cut(candidate.edge, false) }
    for edge in question.edges { isAllowed[edge] = false }
    return chosen
  }

  private mutating func cut(_ edge: Int, _ flag: Bool) {
    isCut[edge] = flag
    for operation in graph.nodeEdges[edge].operations { cut[Int(operation)] = flag }
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

  /// Adds the spread of one node.
  private mutating func weigh(_ node: Int, _ question: FirebreakQuestion) {
    let key = WeightKey(node: node, entry: question.entry)
    // A cut elsewhere changes nothing for this node.
    let weight: Weight
    if let known = known[key], !known.removed.contains(where: { isCut[$0.edge] }) {
      weight = known
    } else {
      weight = weighed(node, entry: question.entry)
      if known[key] == nil, !isCut.contains(true) { known[key] = weight }
    }
    total += weight.total
    for (edge, requests) in weight.removed where question.edges.isEmpty || isAllowed[edge] { note(edge, requests) }
  }

  /// The spread of one node, shape by shape.
  private mutating func weighed(_ node: Int, entry: UInt32?) -> Weight {
    own = Weight()
    let places =
      entry.map { self.places.places(of: node, entry: $0, graph.summary.shapes.shapes) } ?? self.places[node]
    var index = places.startIndex
    while index < places.endIndex {
      let shape = places[index].shape
      var end = index
      while end < places.endIndex, places[end].shape == shape { end += 1 }
      // Where a request enters by the node itself, it stands first.
      if places[index].place > 0 {
        failing.removeAll(keepingCapacity: true)
        for place in places[index..<end].reversed() { failing.append(Int(place.place)) }
        weigh(shape: Int(shape))
      }
      index = end
    }
    for (edge, _) in own.removed { placeInOwn[edge] = -1 }
    return own
  }

  private mutating func weigh(shape: Int) {
    let start = graph.trees.starts[shape]
    let requests = Double(graph.summary.shapes.shapes[shape].requests)
    let whole = walk.fail(failing, start: start, cut: cut).expected
    own.total += requests * whole
    if whole > 0 {
      groupByEdge(start)
      for edge in passedEdges {
        let taken = requests * (whole - failure(without: edge))
        if placeInOwn[edge] < 0 {
          placeInOwn[edge] = Int32(own.removed.count)
          own.removed.append((edge, 0))
        }
        own.removed[Int(placeInOwn[edge])].requests += taken
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
