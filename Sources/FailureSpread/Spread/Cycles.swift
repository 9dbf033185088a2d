public import CallClassification
internal import TraceModel

/// A path of waiting calls that returns to a service it came from.
public struct SynchronousCycle: Sendable {
  /// Around the cycle, the first not repeated at the end.
  public var services: [NodeID]
  /// Whether single requests ran around it.
  public var isReentrant: Bool
  public var requests = 0
  public var exemplars = ExemplarSet()
}

/// Finds synchronous cycles: those that single requests run around, and those that exist only when requests are laid over
/// each other.
public enum Cycles {
  /// So many ways back are followed in one shape: of more, the shortest. Only traces of tens of thousands of calls have
  /// that many.
  public static let mostReturns = 1_000

  /// - Returns: the cycles, and how many ways back were left out.
  public static func compute(_ graph: SpreadGraph) -> (cycles: [SynchronousCycle], leftOut: Int) {
    let (reentrant, leftOut) = reentrantCycles(graph)
    let covered = Set(reentrant.map { Set($0.services) })
    let components = stronglyConnected(graph).filter { component in
      !covered.contains { $0.isSuperset(of: component) }
    }
    return (reentrant + components.map { SynchronousCycle(services: $0, isReentrant: false) }, leftOut)
  }

  private static func reentrantCycles(_ graph: SpreadGraph) -> ([SynchronousCycle], leftOut: Int) {
    var cycles: [[NodeID]: SynchronousCycle] = [:]
    var above: [UInt64] = []
    var leftOut = 0
    for (index, shape) in graph.summary.shapes.shapes.enumerated() {
      let places = graph.trees.places(of: index)
      var found = returns(in: places, graph.trees, &above)
      leftOut += keepShortest(&found)
      for services in Set(found.map { path(of: $0, places, graph) }) {
        var cycle = cycles[services] ?? SynchronousCycle(services: services, isReentrant: true)
        cycle.requests +|= shape.requests
        cycle.exemplars.merge(shape.exemplars)
        cycles[services] = cycle
      }
    }
    return (Array(cycles.values), leftOut)
  }

  /// A place whose node executes further up already, with others in between.
  private struct Return {
    var place: Int
    var length: Int
  }

  /// - Parameter above: by place, one bit of 64 for each node on the way up: where the own one is not set, no look back
  ///   is needed.
  private static func returns(in places: Range<Int>, _ trees: WaitingTrees, _ above: inout [UInt64]) -> [Return] {
    var found: [Return] = []
    above.removeAll(keepingCapacity: true)
    for place in places {
      let here = trees.nodes[place]
      let bit: UInt64 = 1 << UInt64(here & 63)
      let parent = Int(trees.parents[place])
      let way = parent < 0 ? 0 : above[parent]
      above.append(way | bit)
      guard way & bit != 0 else { continue }
      var (length, back) = (1, parent)
      while back >= 0, length <= Chains.longest, trees.nodes[places.lowerBound + back] != here {
        back = Int(trees.parents[places.lowerBound + back])
        length += 1
      }
      if back >= 0, length > 1, length <= Chains.longest { found.append(Return(place: place, length: length)) }
    }
    return found
  }

  /// Keeps those up to a length, so that not too many are left whatever their order; returns how many went.
  private static func keepShortest(_ returns: inout [Return]) -> Int {
    guard returns.count > mostReturns else { return 0 }
    var counts = [Int](repeating: 0, count: Chains.longest + 1)
    for found in returns { counts[found.length] += 1 }
    var (longest, kept) = (0, 0)
    while longest < Chains.longest, kept == 0 || kept + counts[longest + 1] <= mostReturns {
      longest += 1
      kept += counts[longest]
    }
    let before = returns.count
    returns.removeAll { $0.length > longest }
    return before - returns.count
  }

  /// The nodes around a cycle.
  private static func path(of found: Return, _ places: Range<Int>, _ graph: SpreadGraph) -> [NodeID] {
    var nodes: [NodeID] = []
    var place = found.place
    for _ in 0..<found.length {
      nodes.append(NodeID(index: graph.trees.nodes[place]))
      place = places.lowerBound + Int(graph.trees.parents[place])
    }
    return rotated([nodes[0]] + nodes.dropFirst().reversed(), graph)
  }

  /// The same cycle, beginning with the smallest name.
  private static func rotated(_ services: [NodeID], _ graph: SpreadGraph) -> [NodeID] {
    let names = services.map { graph.name($0) }
    guard let first = names.indices.min(by: { names[$0] < names[$1] }) else { return services }
    return Array(services[first...] + services[..<first])
  }

  /// Groups of services that all reach each other over waiting calls (Tarjan 1972), without recursion.
  private static func stronglyConnected(_ graph: SpreadGraph) -> [[NodeID]] {
    let count = graph.summary.nodes.nodes.count
    var next = [[Int]](repeating: [], count: count)
    for edge in graph.nodeEdges where edge.verdict.spreadsFailure && edge.caller != edge.callee {
      guard Int(edge.caller.index) < count, Int(edge.callee.index) < count else { continue }
      next[Int(edge.caller.index)].append(Int(edge.callee.index))
    }
    var index = [Int](repeating: -1, count: count)
    var lowest = [Int](repeating: 0, count: count)
    var isOpen = [Bool](repeating: false, count: count)
    var open: [Int] = []
    var counter = 0
    var components: [[NodeID]] = []
    for start in 0..<count where index[start] < 0 {
      var stack = [(node: start, edge: 0)]
      while let frame = stack.last {
        if frame.edge == 0, index[frame.node] < 0 {
          index[frame.node] = counter
          lowest[frame.node] = counter
          counter += 1
          open.append(frame.node)
          isOpen[frame.node] = true
        }
        if frame.edge < next[frame.node].count {
          stack[stack.count - 1].edge += 1
          let target = next[frame.node][frame.edge]
          if index[target] < 0 {
            stack.append((target, 0))
          } else if isOpen[target] {
            lowest[frame.node] = min(lowest[frame.node], index[target])
          }
          continue
        }
        stack.removeLast()
        if let above = stack.last { lowest[above.node] = min(lowest[above.node], lowest[frame.node]) }
        guard lowest[frame.node] == index[frame.node] else { continue }
        var component: [NodeID] = []
        while let member = open.popLast() {
          isOpen[member] = false
          component.append(NodeID(index: UInt32(member)))
          if member == frame.node { break }
        }
        if component.count > 1 { components.append(component.sorted { graph.name($0) < graph.name($1) }) }
      }
    }
    return components
  }
}
