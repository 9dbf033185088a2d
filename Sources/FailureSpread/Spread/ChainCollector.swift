internal import CallClassification
internal import TraceModel

/// Collects the chains of shapes, one shape after the other. The working arrays are kept from shape to shape.
struct ChainCollector {
  private let graph: SpreadGraph
  private let spreads: [Bool]
  private let isSuppressed: [Bool]
  private var steps: [Chains.Step] = []
  private var stepIndex = HashIndex()
  private var hops: [Chains.Hop] = []
  private var hopIndex = HashIndex()
  /// By entry: its hop, or -1.
  private var entryHops: [Int32]
  private var paths: [Path] = []
  private var pathIndex = HashIndex()
  private var folded: [Folded] = []
  private var foldedIndex = HashIndex()
  /// By node of the shape at hand: the step that leads there; `root` for the entry, `off` where no chain goes.
  private var stepOf: [Int32] = []
  private var goesOn: [Bool] = []
  private var stops: [Stop] = []

  private static let root: Int32 = -1
  private static let off: Int32 = -2

  private struct Stop: Equatable {
    var stop: ChainStop
    /// `ShapeNode.entryEdge` where no edge is the reason.
    var edge: UInt32
  }

  /// All requests that ran over the same calls and stopped at the same one.
  private struct Path {
    var step: Int32
    var stop: Stop
    var chain: Int
    var requests = 0
  }

  /// All paths over the same nodes.
  private struct Folded {
    var chain: Chain
    /// The node behind the edge where it stops.
    var beyond: NodeID
    var lastShape: Int
    var bestPath = -1
  }

  init(_ graph: SpreadGraph) {
    self.graph = graph
    spreads = graph.verdicts.map(\.spreadsFailure)
    isSuppressed = graph.propagation.map(\.isSuppressed)
    entryHops = Array(repeating: -1, count: graph.summary.entries.keys.count)
  }

  mutating func add(_ shape: Shape, number: Int) {
    follow(shape)
    for index in shape.nodes.indices where index > 0 && stepOf[index] >= 0 && !goesOn[index] {
      let path = pathIndex(of: stepOf[index], stops[index], shape.entry)
      paths[path].requests +|= shape.requests
      let chain = paths[path].chain
      // A request that reaches one end by several operations is one request.
      guard folded[chain].lastShape != number else { continue }
      folded[chain].lastShape = number
      folded[chain].chain.requests +|= shape.requests
      folded[chain].chain.exemplars.merge(shape.exemplars)
    }
  }

  func finish() -> ([Chain], [Chains.Step], [Chains.Hop]) {
    var folded = folded
    for (index, path) in paths.enumerated() {
      let best = folded[path.chain].bestPath
      if best < 0 || path.requests > paths[best].requests
        || path.requests == paths[best].requests && precedes(path, paths[best])
      {
        folded[path.chain].bestPath = index
      }
    }
    let chains = folded.map { folded in
      var chain = folded.chain
      guard paths.indices.contains(folded.bestPath) else { return chain }
      let path = paths[folded.bestPath]
      chain.last = Int(path.step)
      chain.stopEdge = path.stop.edge == ShapeNode.entryEdge ? nil : path.stop.edge
      return chain
    }
    return (chains, steps, hops)
  }

  // MARK: - One shape

  /// Finds the step of every node that a chain passes, and where chains stop.
  private mutating func follow(_ shape: Shape) {
    let count = shape.nodes.count
    Self.reset(&stepOf, count, Self.off)
    Self.reset(&goesOn, count, false)
    Self.reset(&stops, count, Stop(stop: .leaf, edge: ShapeNode.entryEdge))
    for (index, node) in shape.nodes.enumerated() {
      guard node.edge != ShapeNode.entryEdge, node.parent >= 0 else {
        stepOf[index] = Self.root
        continue
      }
      let parent = Int(node.parent)
      guard stepOf[parent] != Self.off else { continue }
      let edge = Int(node.edge)
      if !spreads[edge] {
        note(Stop(stop: node.isHandover ? .queue : .detached, edge: node.edge), at: parent)
      } else if isSuppressed[edge] {
        note(Stop(stop: .fallback, edge: node.edge), at: parent)
      } else if depth(stepOf[parent]) < Chains.longest {
        stepOf[index] = step(from: stepOf[parent], node.edge, shape.entry)
        goesOn[parent] = true
        if graph.kind(graph.summary.edges.keys[edge].callee) == .queue { stops[index].stop = .queue }
      }
    }
  }

  private static func reset<Element>(_ array: inout [Element], _ count: Int, _ value: Element) {
    array.removeAll(keepingCapacity: true)
    array.append(contentsOf: repeatElement(value, count: count))
  }

  private func depth(_ step: Int32) -> Int { step < 0 ? 0 : Int(steps[Int(step)].depth) }

  /// Of several reasons to stop the one that says most is kept: a queue before a fallback before a detached call.
  private mutating func note(_ stop: Stop, at place: Int) {
    func rank(_ stop: ChainStop) -> Int {
      switch stop {
      case .queue: 3
      case .fallback: 2
      case .detached: 1
      case .leaf: 0
      }
    }
    let known = stops[place]
    if known == stop { return }
    if rank(stop.stop) > rank(known.stop) || rank(stop.stop) == rank(known.stop) && precedes(stop.edge, known.edge) {
      stops[place] = stop
    }
  }

  // MARK: - Finding what was met before

  private mutating func step(from parent: Int32, _ edge: UInt32, _ entry: UInt32) -> Int32 {
    let above = parent < 0 ? UInt64(entry) | 1 << 32 : UInt64(UInt32(bitPattern: parent))
    let hash = ByteHash.combine(above, UInt64(edge))
    let hop = parent < 0 ? entryHop(entry) : steps[Int(parent)].hop
    if let known = stepIndex.find(
      hash,
      {
        steps[$0].parent == parent && steps[$0].edge == edge
          && (parent >= 0 || hops[Int(steps[$0].hop)].parent == hop)
      })
    {
      return Int32(known)
    }
    stepIndex.append(hash)
    let next = self.hop(from: hop, graph.summary.edges.keys[Int(edge)].callee)
    steps.append(Chains.Step(parent: parent, edge: edge, hop: next, depth: Int32(depth(parent) + 1)))
    return Int32(steps.count - 1)
  }

  private mutating func entryHop(_ entry: UInt32) -> Int32 {
    if entryHops[Int(entry)] >= 0 { return entryHops[Int(entry)] }
    // Never looked for by its hash: each entry has a hop of its own.
    hopIndex.append(ByteHash.combine(1 << 40, UInt64(entry)))
    hops.append(Chains.Hop(parent: -1, node: graph.summary.entries.keys[Int(entry)].node))
    entryHops[Int(entry)] = Int32(hops.count - 1)
    return entryHops[Int(entry)]
  }

  private mutating func hop(from parent: Int32, _ node: NodeID) -> Int32 {
    let hash = ByteHash.combine(UInt64(UInt32(bitPattern: parent)), UInt64(node.index))
    if let known = hopIndex.find(hash, { hops[$0].parent == parent && hops[$0].node == node }) { return Int32(known) }
    hopIndex.append(hash)
    hops.append(Chains.Hop(parent: parent, node: node))
    return Int32(hops.count - 1)
  }

  private mutating func pathIndex(of step: Int32, _ stop: Stop, _ entry: UInt32) -> Int {
    let hash = ByteHash.combine(ByteHash.combine(UInt64(UInt32(bitPattern: step)), UInt64(stop.edge)), stop.stop.number)
    if let known = pathIndex.find(hash, { paths[$0].step == step && paths[$0].stop == stop }) { return known }
    pathIndex.append(hash)
    paths.append(Path(step: step, stop: stop, chain: chain(of: steps[Int(step)].hop, stop, entry)))
    return paths.count - 1
  }

  private mutating func chain(of hop: Int32, _ stop: Stop, _ entry: UInt32) -> Int {
    let beyond = stop.edge == ShapeNode.entryEdge ? NodeID.none : graph.summary.edges.keys[Int(stop.edge)].callee
    let hash = ByteHash.combine(
      ByteHash.combine(UInt64(UInt32(bitPattern: hop)), UInt64(beyond.index)), stop.stop.number)
    if let known = foldedIndex.find(
      hash,
      {
        folded[$0].chain.hop == Int(hop) && folded[$0].chain.stop == stop.stop && folded[$0].beyond == beyond
      })
    {
      return known
    }
    foldedIndex.append(hash)
    folded.append(
      Folded(chain: Chain(entry: entry, last: -1, hop: Int(hop), stop: stop.stop), beyond: beyond, lastShape: -1))
    return folded.count - 1
  }

  // MARK: - Order by names

  /// Goes by the names along the way, and looks at those alone by which the two differ first.
  private func precedes(_ left: Path, _ right: Path) -> Bool {
    let (left, right) = (edges(left), edges(right))
    for (one, other) in zip(left, right) where one != other {
      if let order = order(one, other) { return order }
    }
    return left.count < right.count
  }

  /// The edges of a path in the order of the way, that at which it stops last.
  private func edges(_ path: Path) -> [UInt32] {
    var edges = path.stop.edge == ShapeNode.entryEdge ? [] : [path.stop.edge]
    var step = path.step
    while step >= 0 {
      edges.append(steps[Int(step)].edge)
      step = steps[Int(step)].parent
    }
    edges.reverse()
    return edges
  }

  private func precedes(_ left: UInt32, _ right: UInt32) -> Bool {
    let indices = graph.summary.edges.keys.indices
    guard indices.contains(Int(left)), indices.contains(Int(right)) else { return indices.contains(Int(right)) }
    return order(left, right) ?? false
  }

  /// Whether the first edge stands before the second; nothing if all their names are equal.
  private func order(_ left: UInt32, _ right: UInt32) -> Bool? {
    let (left, right) = (graph.summary.edges.keys[Int(left)], graph.summary.edges.keys[Int(right)])
    for part in 0..<5 {
      let names = (name(part, left), name(part, right))
      if names.0 != names.1 { return names.0 < names.1 }
    }
    return nil
  }

  private func name(_ part: Int, _ key: OperationEdgeKey) -> String {
    switch part {
    case 0: graph.name(key.callee)
    case 1: graph.summary.names[key.calleeOperation]
    case 2: graph.summary.names[key.callerOperation]
    case 3: key.via.isNone ? "" : graph.name(key.via)
    default: key.mechanism.rawValue
    }
  }
}

extension ChainStop {
  /// A small number for hashing; never written.
  fileprivate var number: UInt64 {
    switch self {
    case .leaf: 0
    case .queue: 1
    case .detached: 2
    case .fallback: 3
    }
  }
}
