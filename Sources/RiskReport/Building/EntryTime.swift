internal import CallClassification
internal import FailureSpread
internal import TraceModel

/// What the requests of each entry stand blocked on, and what their availability hangs on.
struct EntryTime {
  /// The availability that is assumed of each dependency.
  static let assumed = 0.999
  private static let longest = 10

  private let graph: SpreadGraph
  private var blockedByEntry: [UInt32: [BlockedReport]] = [:]
  private var hardByEntry: [UInt32: [String]] = [:]

  init(_ graph: SpreadGraph, _ radii: [EntryBlastRadius]) {
    self.graph = graph
    // Nodes are numbered in the order of their names: what has equal shares stays in it.
    for (key, nanoseconds) in graph.summary.blocked.sorted(by: { $0.key.node.index < $1.key.node.index }) {
      let whole = Double(max(1, graph.summary.entries.statistics[Int(key.entry)].nanoseconds))
      let share = ReportBuilder.share(Double(nanoseconds) / whole)
      guard share > 0 else { continue }
      blockedByEntry[key.entry, default: []].append(BlockedReport(node: graph.name(key.node), share: share))
    }
    for radius in radii {
      guard case .node(let node) = radius.target else { continue }
      // The service that a request enters by is no dependency of its own.
      guard node != graph.summary.entries.keys[Int(radius.entry)].node else { continue }
      let telling = Double(radius.telling(of: graph.summary.entries.statistics[Int(radius.entry)]))
      if Double(radius.requests) >= 0.95 * telling, !isKnownToBeSoft(radius) {
        hardByEntry[radius.entry, default: []].append(graph.name(node))
      }
    }
  }

  /// Whether most requests are known to survive the node's failure: by failures that were observed, or since something
  /// else can answer. What is only assumed of calls that never failed makes no dependency soft, however long the way.
  private func isKnownToBeSoft(_ radius: EntryBlastRadius) -> Bool {
    let half = 0.5 * Double(radius.requests)
    if radius.expected >= half { return false }
    return radius.high < half || radius.edges.contains { graph.propagation[Int($0)].isReplaceable }
  }

  func blocked(_ entry: Int) -> [BlockedReport]? {
    let all = (blockedByEntry[UInt32(entry)] ?? []).inOrder { left, right in
      left.share != right.share ? left.share > right.share : nil
    }
    return all.isEmpty ? nil : Array(all.prefix(Self.longest))
  }

  func availability(_ entry: Int) -> AvailabilityReport? {
    let hard = NameOrder.sorted(hardByEntry[UInt32(entry)] ?? [])
    guard hard.count > 1 else { return nil }
    var ceiling = 1.0
    for _ in hard { ceiling *= Self.assumed }
    return AvailabilityReport(dependencies: hard, each: Self.assumed, ceiling: ReportBuilder.share(ceiling))
  }
}
