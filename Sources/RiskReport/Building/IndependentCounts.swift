internal import CallClassification
internal import FailureSpread

/// Units of work in which each edge, node and depth occurs: the independent observations that comparisons count by, since
/// the calls of one request come and go together. O(nodes of all shapes).
struct IndependentCounts {
  /// By index into `SpreadGraph.nodeEdges`.
  private(set) var edges: [Int]
  private(set) var nodes: [NodeID: Int] = [:]
  /// By entry: element `i` counts the units of work that wait for at least `i + 1` services one behind the other.
  private(set) var depths: [UInt32: [Int]] = [:]

  init(_ graph: SpreadGraph) {
    edges = Array(repeating: 0, count: graph.nodeEdges.count)
    for shape in graph.summary.shapes.shapes { count(shape, graph) }
  }

  private mutating func count(_ shape: Shape, _ graph: SpreadGraph) {
    let entry = graph.summary.entries.keys[Int(shape.entry)]
    var seenEdges: Set<Int> = []
    var seenNodes: Set<NodeID> = [entry.node]
    // Services one behind the other up to each waiting call; zero where the request does not wait.
    var waiting = Array(repeating: 0, count: shape.nodes.count)
    if !waiting.isEmpty { waiting[0] = 1 }
    // What a message leads to is a unit of work of its own, and counts there.
    var isBehindMessage = Array(repeating: false, count: shape.nodes.count)
    for (index, node) in shape.nodes.enumerated() where index > 0 && node.edge != ShapeNode.entryEdge {
      isBehindMessage[index] = node.isHandover || isBehindMessage[Int(node.parent)]
      let key = graph.summary.edges.keys[Int(node.edge)]
      if !isBehindMessage[Int(node.parent)] { seenEdges.insert(graph.nodeEdgeOf[Int(node.edge)]) }
      if !isBehindMessage[index] { seenNodes.insert(key.callee) }
      let before = waiting[Int(node.parent)]
      if before > 0, graph.spreads(node), !graph.propagation[Int(node.edge)].isSuppressed {
        waiting[index] = before + (graph.kind(key.callee) == .service ? 1 : 0)
      }
    }
    for edge in seenEdges { edges[edge] += shape.requests }
    for node in seenNodes { nodes[node, default: 0] += shape.requests }
    let depth = max(1, waiting.max() ?? 1)
    var reached = depths[shape.entry] ?? []
    while reached.count < depth { reached.append(0) }
    for index in 0..<depth { reached[index] += shape.requests }
    depths[shape.entry] = reached
  }
}
