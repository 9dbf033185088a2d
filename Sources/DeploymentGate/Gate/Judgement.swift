import CallClassification
import RiskReport

/// Which findings fail the gate, and why the others do not.
struct Judgement {
  /// One reason for each finding that fails, worst first.
  private(set) var failing: [GateReason] = []
  /// Findings that would fail but rest on an edge whose verdict is unknown: evidence is missing, not refuted.
  private(set) var resting: [GateReason] = []
  /// Findings that would fail but touch none of the changed services.
  private(set) var elsewhere: [GateReason] = []
  /// What to say when nothing fails.
  let passed: GateReason

  init(_ report: Report, policy: Policy, hasBaseline: Bool, changed: [String]) {
    let unknown = Set(report.edges.filter { $0.verdict == .unknown }.map(\.place))
    for finding in report.findings where Self.canFail(finding, policy, hasBaseline) {
      if !changed.isEmpty, !finding.touches(changed) {
        elsewhere.append(
          GateReason(
            severity: .note, finding: finding.id,
            message: "Not judged, since it touches no changed service: \(finding.title)",
            advice: finding.advice, policy: finding.policy))
      } else if policy.evidence.unknownVerdictsStop, let place = finding.place, unknown.contains(place) {
        resting.append(
          GateReason(
            severity: finding.severity, finding: finding.id,
            message: "Whether this holds is open, because the verdict of the edge is unknown: \(finding.title)",
            advice: """
              Record client and server spans on both sides of the edge, declare its verdict under `declared`, or let unknown \
              verdicts count as synchronous with `quality.unknown-verdicts: count-as-synchronous`.
              """, policy: finding.policy))
      } else {
        failing.append(
          GateReason(
            severity: finding.severity, finding: finding.id, message: finding.title, advice: finding.advice,
            policy: finding.policy))
      }
    }
    passed = Self.passed(report, policy, hasBaseline, judgedPart: elsewhere.isEmpty ? [] : changed)
  }

  private static func canFail(_ finding: Finding, _ policy: Policy, _ hasBaseline: Bool) -> Bool {
    guard policy.failOn.includes(finding.severity), finding.waiver == nil, !finding.isAboutData else { return false }
    guard hasBaseline else { return true }
    let isWorse = finding.baselineState == .new || finding.baselineState == .worse
    return isWorse && finding.comparison?.significant ?? true
  }

  private static func passed(
    _ report: Report, _ policy: Policy, _ hasBaseline: Bool, judgedPart services: [String]
  ) -> GateReason {
    var bar: String
    switch policy.failOn {
    case .error: bar = "No finding of severity error"
    case .warning: bar = "No finding of severity error or warning"
    case .none:
      return GateReason(severity: .note, message: "The policy lets no finding fail the gate (`fail-on: none`).")
    }
    if !services.isEmpty { bar += " that touches \(Wording.list(services))" }
    let waived = report.findings.filter { $0.waiver != nil && policy.failOn.includes($0.severity) }.count
    let except = waived > 0 ? ", except for \(Wording.count(waived, "waived finding"))" : ""
    return GateReason(
      severity: .note,
      message: hasBaseline ? "\(bar) is new or worse than the baseline\(except)." : "\(bar) was made\(except).")
  }
}

extension Finding {
  /// State, rule and statement in one line.
  fileprivate var title: String {
    let state = baselineState == .new ? "new: " : baselineState == .worse ? "worse\(growth): " : ""
    return "[\(rule)] \(state)\(statement)"
  }

  /// ` (from 40 % to 62 %)`.
  private var growth: String {
    guard let measure, let before = comparison?.baseline else { return "" }
    return measure.unit == "share"
      ? " (from \(Wording.percent(before)) to \(Wording.percent(measure.value)))"
      : " (from \(Wording.decimal(before)) to \(Wording.decimal(measure.value)) \(measure.unit))"
  }

  /// Whether one of the services takes part in it.
  fileprivate func touches(_ services: [String]) -> Bool {
    !Set(services).isDisjoint(with: nodes + (place?.names ?? []))
  }
}
