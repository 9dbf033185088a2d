import CallClassification
public import RiskReport

/// A baseline that other rules wrote, brought to today's rules: old names are taken over to the new ones, and what the
/// run shows takes the place of what the old rules said.
public struct BaselineMigration: Sendable {
  public let baseline: Baseline
  /// New names by old ones, where only the name changed.
  public let names: [(before: String, after: String)]
  /// What else is different under today's rules, or in the system.
  public let difference: Difference
  /// Waivers that covered a finding of the old baseline, or named a node of it, and do neither now.
  public let lostWaivers: [Waiver]

  public init(of old: Baseline, to state: Baseline, policy: Policy = Policy()) {
    let names = Self.names(old, state)
    let renamed = old.renamed(nodes: names)
    self.names = names.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    difference = Difference(from: renamed, to: state, drift: policy.drift)
    var result = renamed.updated(to: state, .prune, drift: policy.drift)
    result.rulesVersion = Baseline.currentRulesVersion
    baseline = result
    let nodes = state.nodeNames
    let oldNodes = old.nodeNames
    lostWaivers = policy.waivers.filter { waiver in
      if old.findings.contains(where: waiver.covers), !state.findings.contains(where: waiver.covers) { return true }
      let patterns = [waiver.place.caller, waiver.place.callee, waiver.place.node, waiver.place.entryService]
      return patterns.compactMap { $0 }.contains { pattern in
        oldNodes.contains(where: pattern.matches) && !nodes.contains(where: pattern.matches)
      }
    }
  }

  /// Pairs of nodes that are one under two names: services that look alike, and peers of one kind with the same callers.
  private static func names(_ old: Baseline, _ state: Baseline) -> [String: String] {
    var gone = old.nodeNames.subtracting(state.nodeNames)
    var come = state.nodeNames.subtracting(old.nodeNames)
    var names: [String: String] = [:]
    guard gone.count * come.count <= 40_000 else { return names }
    let (services, newServices) = (Set(old.services.map(\.name)), Set(state.services.map(\.name)))
    while true {
      let before = ServiceLikeness.Side(old, names: names, unknown: gone)
      let after = ServiceLikeness.Side(state, names: [:], unknown: come)
      var best: (score: Double, before: String, after: String)?
      for one in gone.sorted() {
        for other in come.sorted() where services.contains(one) == newServices.contains(other) {
          let score =
            services.contains(one)
            ? ServiceLikeness(one, before, other, after)?.score
            : PeerLikeness(one, before, kind(of: one, old), other, after, kind(of: other, state))?.score
          if let score, score > best?.score ?? 0 { best = (score, one, other) }
        }
      }
      guard let best else { return names }
      names[best.before] = best.after
      gone.remove(best.before)
      come.remove(best.after)
    }
  }

  private static func kind(of node: String, _ state: Baseline) -> Mechanism? {
    state.edges.first { $0.callee == node }?.mechanism
  }
}

/// How much two peers look like one under two names.
private struct PeerLikeness {
  let score: Double

  init?(
    _ before: String, _ old: ServiceLikeness.Side, _ oldKind: Mechanism?, _ after: String, _ new: ServiceLikeness.Side,
    _ newKind: Mechanism?
  ) {
    guard let oldKind, oldKind == newKind else { return nil }
    let edges = ServiceLikeness.likeness(old.neighbours(of: before), new.neighbours(of: after)) ?? 0
    let isNamed = Self.system(before) == Self.system(after) || ServiceLikeness.areRelated(before, after)
    guard edges >= 0.5, isNamed else { return nil }
    score = edges
  }

  /// `redis` of `redis:cache`.
  private static func system(_ name: String) -> Substring? {
    name.firstIndex(of: ":").map { name[..<$0] }
  }
}

extension Waiver {
  /// Whether it is about an accepted finding, whatever the day.
  fileprivate func covers(_ finding: BaselineFinding) -> Bool {
    guard finding.rule == rule.rawValue, subject == nil || subject == finding.subject else { return false }
    return place.matches(finding.place)
  }
}
