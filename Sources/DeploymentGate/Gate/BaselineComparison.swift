import RiskReport

/// Findings with how they stand against the baseline.
struct BaselineComparison {
  private let findings: [Finding]
  /// Findings of the baseline that this run did not make, by rule and subject.
  let absent: [AbsentFinding]

  init(_ findings: [Finding], _ difference: Difference) {
    let changes = Dictionary(difference.findings.map { ($0.id, $0) }) { first, _ in first }
    self.findings = findings.map { finding in
      var finding = finding
      // A flaw of the data is no state of the system: it is neither new nor accepted.
      guard !finding.isAboutData else { return finding }
      let change = changes[finding.id]
      finding.baselineState = change?.state ?? .unchanged
      finding.comparison = change?.comparison
      if let change, change.state == .new, !change.significant {
        finding.statement += Self.remark(on: change)
      }
      return finding
    }
    absent = difference.findings.filter { $0.state == .gone || $0.state == .notExercised }
      .map { AbsentFinding(id: $0.id, rule: $0.rule, subject: $0.subject, state: $0.state) }
  }

  /// Why a finding that the baseline does not have does not fail the gate.
  private static func remark(on change: FindingChange) -> String {
    if RuleID(rawValue: change.rule)?.isAboutReach ?? false {
      return " No entry needs it more than in the baseline, so it does not fail the gate."
    }
    return Chance.canExplain(change.comparison.chance)
      ? " The baseline may have missed it by chance (probability \(Wording.percent(change.comparison.chance))), so it does not fail the gate."
      : " The baseline shows the same calls, so it does not fail the gate."
  }

  /// With the findings about drift, but without those that say of a place what a finding at least as severe says already.
  func with(_ drift: [Finding]) -> [Finding] {
    let said = Dictionary(
      grouping: findings.filter {
        ($0.baselineState == .new || $0.baselineState == .worse) && $0.comparison?.significant ?? true
      }, by: \.place)
    let more = drift.filter { finding in
      !(said[finding.place] ?? []).contains { $0.severity <= finding.severity }
    }
    return RuleBook.sorted(findings + more)
  }
}
