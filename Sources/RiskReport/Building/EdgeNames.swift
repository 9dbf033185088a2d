internal import CallClassification
internal import FailureSpread

/// The edges between nodes as `caller..callee`, each written once, and told apart by whether they were ever seen failing.
struct EdgeNames {
  private let graph: SpreadGraph
  /// The names of edges that were never seen failing, sorted, each once.
  private let names: [String]
  /// By index into `SpreadGraph.nodeEdges`: index into `names`, or -1.
  private let places: [Int]
  /// Names that are listed for one node and entry. In a deep tree each node would list all edges above it.
  private static let most = 100

  init(_ graph: SpreadGraph) {
    self.graph = graph
    let texts = graph.nodeEdges.map { edge in
      edge.statistics.calleeFailures == 0 ? "\(graph.name(edge.caller))..\(graph.name(edge.callee))" : nil
    }
    let names = Set(texts.compactMap { $0 }).sorted()
    let byName = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    self.names = names
    places = texts.map { $0.flatMap { byName[$0] } ?? -1 }
  }

  /// Those that were never seen failing, of the edges that a spread passes over: what is expected there is an assumption.
  /// Sorted, each once, the first hundred of them; nothing where there are none.
  func unproven(_ edges: [UInt32]) -> [String]? {
    var found: [Int] = []
    for edge in edges {
      let place = places[graph.nodeEdgeOf[Int(edge)]]
      if place >= 0 { found.append(place) }
    }
    guard !found.isEmpty else { return nil }
    found.sort()
    var texts: [String] = []
    for (index, place) in found.enumerated() where index == 0 || place != found[index - 1] {
      texts.append(names[place])
      if texts.count == Self.most { break }
    }
    return texts
  }
}
