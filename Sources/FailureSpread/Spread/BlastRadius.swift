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
  /// The operation edges that the spread passes over.
  public var edges: Set<UInt32> = []
}

extension EntryBlastRadius {
  /// The requests of the entry that show whether they wait for the node. Those that failed without having reached it do
  /// not: they may have been cut short before.
  public func telling(of statistics: EntryStatistics) -> Int {
    max(requests, statistics.requests - max(0, statistics.errors - errors), 1)
  }
}

/// Computes blast radii on shapes: for each request on its own, never on the union of all requests.
///
/// A node fails a request when a path of waiting calls leads from the request to it. Structurally every such call is hard;
/// the expectation weighs each with its propagation probability, calls of one execution taken as independent.
/// O(shapes × nodes of the shape × distinct nodes in it).
public struct BlastRadiusAnalysis: Sendable {
  private let graph: SpreadGraph
  private var results: [Key: EntryBlastRadius] = [:]

  private let domains: [(domain: FailureDomain, members: [NodeID])]

  private struct Key: Hashable {
    var target: FailureTarget
    var entry: UInt32
  }

  public init(_ graph: SpreadGraph) {
    self.graph = graph
    domains = graph.summary.failureDomains()
  }

  /// The blast radii of all pairs of target and entry that reach each other; in no particular order.
  public static func compute(_ graph: SpreadGraph) -> [EntryBlastRadius] {
    var analysis = BlastRadiusAnalysis(graph)
    for shape in graph.summary.shapes.shapes { analysis.add(shape) }
    return Array(analysis.results.values)
  }

  /// The blast radii of several nodes that fail at once, by entry.
  public static func compute(_ graph: SpreadGraph, failing: Set<NodeID>) -> [UInt32: EntryBlastRadius] {
    var analysis = BlastRadiusAnalysis(graph)
    for shape in graph.summary.shapes.shapes {
      let places = analysis.places(in: shape)
      let occurrences = failing.flatMap { places[$0] ?? [] }
      var survival = [Survival](repeating: Survival(), count: shape.nodes.count)
      if !occurrences.isEmpty { analysis.fail(.several, at: occurrences, in: shape, &survival) }
    }
    return Dictionary(uniqueKeysWithValues: analysis.results.values.map { ($0.entry, $0) })
  }

  private mutating func add(_ shape: Shape) {
    let nodes = shape.nodes
    let places = places(in: shape)
    var survival = [Survival](repeating: Survival(), count: nodes.count)
    for (node, occurrences) in places { fail(.node(node), at: occurrences, in: shape, &survival) }
    for (domain, members) in domains {
      let occurrences = members.flatMap { places[$0] ?? [] }
      if !occurrences.isEmpty { fail(.domain(domain), at: occurrences, in: shape, &survival) }
    }
  }

  /// The positions of each node from which a failure reaches the entry.
  private func places(in shape: Shape) -> [NodeID: [Int]] {
    let nodes = shape.nodes
    var reaches = [Bool](repeating: false, count: nodes.count)
    var places: [NodeID: [Int]] = [:]
    for index in nodes.indices {
      reaches[index] = index == 0 || reaches[Int(nodes[index].parent)] && graph.spreads(nodes[index])
      if reaches[index] { places[node(index, shape), default: []].append(index) }
    }
    return places
  }

  /// The probabilities that an execution survives, with each bound of the propagations.
  private struct Survival {
    var expected = 1.0
    var low = 1.0
    var high = 1.0
    var isTouched = false
  }

  private mutating func fail(
    _ failing: FailureTarget, at occurrences: [Int], in shape: Shape, _ survival: inout [Survival]
  ) {
    var result =
      results[Key(target: failing, entry: shape.entry)] ?? EntryBlastRadius(target: failing, entry: shape.entry)
    var touched: [Int] = []
    // Callees stand behind callers: going backwards, an execution's survival is complete when its turn comes.
    var queue = occurrences
    for place in occurrences {
      survival[place] = Survival(expected: 0, low: 0, high: 0, isTouched: true)
      touched.append(place)
    }
    var ancestors = Set<Int>()
    for place in occurrences {
      var above = Int(shape.nodes[place].parent)
      while above >= 0, ancestors.insert(above).inserted { above = Int(shape.nodes[above].parent) }
    }
    queue.append(contentsOf: ancestors)
    let failingPlaces = Set(occurrences)
    for place in Set(queue).sorted(by: >) where place > 0 {
      let parent = Int(shape.nodes[place].parent)
      let edge = shape.nodes[place].edge
      let estimate = graph.propagation[Int(edge)]
      result.edges.insert(edge)
      guard !failingPlaces.contains(parent) else { continue }
      if !survival[parent].isTouched {
        survival[parent] = Survival(isTouched: true)
        touched.append(parent)
      }
      survival[parent].expected *= 1 - estimate.probability * (1 - survival[place].expected)
      survival[parent].low *= 1 - estimate.low * (1 - survival[place].low)
      survival[parent].high *= 1 - estimate.high * (1 - survival[place].high)
    }
    let requests = Double(shape.requests)
    result.requests += shape.requests
    result.errors += shape.errors
    result.expected += requests * (1 - survival[0].expected)
    result.low += requests * (1 - survival[0].low)
    result.high += requests * (1 - survival[0].high)
    result.exemplars.merge(shape.exemplars)
    results[Key(target: failing, entry: shape.entry)] = result
    for place in touched { survival[place] = Survival() }
  }

  private func node(_ index: Int, _ shape: Shape) -> NodeID {
    let edge = shape.nodes[index].edge
    return edge == ShapeNode.entryEdge
      ? graph.summary.entries.keys[Int(shape.entry)].node : graph.summary.edges.keys[Int(edge)].callee
  }
}
