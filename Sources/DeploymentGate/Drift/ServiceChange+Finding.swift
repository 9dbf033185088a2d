import RiskReport

extension ServiceChange {
  static func all(_ exposure: Exposure, _ drift: DriftSettings) -> [ServiceChange] {
    let names = Set(exposure.before.services.keys).union(exposure.after.services.keys).sorted()
    let significance = Significance(drift, comparisons: names.count)
    // As the gate asks before it calls a service silent: what it names, an update of the baseline can drop.
    let silence = Significance(drift, comparisons: exposure.before.services.count)
    return names.compactMap { name in
      switch (exposure.before.services[name], exposure.after.services[name]) {
      case (nil, let traces?):
        let chance = Chance.ofGrowth(
          from: Counts(0, of: exposure.before.traces), to: Counts(traces, of: exposure.after.traces))
        return ServiceChange(
          kind: .added, service: name, traces: traces, chance: chance, significant: significance.accepts(chance: chance)
        )
      case (let traces?, nil):
        let chance = Chance.ofMissing(seen: traces, in: exposure.before.traces, missingIn: exposure.after.traces)
        return ServiceChange(
          kind: .missing, service: name, traces: traces, chance: chance,
          significant: silence.accepts(chance: chance))
      default: return nil
      }
    }
  }
}
