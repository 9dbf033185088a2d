internal import CallClassification
internal import FailureSpread

/// What fails with some nodes, entry by entry and in all, by the formulas of the report's blast radius; with no nodes, how
/// exposed each entry is to single failures.
struct SimulatedShares: Equatable {
  /// By index into the `EntryTable`.
  private(set) var entries: [SimulatedShare]
  private(set) var all = SimulatedShare.zero

  init(_ graph: SpreadGraph, failing: Set<NodeID>) {
    let statistics = graph.summary.entries.statistics
    entries = Array(repeating: .zero, count: statistics.count)
    if failing.isEmpty { expose(graph) } else { fail(failing, graph) }
  }

  private mutating func fail(_ failing: Set<NodeID>, _ graph: SpreadGraph) {
    let statistics = graph.summary.entries.statistics
    let radii = BlastRadiusAnalysis.compute(graph, failing: failing)
    let total = Double(max(1, statistics.reduce(0) { $0 + $1.requests }))
    // In the order of the entries: sums of fractions depend on theirs.
    for (index, entry) in statistics.enumerated() {
      guard let radius = radii[UInt32(index)] else { continue }
      let telling = Double(radius.telling(of: entry))
      let scale = Double(entry.requests) / telling
      entries[index] = Self.shares(radius, of: telling)
      all.structural += Double(radius.requests) * scale
      all.expected += radius.expected * scale
      all.low += radius.low * scale
      all.high += radius.high * scale
    }
    all = SimulatedShare(
      structural: ReportBuilder.share(all.structural / total), expected: ReportBuilder.share(all.expected / total),
      low: ReportBuilder.share(all.low / total), high: ReportBuilder.share(all.high / total))
  }

  private static func shares(_ radius: EntryBlastRadius, of telling: Double) -> SimulatedShare {
    SimulatedShare(
      structural: ReportBuilder.share(Double(radius.requests) / telling),
      expected: ReportBuilder.share(radius.expected / telling), low: ReportBuilder.share(radius.low / telling),
      high: ReportBuilder.share(radius.high / telling))
  }

  /// The number of nodes, other than the entry's own service, whose single failure would fail a request.
  private mutating func expose(_ graph: SpreadGraph) {
    let found = BlastRadiusAnalysis.compute(graph).compactMap { radius -> (node: NodeID, radius: EntryBlastRadius)? in
      guard case .node(let node) = radius.target, node != graph.summary.entries.keys[Int(radius.entry)].node else {
        return nil
      }
      return (node, radius)
    }
    // Nodes are numbered in the order of their names: sums of fractions depend on it.
    for (_, radius) in found.sorted(by: { $0.node.index < $1.node.index }) {
      let entry = Int(radius.entry)
      let telling = Double(radius.telling(of: graph.summary.entries.statistics[entry]))
      entries[entry].structural += Double(radius.requests) / telling
      entries[entry].expected += radius.expected / telling
      entries[entry].low += radius.low / telling
      entries[entry].high += radius.high / telling
    }
    func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
    entries = entries.map { sum in
      SimulatedShare(
        structural: rounded(sum.structural), expected: rounded(sum.expected), low: rounded(sum.low),
        high: rounded(sum.high))
    }
  }
}
