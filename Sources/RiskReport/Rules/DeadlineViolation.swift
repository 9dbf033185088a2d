import CallClassification

extension Rule {
  /// An edge whose callee works on after its caller gave up, or whose calls take longer than the limit that the policy
  /// states for their caller.
  static let deadlineViolation = Rule(
    .deadlineViolation,
    defaults: RuleSetting(severity: .warning, atLeast: 3),
    atLeast: RuleParameter("The fewest calls with work for nobody that are reported", unit: "calls"),
    evaluate: { context in
      context.report.edges.compactMap { edge in
        if edge.deadline?.workedOn ?? 0 == 0 { return tooSlow(edge, in: context) }
        guard let deadline = edge.deadline, deadline.workedOn > 0 else { return nil }
        let place = FindingPlace.edge(caller: edge.caller, callee: edge.callee, via: edge.via)
        guard let breach = context.breach(of: .deadlineViolation, at: place, observations: deadline.workedOn) else {
          return nil
        }
        return Finding(
          .deadlineViolation, at: place, severity: breach.severity, policy: breach.origin,
          statement: """
            \(edge.caller) gave up \(Wording.count(deadline.calls, "call")) of \(edge.callee) after about \
            \(Wording.decimal(deadline.seconds)) s; \(deadline.workedOn) went on working for nobody. \
            \(edge.callee)'s 99th percentile is \(Wording.decimal(deadline.calleeP99)) s.
            """,
          advice: """
            Pass the deadline along and let \(edge.callee) stop at it; set the limit of \(edge.caller) above what \
            \(edge.callee) needs, or make \(edge.callee) faster.
            """,
          measure: FindingMeasure(
            value: Double(deadline.workedOn), unit: "calls", observed: deadline.workedOn, of: edge.calls),
          edges: [edge.id], nodes: [edge.caller, edge.callee], exemplars: edge.exemplars)
      }
    })

  /// Calls of which one in a hundred takes longer than their caller waits.
  private static func tooSlow(_ edge: EdgeReport, in context: RuleContext) -> Finding? {
    let limit = context.settings.timeouts.first { $0.caller.matches(edge.caller) && $0.callee.matches(edge.callee) }
    let place = FindingPlace.edge(caller: edge.caller, callee: edge.callee, via: edge.via)
    guard let limit, edge.verdict.spreadsFailure, edge.latency.p99 > limit.seconds,
      let breach = context.breach(of: .deadlineViolation, at: place)
    else { return nil }
    return Finding(
      .deadlineViolation, at: place, severity: breach.severity, policy: breach.origin,
      statement: """
        One call in a hundred of \(edge.caller) to \(edge.callee) takes \(Wording.decimal(edge.latency.p99)) s or longer; \
        \(edge.caller) gives up after \(Wording.decimal(limit.seconds)) s, as the policy states.
        """,
      advice: """
        Raise the limit of \(edge.caller) above what \(edge.callee) needs, or make \(edge.callee) faster; pass the deadline \
        along, so that \(edge.callee) stops at it.
        """,
      measure: FindingMeasure(value: edge.latency.p99, limit: limit.seconds, unit: "seconds"),
      edges: [edge.id], nodes: [edge.caller, edge.callee], exemplars: edge.exemplars)
  }
}
