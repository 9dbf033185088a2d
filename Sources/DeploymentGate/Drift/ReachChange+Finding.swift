import RiskReport

extension ReachChange {
  /// Entry by entry, so that other traffic at the entries is no change. Of entries that only the run has, the nodes that
  /// nothing needed before: whatever an operation is called, they are new. What only a new service needs is its own.
  static func all(_ exposure: Exposure, _ drift: DriftSettings) -> [ReachChange] {
    let pairs = Set(exposure.before.reach.keys).union(exposure.after.reach.keys).sorted().flatMap { node in
      let reached = Set((exposure.before.reach[node] ?? [:]).keys).union((exposure.after.reach[node] ?? [:]).keys)
      return reached.sorted().filter { exposure.before.entries[$0] != nil && exposure.after.entries[$0] != nil }
        .map { (node: node, entry: $0) }
    }
    let added = exposure.after.reach.keys.sorted().filter { exposure.before.reach(of: $0).seen == 0 }.flatMap { node in
      (exposure.after.reach[node] ?? [:]).keys.sorted()
        .filter { exposure.before.entries[$0] == nil && exposure.before.services[$0.service] != nil }
        .map { (node: node, entry: $0) }
    }
    let significance = Significance(drift, comparisons: pairs.count + added.count)
    return (pairs.compactMap { change(of: $0.node, at: $0.entry, exposure, significance) }
      + added.compactMap { addition(of: $0.node, at: $0.entry, exposure, significance) })
      .sorted { ($0.node, $0.entry) < ($1.node, $1.entry) }
  }

  /// A node that nothing needed, and that requests of a new entry need. Chance is asked about all requests: the baseline
  /// may have missed the entry, but hardly if it is frequent.
  private static func addition(
    of node: String, at entry: EntryName, _ exposure: Exposure, _ significance: Significance
  ) -> ReachChange? {
    let seen = exposure.after.reach[node]?[entry] ?? 0
    let chance = Chance.ofGrowth(
      from: Counts(0, of: exposure.before.requests), to: Counts(seen, of: exposure.after.requests))
    guard seen > 0, exposure.before.requests > 0, significance.accepts(chance: chance) else { return nil }
    let after = ShareReport(observed: seen, of: exposure.after.entries[entry]?.requests ?? 0)
    return ReachChange(
      node: node, entry: entry, before: ShareReport(observed: 0, of: 0), after: after, difference: after.value,
      low: after.low, high: after.high, absorbsFailures: exposure.after.absorbed.contains(node), chance: chance,
      isNew: true)
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
      high: difference.high, absorbsFailures: exposure.after.absorbed.contains(node), chance: difference.chance,
      isNew: false)
  }
}
