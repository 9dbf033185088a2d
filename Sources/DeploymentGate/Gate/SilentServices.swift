import RiskReport

/// Services of the baseline without a span in a run, where chance does not explain it.
enum SilentServices {
  /// - Parameters:
  ///   - present: services that sent spans in this run.
  ///   - traces: of this run.
  static func of(_ baseline: Baseline, present: Set<String>, traces: Int, _ policy: Policy) -> [BaselineService] {
    let significance = Significance(policy.drift, comparisons: baseline.services.count)
    return baseline.services.filter { service in
      guard !present.contains(service.name), !policy.exclusions.excludes(service: service.name),
        !policy.evidence.maybeSilent.contains(where: { $0.matches(service.name) })
      else { return false }
      let chance = Chance.ofMissing(seen: service.traces, in: baseline.evidence.traces, missingIn: traces)
      return significance.accepts(chance: chance)
    }
  }
}
