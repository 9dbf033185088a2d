public import CallClassification

/// A node that stands on every waiting path from an entry to some other nodes.
public struct EntryDominator: Sendable, Equatable {
  /// Index into the `EntryTable`.
  public var entry: UInt32
  public var node: NodeID
  /// The nodes that the entry's requests reach only through it.
  public var protects: [NodeID]
}

/// Finds, for every entry, the nodes whose firebreak would protect it from all that lies behind them.
///
/// The ground is the graph of the calls that requests of this entry wait for and whose failure was not seen to be
/// survived: the entry's own execution is the root. Every path of a single request is a path of this graph, so what
/// dominates a node here stands on the way to it in every request that was seen.
public enum EntryDominators {
  /// The dominators that stand before at least one other node, entry by entry; those that protect from most nodes first,
  /// of equal ones the first by name.
  ///
  /// - Parameter most: so many an entry at most.
  public static func compute(_ graph: SpreadGraph, most: Int) -> [[EntryDominator]] {
    let shapes = EntryShapes(graph.summary)
    let isSuppressed = graph.propagation.map(\.isSuppressed)
    var numbers = [Int](repeating: -1, count: graph.summary.nodes.nodes.count)
    return (0..<shapes.count).map { entry in
      let root = graph.summary.entries.keys[entry].node
      guard numbers.indices.contains(Int(root.index)), !shapes[entry].isEmpty else { return [] }
      let needed = NeededNodes(root, shapes[entry], graph, isSuppressed, &numbers)
      return dominators(UInt32(entry), needed, graph, most: most)
    }
  }

  private static func dominators(
    _ entry: UInt32, _ needed: NeededNodes, _ graph: SpreadGraph, most: Int
  ) -> [EntryDominator] {
    let tree = DominatorTree(count: needed.nodes.count, edges: needed.edges)
    let counts = tree.dominated
    let best = tree.order.dropFirst().filter { counts[$0] > 0 }
      .map { (vertex: $0, count: counts[$0], name: graph.name(needed.nodes[$0])) }
      .sorted { $0.count != $1.count ? $0.count > $1.count : $0.name < $1.name }
      .prefix(most)
    return best.map { best in
      var isBelow = [Bool](repeating: false, count: needed.nodes.count)
      var protects: [NodeID] = []
      // In this order a dominator comes before what it dominates.
      for vertex in tree.order where tree.immediate[vertex] >= 0 {
        let above = tree.immediate[vertex]
        guard above == best.vertex || isBelow[above] else { continue }
        isBelow[vertex] = true
        protects.append(needed.nodes[vertex])
      }
      return EntryDominator(
        entry: entry, node: needed.nodes[best.vertex], protects: protects.sorted { graph.name($0) < graph.name($1) })
    }
  }
}

/// The nodes that requests of an entry need, and the calls between them.
private struct NeededNodes {
  /// By vertex; the entry's own first.
  var nodes: [NodeID]
  var edges: [(from: Int, to: Int)] = []

  /// - Parameter numbers: by node -1; left as it was found.
  init(
    _ root: NodeID, _ shapes: ArraySlice<Int>, _ graph: SpreadGraph, _ isSuppressed: [Bool], _ numbers: inout [Int]
  ) {
    let trees = graph.trees
    nodes = [root]
    numbers[Int(root.index)] = 0
    var seen = Set<UInt32>()
    var isNeeded: [Bool] = []
    for shape in shapes {
      let places = trees.places(of: shape)
      isNeeded.removeAll(keepingCapacity: true)
      for place in places {
        let parent = Int(trees.parents[place])
        isNeeded.append(parent < 0 || isNeeded[parent] && !isSuppressed[Int(trees.edges[place])])
        // All calls of an edge of operations lead between the same two nodes.
        guard parent >= 0, isNeeded[place - places.lowerBound], seen.insert(trees.edges[place]).inserted else {
          continue
        }
        let callee = Int(trees.nodes[place])
        if numbers[callee] < 0 {
          numbers[callee] = nodes.count
          nodes.append(NodeID(index: trees.nodes[place]))
        }
        edges.append((numbers[Int(trees.nodes[places.lowerBound + parent])], numbers[callee]))
      }
    }
    for node in nodes { numbers[Int(node.index)] = -1 }
  }
}
