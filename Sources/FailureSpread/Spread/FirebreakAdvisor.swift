internal import TraceModel
public import CallClassification

/// A place for a firebreak: an edge between two nodes, and how much of the spread cutting it takes away.
public struct FirebreakCandidate: Sendable, Equatable {
  /// Index into `SpreadGraph.nodeEdges`.
  public var edge: Int
  /// Share of the spread under consideration that goes with this edge, the earlier ones already cut; 0…1.
  public var removes: Double
}

/// The spread that firebreaks are sought against.
public struct FirebreakQuestion: Hashable, Sendable {
  /// Failures of these nodes, one at a time; of all nodes if empty.
  public var nodes: [NodeID]
  /// Only requests of this entry; all entries if nil. Index into the `EntryTable`.
  public var entry: UInt32?
  /// Only these edges may be cut; all if empty. Indices into `SpreadGraph.nodeEdges`.
  public var edges: [Int]

  public init(nodes: [NodeID] = [], entry: UInt32? = nil, edges: [Int] = []) {
    self.nodes = nodes
    self.entry = entry
    self.edges = edges
  }
}

/// Finds the edges whose cutting removes most spread: greedily, each with what the earlier ones left.
///
/// Spread is the number of requests that are expected to fail, by the formula of blast radii, summed over the nodes that
/// could fail, one at a time; requests that enter by the failing node itself are left out, for nothing can save them.
/// O(k × n log n) for n places that the failures pass on their way up.
public struct FirebreakAdvisor: Sendable {
  private let graph: SpreadGraph
  private let places: NodePlaces

  public init(_ graph: SpreadGraph) {
    self.graph = graph
    places = NodePlaces(graph)
  }

  /// - Parameters:
  ///   - questions: each answered on its own.
  ///   - count: so many edges at most.
  ///   - threads: so many may work at once; the result is the same.
  /// - Returns: for each question the best edges, the best first; fewer when nothing is left to remove.
  public func best(_ questions: [FirebreakQuestion], count: Int = 3, threads: Int = 1) -> [[FirebreakCandidate]] {
    let isLarge = graph.trees.nodes.count > 4_000
    return SharedWork.run(questions.count, threads: isLarge ? threads : 1) {
      [graph, places] in
      FirebreakSearch(graph, places)
    } work: { search, question in
      search.best(questions[question], count: count)
    }
  }
}
