import RiskReport

extension FindingChange {
  /// Where both sides have the finding, a share must differ by this much to be called worse or better.
  private static let leastDifference = 0.01

  /// Findings of both sides by how they stand against each other, by rule and subject.
  static func all(_ exposure: Exposure, reach: [ReachChange], _ drift: DriftSettings) -> [FindingChange] {
    let old = Dictionary(exposure.before.state.findings.map { ($0.id, $0) }) { first, _ in first }
    let new = Dictionary(exposure.after.state.findings.map { ($0.id, $0) }) { first, _ in first }
    let significance = Significance(drift, comparisons: exposure.after.state.findings.count)
    let here = exposure.after.state.findings.map { finding in
      old[finding.id].map { stands(finding, against: $0, exposure, reach, significance) }
        ?? appeared(finding, exposure, reach, significance)
    }
    let missing = exposure.before.state.findings.filter { new[$0.id] == nil }.map { absent($0, exposure, drift) }
    return (here + missing).sorted { ($0.rule, $0.subject) < ($1.rule, $1.subject) }
  }

  private init(_ finding: BaselineFinding, _ state: BaselineState, _ comparison: FindingComparison) {
    self.init(
      id: finding.id, rule: finding.rule, severity: finding.severity, subject: finding.subject, state: state,
      comparison: comparison)
  }

  /// A finding that only one side has: new, unless the other side can have missed it by chance.
  private static func appeared(
    _ finding: BaselineFinding, _ exposure: Exposure, _ reach: [ReachChange], _ significance: Significance
  ) -> FindingChange {
    let rule = RuleID(rawValue: finding.rule)
    // What the team has decided about an edge holds for every single call.
    if rule?.isAbsolute ?? false {
      return FindingChange(finding, .new, FindingComparison(chance: 0, significant: true))
    }
    if rule?.isAboutReach ?? false { return grown(finding, .new, nil, exposure, reach, significance) }
    let chance: Double
    if let depths = depths(finding, beyond: finding.measure?.limit, exposure) {
      chance = Chance.ofGrowth(from: depths.before, to: depths.after)
    } else if let edge = edgeShares(finding, exposure) {
      chance = ShareDifference(from: edge.before, to: edge.after).chance
    } else if let observed = finding.measure?.observed {
      let total = exposure.opportunities(at: finding.place)
      chance = Chance.ofGrowth(from: Counts(0, of: total.before), to: Counts(observed, of: max(observed, total.after)))
    } else {
      chance = 0
    }
    return FindingChange(
      finding, .new, FindingComparison(chance: chance, significant: significance.accepts(chance: chance)))
  }

  private static func stands(
    _ new: BaselineFinding, against old: BaselineFinding, _ exposure: Exposure, _ reach: [ReachChange],
    _ significance: Significance
  ) -> FindingChange {
    let rule = RuleID(rawValue: new.rule)
    if rule?.isAbsolute ?? false {
      return FindingChange(
        new, .unchanged, FindingComparison(baseline: old.measure?.value, chance: 1, significant: false))
    }
    if rule?.isAboutReach ?? false { return grown(new, .worse, old, exposure, reach, significance) }
    guard let before = old.measure, let after = new.measure, before.unit == after.unit else {
      return FindingChange(new, .unchanged, FindingComparison(chance: 1, significant: false))
    }
    if let depths = depths(new, beyond: min(before.value, after.value), exposure) {
      let chance = ShareDifference(from: depths.before, to: depths.after).chance
      return byNumber(new, old, before, after, chance: chance, significance)
    }
    // A number of calls that went wrong grows with the traffic: what counts is their share.
    if before.unit == "share" || before.countsObservations && after.countsObservations {
      return byShare(new, before, after, significance)
    }
    let chance =
      after.value > before.value
      ? Chance.ofGrowth(from: Counts(0, of: before.of ?? 0), to: Counts(after.observed ?? 0, of: after.of ?? 0))
      : Chance.ofMissing(seen: before.observed ?? 0, in: before.of ?? 0, missingIn: after.of ?? 0)
    return byNumber(new, old, before, after, chance: chance, significance)
  }

  private static func byShare(
    _ finding: BaselineFinding, _ before: FindingMeasure, _ after: FindingMeasure, _ significance: Significance
  ) -> FindingChange {
    let difference = ShareDifference(
      from: Counts(before.observed ?? 0, of: before.of ?? 0), to: Counts(after.observed ?? 0, of: after.of ?? 0))
    let counts = abs(difference.value) >= leastDifference && significance.accepts(chance: difference.chance)
    return FindingChange(
      finding, !counts ? .unchanged : difference.value > 0 ? .worse : .better,
      FindingComparison(
        baseline: before.value, difference: difference.value, low: difference.low, high: difference.high,
        chance: difference.chance, significant: counts))
  }

  /// Depths, numbers of services: a higher one counts when the requests that show it cannot have been missed by chance.
  private static func byNumber(
    _ finding: BaselineFinding, _ old: BaselineFinding, _ before: FindingMeasure, _ after: FindingMeasure,
    chance: Double, _ significance: Significance
  ) -> FindingChange {
    // Of a cycle, the traces only say how often it was used; worse is one that requests now run around.
    let countsUse = after.unit == "traces"
    let isWorse = countsUse ? finding.severity < old.severity : after.value > before.value
    let isBetter = countsUse ? finding.severity > old.severity : after.value < before.value
    let counts = (isWorse || isBetter) && significance.accepts(chance: chance)
    return FindingChange(
      finding, !counts ? .unchanged : isWorse ? .worse : .better,
      FindingComparison(
        baseline: before.value, difference: after.value - before.value, chance: isWorse || isBetter ? chance : 1,
        significant: counts))
  }

  /// For chains that are too deep, when both sides have the entry: the requests that go beyond a depth.
  private static func depths(
    _ finding: BaselineFinding, beyond depth: Double?, _ exposure: Exposure
  ) -> (before: Counts, after: Counts)? {
    guard finding.rule == RuleID.synchronousChainDepth.rawValue, let entry = finding.place.entry, let depth,
      let before = exposure.before.entries[entry], let after = exposure.after.entries[entry]
    else { return nil }
    let beyond = Int(min(max(0, depth), 1e6))
    return (before.deeper(than: beyond), after.deeper(than: beyond))
  }

  /// Blast radii and single points of failure: as bad as the entry where the node's reach grew most certainly.
  private static func grown(
    _ new: BaselineFinding, _ worse: BaselineState, _ old: BaselineFinding?, _ exposure: Exposure,
    _ reach: [ReachChange], _ significance: Significance
  ) -> FindingChange {
    let node = new.place.node ?? ""
    let changes = reach.filter { $0.node == node && abs($0.difference) >= leastDifference }
    let growth = changes.filter { $0.difference > 0 }.min { $0.chance < $1.chance }
    let shrinkage = changes.filter { $0.difference < 0 }.min { $0.chance < $1.chance }
    // The whole is compared only for what it says about chance: it also moves with the traffic at the entries.
    let whole = ShareDifference(from: exposure.before.reach(of: node), to: exposure.after.reach(of: node))
    // A node that the baseline shows as far may have had no finding of its own there: it was part of another node's.
    let wasReached =
      old == nil && whole.before.seen > 0 && whole.before.share >= new.measure?.limit ?? 0
      && (whole.value <= 0 || !significance.accepts(chance: whole.chance))
    let state: BaselineState =
      growth != nil || old == nil && !wasReached ? worse : shrinkage != nil && old != nil ? .better : .unchanged
    return FindingChange(
      new, state,
      FindingComparison(
        baseline: old?.measure?.value ?? whole.before.share, difference: whole.value, low: whole.low, high: whole.high,
        chance: (growth ?? (old == nil ? nil : shrinkage))?.chance ?? whole.chance,
        significant: growth != nil || (old != nil && shrinkage != nil)))
  }

  /// For findings about whether an edge waits, when both sides have the edge: how many of its calls do.
  private static func edgeShares(_ finding: BaselineFinding, _ exposure: Exposure) -> (before: Counts, after: Counts)? {
    guard let rule = RuleID(rawValue: finding.rule), [.syncOverAsync, .mixedEdge, .unknownEdge].contains(rule),
      let before = exposure.before.edges[finding.place], let after = exposure.after.edges[finding.place]
    else { return nil }
    return (Counts(before.waits, of: before.calls), Counts(after.waits, of: after.calls))
  }

  private static func absent(_ old: BaselineFinding, _ exposure: Exposure, _ drift: DriftSettings) -> FindingChange {
    let now = exposure.after.observations(at: old.place)
    let total = max(old.measure?.observed ?? 1, exposure.before.observations(at: old.place))
    let chance = Chance.ofMissing(seen: old.measure?.observed ?? total, in: total, missingIn: now)
    let gone = now > 0 && (drift.sampling == .complete || chance <= Chance.implausible)
    return FindingChange(
      old, gone ? .gone : .notExercised,
      FindingComparison(baseline: old.measure?.value, chance: chance, significant: gone))
  }
}

extension FindingMeasure {
  /// Whether the value is the number of observations itself, of those that could have shown it.
  fileprivate var countsObservations: Bool {
    unit == "calls" && observed.map { Double($0) == value } ?? false && of != nil
  }
}

extension RuleID {
  /// Statements of the policy that a single call breaks.
  var isAbsolute: Bool {
    [.forbiddenSynchronousEdge, .requiredQueue, .unlistedEdge, .declaredContradiction].contains(self)
  }

  /// Rules that only a comparison with a baseline can break.
  var isAboutDrift: Bool {
    [
      .edgeBecameSynchronous, .newSynchronousEdge, .newSynchronousCycle, .newSinglePointOfFailure, .blastRadiusGrown,
      .newChainEntry,
    ].contains(self)
  }

  /// Findings whose place is a node and whose measure is its reach.
  var isAboutReach: Bool { self == .blastRadius || self == .singlePointOfFailure }
}
