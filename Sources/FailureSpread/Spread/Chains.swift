public import CallClassification

/// A path from an entry along waiting calls to where it stops, with the requests that ran along it.
public struct Chain: Sendable {
  /// Index into the `EntryTable`.
  public var entry: UInt32
  /// Operation edges, the entry's first call first.
  public var edges: [UInt32]
  public var stop: ChainStop
  /// The edge at which it stops: of a handover, a detached call or a suppressed failure.
  public var stopEdge: UInt32?
  public var requests = 0
  public var exemplars = ExemplarSet()
}

/// Collects the chains of all shapes; equal ones are folded. O(nodes of all shapes × depth).
public enum Chains {
  /// Deeper paths are cut here; no honest system waits through so many calls.
  public static let longest = 128

  public static func compute(_ graph: SpreadGraph) -> [Chain] {
    var chains: [Key: Chain] = [:]
    for shape in graph.summary.shapes.shapes { collect(shape, graph, &chains) }
    return Array(chains.values)
  }

  private struct Key: Hashable {
    var entry: UInt32
    var edges: [UInt32]
    var stop: ChainStop
    var stopEdge: UInt32?
  }

  private static func collect(_ shape: Shape, _ graph: SpreadGraph, _ chains: inout [Key: Chain]) {
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
    for index in nodes.indices where index > 0 && isOn[index] && !goesOn[index] {
      var edges: [UInt32] = []
      var place = index
      while place > 0 {
        edges.append(nodes[place].edge)
        place = Int(nodes[place].parent)
      }
      edges.reverse()
      let key = Key(entry: shape.entry, edges: edges, stop: stops[index].stop, stopEdge: stops[index].edge)
      var chain = chains[key] ?? Chain(entry: key.entry, edges: key.edges, stop: key.stop, stopEdge: key.stopEdge)
      chain.requests += shape.requests
      chain.exemplars.merge(shape.exemplars)
      chains[key] = chain
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
