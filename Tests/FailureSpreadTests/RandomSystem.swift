import CallClassification
@testable import FailureSpread
import TestSupport
import TraceModel

/// Summaries made up at random: a few nodes, edges with observed failures, shapes of waiting calls and of messages.
struct RandomSystem {
  var summary: Summary
  private var generator: SplitMix

  init(seed: UInt64, nodes: Int = 6, shapes: Int = 8, calls: Int = 14) {
    generator = SplitMix(state: seed)
    summary = Summary(names: NameTable(), nodes: NodeTable())
    let names = (0..<nodes).map { summary.names.intern("n\($0)") }
    let ids = names.map { summary.nodes.intern(Node(kind: .service, name: $0)) }
    let operation = summary.names.intern("work")
    let entries = ids.prefix(2).map {
      summary.entries.intern(EntryKey(node: $0, operation: operation, kind: .request))
    }
    for caller in ids {
      for callee in ids where callee != caller {
        let edge = summary.edges.intern(
          OperationEdgeKey(
            caller: caller, callerOperation: operation, callee: callee, calleeOperation: operation, mechanism: .http))
        let failures = Int.random(in: 0..<12, using: &generator)
        summary.edges.statistics[Int(edge)].calls = 100
        summary.edges.statistics[Int(edge)].logicalCalls = 100
        summary.edges.statistics[Int(edge)].waits = 100
        summary.edges.statistics[Int(edge)].calleeFailures = failures
        summary.edges.statistics[Int(edge)].propagated = Int.random(in: 0...failures, using: &generator)
      }
    }
    for _ in 0..<shapes {
      let entry = entries[Int.random(in: 0..<entries.count, using: &generator)]
      let tree = tree(of: summary.entries.keys[Int(entry)].node, calls: calls)
      let requests = Int.random(in: 1..<50, using: &generator)
      let place = summary.shapes.insert(
        Shape(entry: entry, nodes: tree), hash: UInt64.random(in: .min ... .max, using: &generator))
      summary.shapes.count(place, requests: requests, errors: 0, exemplars: ExemplarSet())
      summary.entries.statistics[Int(entry)].requests += requests
    }
  }

  var graph: SpreadGraph { SpreadGraph(summary: summary) }

  /// Adds a shape of the first entry; where calls go back little, it is deep.
  mutating func addShape(calls: Int, back: Int) {
    let place = summary.shapes.insert(
      Shape(entry: 0, nodes: tree(of: summary.entries.keys[0].node, calls: calls, back: back)),
      hash: UInt64.random(in: .min ... .max, using: &generator))
    summary.shapes.count(place, requests: 10, errors: 0, exemplars: ExemplarSet())
  }

  /// A tree in pre-order: each call hangs below the last one or one of those above it.
  ///
  /// - Parameter back: so many calls above the last one at most.
  private mutating func tree(of entry: NodeID, calls: Int, back: Int = .max) -> [ShapeNode] {
    var nodes = [ShapeNode(edge: ShapeNode.entryEdge, parent: -1, subtreeEnd: Int32(calls + 1))]
    var way: [(place: Int32, node: NodeID)] = [(0, entry)]
    for place in 1...calls {
      way.removeLast(Int.random(in: 0...min(back, way.count - 1), using: &generator))
      guard let above = way.last else { continue }
      let edges = summary.edges.keys.indices.filter { summary.edges.keys[$0].caller == above.node }
      let edge = edges[Int.random(in: 0..<edges.count, using: &generator)]
      nodes.append(ShapeNode(edge: UInt32(edge), parent: above.place, subtreeEnd: Int32(place + 1)))
      way.append((Int32(place), summary.edges.keys[edge].callee))
    }
    return nodes
  }
}

/// The formula of spread, written as it is defined and with no thought of cost.
enum PlainSpread {
  /// The probability that the execution at a place fails when some nodes fail and some edges between nodes are cut.
  static func failure(
    of place: Int, in shape: Shape, _ graph: SpreadGraph, failing: Set<NodeID>, cut: Set<Int> = [],
    _ odds: (PropagationEstimate) -> Double = { $0.probability }
  ) -> Double {
    if failing.contains(node(place, shape, graph)) { return 1 }
    var survival = 1.0
    for child in shape.nodes.indices where shape.nodes[child].parent == Int32(place) {
      let edge = Int(shape.nodes[child].edge)
      if !graph.spreads(shape.nodes[child]) || cut.contains(graph.nodeEdgeOf[edge]) { continue }
      survival *=
        1 - odds(graph.propagation[edge]) * failure(of: child, in: shape, graph, failing: failing, cut: cut, odds)
    }
    return 1 - survival
  }

  static func node(_ place: Int, _ shape: Shape, _ graph: SpreadGraph) -> NodeID {
    let edge = shape.nodes[place].edge
    return edge == ShapeNode.entryEdge
      ? graph.summary.entries.keys[Int(shape.entry)].node : graph.summary.edges.keys[Int(edge)].callee
  }

  /// Requests that are expected to fail with one node, without those that enter by it.
  static func spread(of node: NodeID, entry: UInt32?, _ graph: SpreadGraph, cut: Set<Int> = []) -> Double {
    graph.summary.shapes.shapes.reduce(0) { sum, shape in
      guard entry == nil || entry == shape.entry, self.node(0, shape, graph) != node else { return sum }
      return sum + Double(shape.requests) * failure(of: 0, in: shape, graph, failing: [node], cut: cut)
    }
  }
}
