public import CallClassification
internal import TraceModel

/// A path from an entry along waiting calls to where it stops, with the requests that ran along it.
public struct Chain: Sendable {
  /// Index into the `EntryTable`.
  public var entry: UInt32
  /// Operation edges, the entry's first call first: of all paths over these nodes the one that most requests took.
  public var edges: [UInt32]
  public var stop: ChainStop
  /// The edge at which it stops: of a handover, a detached call or a suppressed failure.
  public var stopEdge: UInt32?
  public var requests = 0
  public var exemplars = ExemplarSet()
}

/// Collects the chains of all shapes; those over the same nodes are folded. O(nodes of all shapes × depth).
public enum Chains {
  /// Deeper paths are cut here; no honest system waits through so many calls.
  public static let longest = 128

  public static func compute(_ graph: SpreadGraph) -> [Chain] {
    var chains: [Key: Folded] = [:]
    for shape in graph.summary.shapes.shapes { collect(shape, graph, &chains) }
    return chains.map { key, folded in
      let path = folded.paths.min { left, right in
        left.value != right.value ? left.value > right.value : precedes(left.key, right.key, graph)
      }
      return Chain(
        entry: key.entry, edges: path?.key.edges ?? [], stop: key.stop, stopEdge: path?.key.stopEdge,
        requests: folded.requests, exemplars: folded.exemplars)
    }
  }

  /// What makes two paths the same chain: the nodes, not the operations.
  private struct Key: Hashable {
    var entry: UInt32
    var nodes: [NodeID]
    var stop: ChainStop
    var beyond: NodeID?
  }

  private struct Path: Hashable {
    var edges: [UInt32]
    var stopEdge: UInt32?
  }

  private struct Folded {
    var requests = 0
    var exemplars = ExemplarSet()
    var paths: [Path: Int] = [:]
  }

  private static func precedes(_ left: Path, _ right: Path, _ graph: SpreadGraph) -> Bool {
    func names(_ path: Path) -> [String] {
      (path.edges + [path.stopEdge].compactMap { $0 }).map { edge in
        let key = graph.summary.edges.keys[Int(edge)]
        return graph.summary.names[key.calleeOperation] + "\u{0}" + graph.summary.names[key.callerOperation]
          + "\u{0}\(key.mechanism)"
      }
    }
    return names(left).lexicographicallyPrecedes(names(right))
  }

  private static func collect(_ shape: Shape, _ graph: SpreadGraph, _ chains: inout [Key: Folded]) {
    let nodes = shape.nodes
    var isOn = [Bool](repeating: false, count: nodes.count)
    var goesOn = [Bool](repeating: false, count: nodes.count)
    var depth = [Int](repeating: 0, count: nodes.count)
    var stops = [(stop: ChainStop, edge: UInt32?)](repeating: (.leaf, nil), count: nodes.count)
    for index in nodes.indices {
      guard index > 0 else {
        isOn[0] = true
        continue
      }
      let parent = Int(nodes[index].parent)
      guard isOn[parent] else { continue }
      let edge = nodes[index].edge
      if !graph.spreads(nodes[index]) {
        note(nodes[index].isHandover ? .queue : .detached, edge, at: parent, &stops)
      } else if graph.propagation[Int(edge)].isSuppressed {
        note(.fallback, edge, at: parent, &stops)
      } else if depth[parent] < longest {
        isOn[index] = true
        goesOn[parent] = true
        depth[index] = depth[parent] + 1
        if graph.kind(graph.summary.edges.keys[Int(edge)].callee) == .queue { stops[index] = (.queue, nil) }
      }
    }
    var counted = Set<Key>()
    for index in nodes.indices where index > 0 && isOn[index] && !goesOn[index] {
      var edges: [UInt32] = []
      var place = index
      while place > 0 {
        edges.append(nodes[place].edge)
        place = Int(nodes[place].parent)
      }
      edges.reverse()
      let keys = graph.summary.edges.keys
      let stop = stops[index]
      let key = Key(
        entry: shape.entry, nodes: edges.map { keys[Int($0)].callee }, stop: stop.stop,
        beyond: stop.edge.map { keys[Int($0)].callee })
      chains[key, default: Folded()].paths[Path(edges: edges, stopEdge: stop.edge), default: 0] += shape.requests
      // A request that reaches one end by several operations is one request.
      guard counted.insert(key).inserted else { continue }
      chains[key, default: Folded()].requests += shape.requests
      chains[key, default: Folded()].exemplars.merge(shape.exemplars)
    }
  }

  /// Of several reasons to stop the one that says most is kept: a queue before a fallback before a detached call.
  private static func note(
    _ stop: ChainStop, _ edge: UInt32, at place: Int, _ stops: inout [(stop: ChainStop, edge: UInt32?)]
  ) {
    func rank(_ stop: ChainStop) -> Int {
      switch stop {
      case .queue: 3
      case .fallback: 2
      case .detached: 1
      case .leaf: 0
      }
    }
    let known = stops[place]
    if rank(stop) > rank(known.stop) || rank(stop) == rank(known.stop) && edge < known.edge ?? .max {
      stops[place] = (stop, edge)
    }
  }
}
