import RiskReport

extension ReachChange {
  /// Entry by entry, so that other traffic at the entries is no change. Only entries that both sides have.
  static func all(_ exposure: Exposure, _ drift: DriftSettings) -> [ReachChange] {
    let pairs = Set(exposure.before.reach.keys).union(exposure.after.reach.keys).sorted().flatMap { node in
      let reached = Set((exposure.before.reach[node] ?? [:]).keys).union((exposure.after.reach[node] ?? [:]).keys)
      return reached.sorted().filter { exposure.before.entries[$0] != nil && exposure.after.entries[$0] != nil }
        .map { (node: node, entry: $0) }
    }
    let significance = Significance(drift, comparisons: pairs.count)
    return pairs.compactMap { change(of: $0.node, at: $0.entry, exposure, significance) }
  }

  private static func change(
    of node: String, at entry: EntryName, _ exposure: Exposure, _ significance: Significance
  ) -> ReachChange? {
    let before = Counts(exposure.before.reach[node]?[entry] ?? 0, of: exposure.before.entries[entry]?.requests ?? 0)
    let after = Counts(exposure.after.reach[node]?[entry] ?? 0, of: exposure.after.entries[entry]?.requests ?? 0)
    let difference = ShareDifference(from: before, to: after)
    guard difference.value != 0, significance.accepts(chance: difference.chance) else { return nil }
    return ReachChange(
      node: node, entry: entry, before: ShareReport(observed: before.seen, of: before.total),
      after: ShareReport(observed: after.seen, of: after.total), difference: difference.value, low: difference.low,
      high: difference.high, absorbsFailures: exposure.after.absorbed.contains(node), chance: difference.chance)
  }
}
