internal import CallClassification
internal import FailureSpread

/// The nodes that stand before others on all waiting paths of an entry.
struct EntryStructure {
  /// So many dominators of an entry, and nodes behind one, are listed.
  static let longest = 10
  private let graph: SpreadGraph
  private let dominators: [[EntryDominator]]
  private var shares: [UInt64: Double] = [:]

  init(_ graph: SpreadGraph, _ dominators: [[EntryDominator]], _ radii: [EntryBlastRadius]) {
    self.graph = graph
    self.dominators = dominators
    let wanted = Set(dominators.flatMap { $0.map { Self.key($0.entry, $0.node) } })
    for radius in radii {
      guard case .node(let node) = radius.target, wanted.contains(Self.key(radius.entry, node)) else { continue }
      let telling = radius.telling(of: graph.summary.entries.statistics[Int(radius.entry)])
      shares[Self.key(radius.entry, node)] = ReportBuilder.share(Double(radius.requests) / Double(telling))
    }
  }

  private static func key(_ entry: UInt32, _ node: NodeID) -> UInt64 { UInt64(entry) << 32 | UInt64(node.index) }

  func dominators(_ entry: Int) -> [DominatorReport]? {
    let found = dominators[entry]
    return found.isEmpty
      ? nil
      : found.map { dominator in
        DominatorReport(
          node: graph.name(dominator.node), share: shares[Self.key(dominator.entry, dominator.node)] ?? 0,
          protects: dominator.protects.count, nodes: dominator.protects.prefix(Self.longest).map(graph.name))
      }
  }
}
