import RiskReport

extension CycleChange {
  static func all(_ exposure: Exposure, _ drift: DriftSettings) -> [CycleChange] {
    let old = byServices(exposure.before.state.cycles)
    let new = byServices(exposure.after.state.cycles)
    let significance = Significance(drift, comparisons: new.count)
    let here = new.values.compactMap { cycle -> CycleChange? in
      let before = old[cycle.services]
      guard before == nil || (cycle.reentrant && before?.reentrant == false) else { return nil }
      // A cycle that exists only across requests has no trace of its own to count: it never counts as beyond chance.
      let chance = Chance.ofGrowth(
        from: Counts(0, of: exposure.before.traces), to: Counts(cycle.traces, of: exposure.after.traces))
      return CycleChange(
        kind: before == nil ? .added : .becameReentrant, services: cycle.services, reentrant: cycle.reentrant,
        traces: cycle.traces, chance: chance, significant: significance.accepts(chance: chance))
    }
    let missing = old.values.filter { new[$0.services] == nil }.map { cycle in
      let chance = Chance.ofMissing(
        seen: max(1, cycle.traces), in: exposure.before.traces, missingIn: exposure.after.traces)
      let removed = drift.sampling == .complete || chance <= Chance.implausible
      return CycleChange(
        kind: removed ? .removed : .notExercised, services: cycle.services, reentrant: cycle.reentrant,
        traces: cycle.traces, chance: chance, significant: removed)
    }
    return (here + missing).sorted { $0.path < $1.path }
  }

  /// One a set of services: the re-entrant one where there are two.
  private static func byServices(_ cycles: [BaselineCycle]) -> [[String]: BaselineCycle] {
    Dictionary(cycles.map { ($0.services, $0) }) { $0.reentrant ? $0 : $1 }
  }
}
