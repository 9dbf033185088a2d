import CallClassification
public import RiskReport

/// Decides whether a deployment may go on.
public enum Gate {
  /// Judges a report.
  ///
  /// The findings are made here, with the policy's settings; those that the report holds already are replaced.
  ///
  /// - Parameters:
  ///   - report: the analysis of this run.
  ///   - policy: what the team has decided.
  ///   - baseline: the accepted state. Without one the limits apply to everything; with one only to what is new or worse.
  ///   - today: the day that waivers are held against.
  ///   - changed: the services of this deployment. If there are any, only findings that touch one of them can fail.
  ///   - remedy: how the accepted state is written again, for the command that a closed gate prints.
  /// - Returns: the report with annotated findings and the gate's decision. Failing findings win over missing evidence:
  ///   what was seen does not become better by what was not.
  public static func evaluate(
    report: Report, policy: Policy = Policy(), baseline: Baseline? = nil, today: CalendarDate, changed: [String] = [],
    remedy: BaselineRemedy = BaselineRemedy()
  ) -> GateResult {
    var findings = RuleBook.findings(in: report, settings: policy.rules)
    var absent: [AbsentFinding] = []
    let version = baseline.flatMap { BaselineVersion($0, remedy: remedy) }
    let state = Baseline(report: report, findings: findings)
    // A baseline that other rules wrote is not compared: what only the rules changed is no drift.
    let renames =
      version?.isComparable ?? true
      ? baseline.map { RenamedPlaces($0, state, policy: policy) } : nil
    let evidence = MissingEvidence(report: report, policy: policy, renames: renames, changed: changed)
    var missing = evidence.reasons() + (version?.missing ?? [])
    var absences = evidence.absences()
    if let renames { absences += LostEdges(renames.baseline, state, report: report, policy: policy).reasons() }
    // What a new baseline settles.
    var settled = absences
    if let renames {
      let difference = Difference(from: renames.baseline, to: state, drift: policy.drift)
      let comparison = BaselineComparison(findings, difference)
      findings = comparison.with(DriftFindings(difference, report: report, policy: policy).findings())
      absent = comparison.absent
      if policy.evidence.unknownVerdictsStop { settled += becameUnknown(difference) }
    }
    let review = WaiverReview(findings, waivers: policy.waivers, today: today, places: WaiverPlaces(report))
    var report = report
    report.findings = review.findings

    let judgement = Judgement(report, policy: policy, hasBaseline: baseline != nil, changed: changed)
    settled += judgement.resting
    let acceptance = BaselineAcceptance(
      remedy: remedy, hasBaseline: baseline != nil, isRequired: policy.baselineRequired)
    missing += acceptance.missing()
    let canAccept = missing.isEmpty && !(judgement.failing.isEmpty && settled.isEmpty)
    let offers =
      report.evidence.spans == 0
      ? [] : (canAccept ? acceptance.offers(pruning: !absences.isEmpty) : acceptance.remarks()) + (version?.remarks ?? [])
      + (renames?.remarks ?? [])
    missing += settled
    let outcome: GateOutcome =
      !judgement.failing.isEmpty ? .failed : !missing.isEmpty ? .notEnoughEvidence : .passed
    let summary = outcome == .passed ? [judgement.passed] : []
    let unmatched = PolicyReview(policy, report: report, baseline: baseline).reasons()
    return GateResult(
      report: report,
      gate: GateReport(
        outcome: outcome,
        reasons: judgement.failing + missing + offers + review.lapsed + unmatched + summary + judgement.elsewhere,
        counts: counts(report.findings, absent), absent: absent, unmatchedWaivers: review.unmatched))
  }

  /// Edges that were handed over and whose calls no longer show it.
  private static func becameUnknown(_ difference: Difference) -> [GateReason] {
    difference.edges.filter { $0.kind == .becameUnknown && $0.significant }.map { change in
      GateReason(
        severity: .error,
        message: """
          The edge \(change.place.subject) was asynchronous in the baseline; what it is now, its \
          \(Wording.count(change.callsAfter, "call")) do not show.
          """,
        advice: """
          Check that both sides still send spans with their kinds and that the context still travels with the message; or \
          declare the verdict in the policy under `declared`.
          """)
    }
  }

  private static func counts(_ findings: [Finding], _ absent: [AbsentFinding]) -> GateCounts {
    // What chance explains is shown, but not counted as a change.
    func number(_ state: BaselineState) -> Int {
      findings.filter { $0.baselineState == state && (state != .new || $0.comparison?.significant ?? true) }.count
    }
    var counts = GateCounts()
    counts.new = number(.new)
    counts.worse = number(.worse)
    counts.unchanged = number(.unchanged)
    counts.better = number(.better)
    counts.gone = absent.filter { $0.state == .gone }.count
    counts.notExercised = absent.filter { $0.state == .notExercised }.count
    counts.waived = findings.filter { $0.waiver != nil }.count
    return counts
  }
}
