import CallClassification
import RiskReport

/// Turns the changes since the baseline that make a spread wider into findings.
struct DriftFindings {
  let difference: Difference
  let report: Report
  let policy: Policy
  private let edges: [FindingPlace: EdgeReport]
  private let nodes: [String: NodeReport]

  init(_ difference: Difference, report: Report, policy: Policy) {
    self.difference = difference
    self.report = report
    self.policy = policy
    edges = Dictionary(report.edges.map { ($0.place, $0) }) { first, _ in first }
    nodes = Dictionary(report.nodes.map { ($0.name, $0) }) { first, _ in first }
  }

  /// In any order.
  func findings() -> [Finding] {
    difference.edges.compactMap(edge) + difference.cycles.compactMap(cycle) + singlePoints() + growths()
      + difference.entries.compactMap(entry)
  }

  // MARK: Edges

  private func edge(_ change: EdgeChange) -> Finding? {
    guard let edge = edges[change.place], edge.verdict.spreadsFailure else { return nil }
    switch change.kind {
    case .becameSynchronous: return becameSynchronous(change, edge)
    case .becameUnknown where !policy.evidence.unknownVerdictsStop: return becameSynchronous(change, edge)
    case .added:
      return finding(
        .newSynchronousEdge, change, edge,
        "\(edge.caller) waits for \(edge.callee) (\(edge.mechanism.rawValue), \(Wording.count(edge.calls, "call"))); the baseline has no such edge.",
        "If the answer is not needed at once, use a queue; otherwise give the call a timeout and a fallback. If it is meant to be required, write the baseline again with this change."
      )
    default: return nil
    }
  }

  private func becameSynchronous(_ change: EdgeChange, _ edge: EdgeReport) -> Finding? {
    let now: String
    switch edge.verdict {
    case .unknown: now = "what it does now, its calls do not show, which counts as synchronous"
    case .mixed: now = "now some of its calls wait, which counts as synchronous"
    default: now = "now the caller waits"
    }
    let reaches = change.absorbsFailures ? "" : " A failure of \(edge.callee) now reaches \(edge.caller)."
    return finding(
      .edgeBecameSynchronous, change, edge,
      """
      Work from \(edge.caller) to \(edge.callee) was handed over in the baseline; \(now) (\(edge.mechanism.rawValue), \
      \(Wording.count(edge.calls, "call"))).\(reaches)
      """,
      "Hand the work over again, or give the call a timeout and a fallback, so that the caller survives its failure.")
  }

  private func finding(
    _ rule: RuleID, _ change: EdgeChange, _ edge: EdgeReport, _ statement: String, _ advice: String
  ) -> Finding? {
    made(
      rule, at: change.place, chance: change.chance, significant: change.significant, absorbed: change.absorbsFailures,
      statement: statement, advice: advice,
      measure: FindingMeasure(
        value: Double(edge.calls), unit: "calls", observed: edge.observations, of: report.evidence.traces),
      edges: [edge.id], nodes: [edge.caller, edge.callee], chains: chains(from: edge.caller, to: edge.callee),
      exemplars: edge.exemplars)
  }

  // MARK: Cycles and entries

  private func cycle(_ change: CycleChange) -> Finding? {
    guard change.reentrant, change.kind == .added || change.kind == .becameReentrant,
      let cycle = report.cycles.first(where: { $0.services == change.services && $0.reentrant })
    else { return nil }
    return made(
      .newSynchronousCycle, at: cycle.place, subject: cycle.path, chance: change.chance,
      significant: change.significant,
      statement:
        "\(Wording.count(cycle.traces, "request")) ran around the cycle \(cycle.path); in the baseline none did.",
      advice:
        "Break it at the call whose answer is needed least: pass the data along instead of calling back, or use a queue.",
      measure: FindingMeasure(
        value: Double(cycle.traces), unit: "traces", observed: cycle.traces, of: report.evidence.traces),
      nodes: cycle.services, exemplars: cycle.exemplars)
  }

  private func entry(_ change: EntryChange) -> Finding? {
    guard change.kind == .added, change.depthAfter > 1,
      let entry = report.entries.first(where: { $0.name == change.entry })
    else { return nil }
    let chains = report.chains.filter {
      $0.hops.first?.name == entry.service && $0.hops.first?.operation == entry.operation
    }
    let reached = Set(chains.flatMap { $0.hops.dropFirst().map(\.name) }).sorted()
    return made(
      .newChainEntry, at: .entry(entry.name), chance: change.chance, significant: change.significant,
      statement: """
        The entry \(entry.name) is new (\(Wording.count(entry.requests, "request"))) and waits for \
        \(Wording.list(reached)), up to \(Wording.count(entry.depth, "service")) one behind the other.
        """,
      advice: "Check which of these it can answer without.",
      measure: FindingMeasure(
        value: Double(entry.depth), unit: "services", observed: entry.requests, of: report.evidence.traces),
      nodes: [entry.service] + reached, chains: chains.prefix(3).map(\.id), exemplars: entry.exemplars)
  }

  // MARK: Reach

  private func singlePoints() -> [Finding] {
    GrownReach.folded(difference.reach.filter(makesSinglePoint), edges: report.edges).compactMap { grown in
      made(
        grown, .newSinglePointOfFailure, limit: carryingShare(of: grown.node),
        statement: grown.changes.allSatisfy(\.absorbsFailures)
          ? "\(grown.entriesWithShares): all of them now wait for \(grown.names)."
          : "\(grown.entriesWithShares) cannot answer without \(grown.names) any more.",
        advice: """
          Make the call to it survivable (timeout and fallback), or hand the work over; if it is meant to be required, make \
          it redundant and write the baseline again.
          """)
    }
  }

  private func carryingShare(of node: String) -> Double {
    let setting = policy.rules.setting(of: .newSinglePointOfFailure, at: .node(node))
    return setting.enabled ? setting.limit ?? 1 : .infinity
  }

  private func makesSinglePoint(_ change: ReachChange) -> Bool {
    let limit = carryingShare(of: change.node)
    return change.after.value >= limit && change.before.value < limit
  }

  /// Without what is a new single point of failure already.
  private func growths() -> [Finding] {
    let limit = { (node: String) in policy.rules.setting(of: .blastRadiusGrown, at: .node(node)).limit ?? 0 }
    let changes = difference.reach.filter {
      $0.difference > limit($0.node) && !makesSinglePoint($0) && !$0.isNew
    }
    return GrownReach.folded(changes, edges: report.edges).compactMap { grown in
      made(
        grown, .blastRadiusGrown, limit: limit(grown.node),
        statement: "More requests wait for \(grown.names) than in the baseline: \(grown.entriesWithShares).",
        advice: """
          Look at the example traces for the call that is new, and make it survivable (timeout and fallback) or hand it over.
          """)
    }
  }

  private func made(
    _ grown: GrownReach, _ rule: RuleID, limit: Double, statement: String, advice: String
  ) -> Finding? {
    guard let worst = grown.changes.first else { return nil }
    let entries = nodes[grown.node]?.blastRadius.entries ?? []
    var finding = made(
      rule, at: .node(grown.node), chance: worst.chance, significant: true,
      absorbed: grown.changes.allSatisfy(\.absorbsFailures), statement: statement, advice: advice,
      measure: FindingMeasure(
        value: worst.after.value, low: worst.after.low, high: worst.after.high, limit: limit, unit: "share"),
      edges: report.edges.filter { $0.callee == grown.node && $0.verdict.spreadsFailure }.map(\.id),
      nodes: [grown.node] + grown.behind,
      chains: chains(from: worst.entry.service, to: grown.node),
      exemplars: entries.first { $0.name == worst.entry }?.exemplars ?? [])
    finding?.comparison = FindingComparison(
      baseline: worst.before.value, difference: worst.difference, low: worst.low, high: worst.high,
      chance: worst.chance,
      significant: true)
    return finding
  }

  // MARK: Common

  private func made(
    _ rule: RuleID, at place: FindingPlace, subject: String? = nil, chance: Double, significant: Bool,
    absorbed: Bool = false, statement: String, advice: String, measure: FindingMeasure, edges: [String] = [],
    nodes involved: [String], chains: [String] = [], exemplars: [String]
  ) -> Finding? {
    let setting = policy.rules.setting(of: rule, at: place)
    guard setting.enabled else { return nil }
    var statement = statement
    // Whoever turns a call into a message gains a broker to wait for. That must be seen, and must not stop the deployment
    // that builds a firebreak.
    let isQueue = [place.callee, place.node].contains { $0.flatMap { nodes[$0]?.kind } == .queue }
    if isQueue { statement += " It is a queue: only handing the message over waits, so this is a note." }
    if absorbed { statement += " Callers were seen to survive its failure, so this is a note." }
    if !significant {
      statement += Chance.canExplain(chance)
        ? " It was seen too rarely to tell from chance (probability \(Wording.percent(chance))), so it does not fail the gate."
        : " Its calls behave as in the baseline, so it does not fail the gate."
    }
    var finding = Finding(
      rule, at: place, subject: subject,
      severity: absorbed || isQueue || !significant ? max(setting.severity, .note) : setting.severity,
      policy: setting.origin, statement: statement, advice: advice, measure: measure, edges: edges, nodes: involved,
      chains: chains, exemplars: exemplars)
    finding.baselineState = .new
    finding.comparison = FindingComparison(chance: chance, significant: significant)
    return finding
  }

  /// Ids of the riskiest chains that pass one node and later the other.
  private func chains(from: String, to: String) -> [String] {
    report.chains.filter { chain in
      guard let start = chain.hops.firstIndex(where: { $0.name == from }) else { return false }
      return chain.hops[start...].contains { $0.name == to }
    }.prefix(3).map(\.id)
  }
}
