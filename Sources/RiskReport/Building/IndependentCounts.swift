internal import CallClassification
internal import FailureSpread
internal import TraceModel

/// Units of work in which each edge, node and depth occurs: the independent observations that comparisons count by, since
/// the calls of one request come and go together. O(nodes of all shapes).
struct IndependentCounts {
  /// By index into `SpreadGraph.nodeEdges`.
  private(set) var edges: [Int]
  private(set) var nodes: [NodeID: Int] = [:]
  /// By entry: element `i` counts the units of work that wait for at least `i + 1` services one behind the other.
  private(set) var depths: [UInt32: [Int]] = [:]

  /// By node edge and by node: the last shape that it was seen in.
  private var seenEdges: [Int]
  private var seenNodes: [Int]
  private var byNode: [Int]
  /// By node of the shape at hand: services one behind the other up to each waiting call, zero where the request does not
  /// wait; and whether a message led there, which is a unit of work of its own, and counts there.
  private var waiting: [Int] = []
  private var isBehindMessage: [Bool] = []

  init(_ graph: SpreadGraph) {
    edges = Array(repeating: 0, count: graph.nodeEdges.count)
    seenEdges = Array(repeating: -1, count: graph.nodeEdges.count)
    let nodeCount = graph.summary.nodes.nodes.count
    seenNodes = Array(repeating: -1, count: nodeCount)
    byNode = Array(repeating: 0, count: nodeCount)
    let steps = graph.summary.edges.keys.indices.map { edge in
      let adds = graph.verdicts[edge].spreadsFailure && !graph.propagation[edge].isSuppressed
      return !adds ? -1 : graph.kind(graph.summary.edges.keys[edge].callee) == .service ? 1 : 0
    }
    for (number, shape) in graph.summary.shapes.shapes.enumerated() { count(shape, number, graph, steps) }
    for (index, requests) in byNode.enumerated() where requests > 0 { nodes[NodeID(index: UInt32(index))] = requests }
  }

  /// - Parameter steps: by edge of operations: how many services a call adds to the depth; -1 where it is not waited for.
  private mutating func count(_ shape: Shape, _ number: Int, _ graph: SpreadGraph, _ steps: [Int]) {
    waiting.removeAll(keepingCapacity: true)
    isBehindMessage.removeAll(keepingCapacity: true)
    var depth = 1
    for node in shape.nodes {
      guard node.edge != ShapeNode.entryEdge, node.parent >= 0 else {
        waiting.append(1)
        isBehindMessage.append(false)
        see(graph.summary.entries.keys[Int(shape.entry)].node, number, shape.requests)
        continue
      }
      let (parent, edge) = (Int(node.parent), Int(node.edge))
      if !isBehindMessage[parent], seenEdges[graph.nodeEdgeOf[edge]] != number {
        seenEdges[graph.nodeEdgeOf[edge]] = number
        edges[graph.nodeEdgeOf[edge]] +|= shape.requests
      }
      isBehindMessage.append(node.isHandover || isBehindMessage[parent])
      if !node.isHandover, !isBehindMessage[parent] {
        see(graph.summary.edges.keys[edge].callee, number, shape.requests)
      }
      let reached = waiting[parent] > 0 && steps[edge] >= 0 ? waiting[parent] + steps[edge] : 0
      waiting.append(reached)
      depth = max(depth, reached)
    }
    var reached = depths.removeValue(forKey: shape.entry) ?? []
    while reached.count < depth { reached.append(0) }
    for index in 0..<depth { reached[index] +|= shape.requests }
    depths[shape.entry] = reached
  }

  private mutating func see(_ node: NodeID, _ shape: Int, _ requests: Int) {
    let index = Int(node.index)
    guard seenNodes.indices.contains(index), seenNodes[index] != shape else { return }
    seenNodes[index] = shape
    byNode[index] +|= requests
  }
}
