internal import CallClassification

/// The waiting calls of every shape in flat arrays: what is left of the shapes for asking how failures spread.
///
/// A *place* is an execution that a request waits for: the request's own first, then the callees in pre-order, each shape
/// behind the one before. Calls that nobody waits for are left out with all below them.
struct WaitingTrees: Sendable {
  /// By shape: where its places begin; one element more than there are shapes.
  private(set) var starts: [Int] = [0]
  /// By place: the caller's place, counted from the start of the shape; -1 for the request's own execution.
  private(set) var parents: [Int32] = []
  /// By place: the edge of operations that leads there; `ShapeNode.entryEdge` for the request's own execution.
  private(set) var edges: [UInt32] = []
  /// By place: the index of the node that executes.
  private(set) var nodes: [UInt32] = []
  /// By edge of operations.
  private(set) var odds: [Odds] = []
  /// The places of the largest shape.
  private(set) var largest = 0

  init() {}

  init(_ graph: SpreadGraph) {
    let summary = graph.summary
    odds = graph.propagation.map(Odds.init)
    let spreads = graph.verdicts.map(\.spreadsFailure)
    let callees = summary.edges.keys.map(\.callee.index)
    let nodeCount = summary.nodes.nodes.count
    var places: [Int32] = []
    for shape in summary.shapes.shapes {
      let start = nodes.count
      places.removeAll(keepingCapacity: true)
      for node in shape.nodes {
        let parent = node.parent < 0 ? -1 : places[Int(node.parent)]
        if node.edge == ShapeNode.entryEdge {
          places.append(Int32(nodes.count - start))
          append(parent: -1, edge: node.edge, node: summary.entries.keys[Int(shape.entry)].node.index)
        } else if parent >= 0, spreads[Int(node.edge)], callees[Int(node.edge)] < nodeCount {
          places.append(Int32(nodes.count - start))
          append(parent: parent, edge: node.edge, node: callees[Int(node.edge)])
        } else {
          places.append(-1)
        }
      }
      starts.append(nodes.count)
      largest = max(largest, nodes.count - start)
    }
  }

  private mutating func append(parent: Int32, edge: UInt32, node: UInt32) {
    parents.append(parent)
    edges.append(edge)
    nodes.append(node)
  }

  /// The places of a shape.
  func places(of shape: Int) -> Range<Int> { starts[shape]..<starts[shape + 1] }
}

/// The probability that a call's failure fails its caller, with the bounds of its interval.
struct Odds: Sendable, Equatable {
  var expected: Double
  var low: Double
  var high: Double

  init(expected: Double, low: Double, high: Double) {
    self.expected = expected
    self.low = low
    self.high = high
  }

  init(_ estimate: PropagationEstimate) {
    self.init(expected: estimate.probability, low: estimate.low, high: estimate.high)
  }

  static let certain = Odds(expected: 1, low: 1, high: 1)
  static let impossible = Odds(expected: 0, low: 0, high: 0)

  /// Of two things that both must happen.
  static func * (left: Odds, right: Odds) -> Odds {
    Odds(expected: left.expected * right.expected, low: left.low * right.low, high: left.high * right.high)
  }

  /// That it does not happen.
  var complement: Odds { Odds(expected: 1 - expected, low: 1 - low, high: 1 - high) }
}
