internal import TraceModel
public import CallClassification

/// What fails in one go: a node, or a failure domain with all its members.
public enum FailureTarget: Hashable, Sendable {
  case node(NodeID)
  case domain(FailureDomain)
  /// Nodes that a simulation lets fail together.
  case several
}

/// How many requests of one entry fail with one target.
public struct EntryBlastRadius: Sendable {
  public var target: FailureTarget
  /// Index into the `EntryTable`.
  public var entry: UInt32
  /// Requests that wait for the node, directly or through others; how many of them failed.
  public var requests = 0
  public var errors = 0
  /// Expected number of failed requests, and with the lower and upper bounds of every propagation.
  public var expected = 0.0
  public var low = 0.0
  public var high = 0.0
  public var exemplars = ExemplarSet()
  /// The edges of operations that the spread passes over, each once.
  public var edges: [UInt32] = []
}

extension EntryBlastRadius {
  /// The requests of the entry that show whether they wait for the node. Those that failed without having reached it do
  /// not: they may have been cut short before.
  public func telling(of statistics: EntryStatistics) -> Int {
    max(requests, statistics.requests -| max(0, statistics.errors -| errors), 1)
  }
}

/// Computes blast radii on shapes: for each request on its own, never on the union of all requests.
///
/// A node fails a request when a path of waiting calls leads from the request to it. Structurally every such call is hard;
/// the expectation weighs each with its propagation probability, calls of one execution taken as independent.
/// O(places of the shapes + the places that each failure passes on its way up).
public enum BlastRadiusAnalysis {
  /// The blast radii of all pairs of target and entry that reach each other; grouped by entry, in no particular order
  /// within one.
  ///
  /// - Parameter threads: so many may work at once; the result is the same.
  public static func compute(_ graph: SpreadGraph, threads: Int = 1) -> [EntryBlastRadius] {
    let shapes = EntryShapes(graph.summary)
    let targets = FailureTargets(graph.summary)
    return SharedWork.run(shapes.count, threads: shapes.isWorthThreads(graph.trees) ? threads : 1) {
      EntryRadii(graph, targets)
    } work: { worker, entry in
      worker.compute(UInt32(entry), shapes[entry])
    }
    .flatMap { $0 }
  }

  /// The blast radii of several nodes that fail at once, by entry.
  public static func compute(_ graph: SpreadGraph, failing: Set<NodeID>) -> [UInt32: EntryBlastRadius] {
    var isFailing = [Bool](repeating: false, count: graph.summary.nodes.nodes.count)
    for node in failing where isFailing.indices.contains(Int(node.index)) { isFailing[Int(node.index)] = true }
    let walk = FailureWalk(graph.trees)
    var radii: [UInt32: EntryBlastRadius] = [:]
    for (index, shape) in graph.summary.shapes.shapes.enumerated() {
      let places = graph.trees.places(of: index)
      let failing = places.reversed().filter { isFailing[Int(graph.trees.nodes[$0])] }
        .map { Int32($0 - places.lowerBound) }
      guard !failing.isEmpty else { continue }
      let odds = walk.fail(failing, start: places.lowerBound)
      radii[shape.entry, default: EntryBlastRadius(target: .several, entry: shape.entry)].add(shape, odds)
    }
    return radii
  }
}

extension EntryBlastRadius {
  /// Adds the requests of a shape that fail with these odds.
  mutating func add(_ shape: Shape, _ odds: Odds) {
    if requests == 0 { exemplars = shape.exemplars } else { exemplars.merge(shape.exemplars) }
    requests +|= shape.requests
    errors +|= shape.errors
    expected += Double(shape.requests) * odds.expected
    low += Double(shape.requests) * odds.low
    high += Double(shape.requests) * odds.high
  }
}

/// The shapes of each entry, in their order.
struct EntryShapes {
  private var starts: [Int]
  private var shapes: [Int]

  init(_ summary: Summary) {
    starts = Array(repeating: 0, count: summary.entries.keys.count + 1)
    for shape in summary.shapes.shapes { starts[Int(shape.entry) + 1] += 1 }
    for entry in 1..<max(1, starts.count) { starts[entry] += starts[entry - 1] }
    var next = starts
    shapes = Array(repeating: 0, count: summary.shapes.shapes.count)
    for (index, shape) in summary.shapes.shapes.enumerated() {
      shapes[next[Int(shape.entry)]] = index
      next[Int(shape.entry)] += 1
    }
  }

  /// The number of entries.
  var count: Int { starts.count - 1 }

  subscript(entry: Int) -> ArraySlice<Int> { shapes[starts[entry]..<starts[entry + 1]] }

  /// Starting a thread costs as much as some hundred small shapes.
  func isWorthThreads(_ trees: WaitingTrees) -> Bool { trees.nodes.count > 4_000 }
}
