import RiskReport

extension EntryChange {
  static func all(_ exposure: Exposure, _ drift: DriftSettings) -> [EntryChange] {
    let significance = Significance(drift, comparisons: exposure.after.entries.count)
    let names = Set(exposure.before.entries.keys).union(exposure.after.entries.keys).sorted()
    return names.compactMap { name in
      switch (exposure.before.entries[name], exposure.after.entries[name]) {
      case (nil, let new?): added(new, exposure, significance)
      case (let old?, nil): absent(old, exposure, drift)
      case (let old?, let new?): deepened(old, new, significance)
      case (nil, nil): nil
      }
    }
  }

  private init(
    _ kind: Kind, _ old: BaselineEntry?, _ new: BaselineEntry?, name: EntryName, chance: Double, _ significant: Bool
  ) {
    self.init(
      kind: kind, entry: name, depthBefore: old?.depth ?? 0, depthAfter: new?.depth ?? 0,
      requestsBefore: old?.requests ?? 0, requestsAfter: new?.requests ?? 0, chance: chance, significant: significant)
  }

  private static func added(_ new: BaselineEntry, _ exposure: Exposure, _ significance: Significance) -> EntryChange {
    let chance = Chance.ofGrowth(
      from: Counts(0, of: max(exposure.before.traces, exposure.before.requests)),
      to: Counts(new.requests, of: max(exposure.after.traces, exposure.after.requests)))
    return EntryChange(.added, nil, new, name: new.name, chance: chance, significance.accepts(chance: chance))
  }

  private static func absent(_ old: BaselineEntry, _ exposure: Exposure, _ drift: DriftSettings) -> EntryChange {
    let now = exposure.after.calls(of: old.service)
    let total = max(old.requests, exposure.before.calls(of: old.service))
    let chance = Chance.ofMissing(seen: old.requests, in: total, missingIn: now)
    let removed = now > 0 && (drift.sampling == .complete || chance <= Chance.implausible)
    return EntryChange(removed ? .removed : .notExercised, old, nil, name: old.name, chance: chance, removed)
  }

  /// The depth is a maximum that one request decides; what counts is how many requests go beyond the other side's.
  private static func deepened(
    _ old: BaselineEntry, _ new: BaselineEntry, _ significance: Significance
  ) -> EntryChange? {
    guard old.depth != new.depth else { return nil }
    let least = min(old.depth, new.depth)
    let difference = ShareDifference(from: old.deeper(than: least), to: new.deeper(than: least))
    return EntryChange(
      new.depth > old.depth ? .deeper : .shallower, old, new, name: new.name, chance: difference.chance,
      significance.accepts(chance: difference.chance))
  }
}
