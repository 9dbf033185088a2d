internal import CallClassification

/// Searches for the best firebreaks against one spread after the other. What is worked out for one is kept for the others.
struct FirebreakSearch {
  private let graph: SpreadGraph
  private var weights: FailureWeights
  /// By edge of operations, and by edge between nodes: whether an earlier choice cuts it.
  private var cut: [Bool]
  private var isCut: [Bool]
  private var cuts = 0
  /// By edge between nodes: whether it may be chosen; empty when all may.
  private var isAllowed: [Bool] = []
  /// The spread, and by edge between nodes what cutting it would remove.
  private var spread: Tally
  /// The same of the node at hand.
  private var own: Tally

  /// Requests that fail, and by edge between nodes how many less would without it.
  private struct Tally {
    var total = 0.0
    var removed: [Double]
    /// The edges that something stands at.
    var touched: [Int32] = []
    var isTouched: [Bool]

    init(_ edges: Int) {
      removed = Array(repeating: 0, count: edges)
      isTouched = Array(repeating: false, count: edges)
    }

    mutating func add(_ edge: Int32, _ requests: Double) {
      if !isTouched[Int(edge)] {
        isTouched[Int(edge)] = true
        touched.append(edge)
      }
      removed[Int(edge)] += requests
    }

    mutating func reset() {
      for edge in touched {
        removed[Int(edge)] = 0
        isTouched[Int(edge)] = false
      }
      touched.removeAll(keepingCapacity: true)
      total = 0
    }
  }

  init(_ graph: SpreadGraph, _ places: NodePlaces) {
    self.graph = graph
    weights = FailureWeights(graph, places)
    cut = Array(repeating: false, count: graph.summary.edges.keys.count)
    isCut = Array(repeating: false, count: graph.nodeEdges.count)
    spread = Tally(graph.nodeEdges.count)
    own = Tally(graph.nodeEdges.count)
  }

  mutating func best(_ question: FirebreakQuestion, count: Int) -> [FirebreakCandidate] {
    var chosen: [FirebreakCandidate] = []
    var whole = 0.0
    let most = question.edges.isEmpty ? count : min(count, question.edges.count)
    let failing = Set(question.nodes)
    if !question.edges.isEmpty { isAllowed = Array(repeating: false, count: graph.nodeEdges.count) }
    for edge in question.edges { isAllowed[edge] = true }
    while chosen.count < most {
      weigh(question)
      if chosen.isEmpty { whole = spread.total }
      guard whole > 0, let best = pick(near: failing), spread.removed[best] > whole * 0.01 else { break }
      chosen.append(FirebreakCandidate(edge: best, removes: spread.removed[best] / whole))
      cut(best, true)
    }
    for candidate in chosen { cut(candidate.edge, false) }
    isAllowed = []
    return chosen
  }

  private mutating func cut(_ edge: Int, _ flag: Bool) {
    isCut[edge] = flag
    cuts += flag ? 1 : -1
    for operation in graph.nodeEdges[edge].operations { cut[Int(operation)] = flag }
  }

  /// The edge that removes most; of equal ones one that leads to what fails, then the first by name.
  private func pick(near failing: Set<NodeID>) -> Int? {
    spread.touched.lazy.map(Int.init).max { left, right in
      let leftValue = (spread.removed[left] * 1e6).rounded()
      let rightValue = (spread.removed[right] * 1e6).rounded()
      if leftValue != rightValue { return leftValue < rightValue }
      let isNear = (
        failing.contains(graph.nodeEdges[left].callee), failing.contains(graph.nodeEdges[right].callee)
      )
      return isNear.0 != isNear.1 ? isNear.1 : isBehind(left, right)
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
    spread.reset()
    if !question.nodes.isEmpty {
      for node in question.nodes {
        let node = Int(node.index)
        add(runs: question.entry.map { weights.places.runs(of: node, entry: $0) } ?? weights.places.runs(of: node))
      }
    } else if let entry = question.entry {
      for run in weights.places.runs(ofEntry: entry) { add(runs: run..<run + 1) }
    } else {
      for node in 0..<weights.places.count { add(runs: weights.places.runs(of: node)) }
    }
  }

  /// Adds the spread of one node.
  private mutating func add(runs: Range<Int>) {
    for run in runs {
      let end = weights.places.runs[run].places.upperBound
      for record in weights.records(of: run) { add(record, end) }
    }
    spread.total += own.total
    for edge in own.touched where own.removed[Int(edge)] > 0 { spread.add(edge, own.removed[Int(edge)]) }
    own.reset()
  }

  /// Adds the spread of one node in one shape. A cut elsewhere changes nothing for it.
  private mutating func add(_ record: Int, _ end: Int) {
    guard cuts > 0, weights.edges(of: record).contains(where: { isCut[Int(weights.edges[$0])] }) else {
      return add(record)
    }
    add(weights.weighAnew(record, end: end, cut: cut, wanted: isAllowed))
    weights.forgetLast()
  }

  private mutating func add(_ record: Int) {
    own.total += weights.records[record].total
    for index in weights.edges(of: record) where isAllowed.isEmpty || isAllowed[Int(weights.edges[index])] {
      own.add(weights.edges[index], weights.taken[index])
    }
  }
}
