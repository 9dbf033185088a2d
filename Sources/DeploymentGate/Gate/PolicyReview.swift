import FailureSpread
import RiskReport

/// Says which statements of the policy are about nothing that was seen: a mistyped name must not switch a rule off in
/// silence.
struct PolicyReview {
  let policy: Policy
  /// Names of services and peers, of this run and of the baseline.
  let nodes: [String]
  /// Entries of this run and of the baseline.
  let entries: [EntryName]

  init(_ policy: Policy, report: Report, baseline: Baseline?) {
    self.policy = policy
    let known = baseline.map { $0.services.map(\.name) + $0.edges.flatMap { [$0.caller, $0.callee] } } ?? []
    nodes = Set(report.nodes.map(\.name) + known).sorted()
    entries = Set(report.entries.map(\.name) + (baseline?.entries.map(\.name) ?? [])).sorted()
  }

  /// One reason each, in the order of the policy's keys.
  func reasons() -> [GateReason] {
    guard !nodes.isEmpty else { return [] }
    let rules = policy.rules
    let constraints = [("forbidden", rules.forbidden), ("queued", rules.queued), ("allowed", rules.allowed)]
    let edges = constraints.flatMap { key, list in list.flatMap { reasons($0, "edges.\(key)") } }
    return rules.overrides.flatMap(reasons) + edges + policy.declared.flatMap(reasons)
      + policy.waivers.flatMap(reasons)
  }

  private func reasons(_ waiver: Waiver) -> [GateReason] {
    let place = waiver.place
    let ends = [
      ("caller", place.caller), ("callee", place.callee), ("node", place.node), ("entry.service", place.entryService),
    ]
    return ends.compactMap { key, pattern in
      guard let pattern, !nodes.contains(where: pattern.matches) else { return nil }
      return unmatched(pattern.text, "\(key)` of `waivers", waiver.origin, among: nodes)
    }
  }

  private func reasons(_ override: RuleOverride) -> [GateReason] {
    let place = override.place
    let ends = [
      ("service", place.service), ("edge.caller", place.caller), ("edge.callee", place.callee),
      ("entry.service", place.entryService),
    ]
    let names = ends.compactMap { key, pattern -> GateReason? in
      guard let pattern, !nodes.contains(where: pattern.matches) else { return nil }
      return unmatched(pattern.text, "\(key)` of `overrides", override.origin, among: nodes)
    }
    guard names.isEmpty, let operation = place.entryOperation else { return names }
    let own = entries.filter { place.entryService?.matches($0.service) ?? true }.map(\.operation)
    guard !own.contains(where: operation.matches) else { return [] }
    return [unmatched(operation.text, "entry.operation` of `overrides", override.origin, among: own)]
  }

  private func reasons(_ constraint: EdgeConstraint, _ key: String) -> [GateReason] {
    [("from", constraint.from), ("to", constraint.to)].filter { !nodes.contains(where: $0.1.contains) }
      .map { end, set in unmatched(set.name, "\(end)` of `\(key)", constraint.origin) }
  }

  private func reasons(_ declared: DeclaredVerdict) -> [GateReason] {
    [("caller", declared.caller), ("callee", declared.callee)].filter { !nodes.contains($0.1) }.map { end, name in
      unmatched(
        name, "\(end)` of `declared", policy.rules.declarations[.edge(caller: declared.caller, callee: declared.callee)]
      )
    }
  }

  private func unmatched(
    _ name: String, _ place: String, _ origin: String?, among known: [String]? = nil
  ) -> GateReason {
    let nearest =
      NearestName.of(name, among: known ?? policy.groups.map(\.name) + nodes).map { " Did you mean \($0)?" } ?? ""
    let what = known == nil ? "neither a group nor a node that was seen" : "nothing that was seen"
    return GateReason(
      severity: .warning, message: "\(name) in `\(place)` names \(what).\(nearest)",
      advice: "Correct the name, or leave it if its traffic is only missing from this run.", policy: origin)
  }
}
