import CallClassification

extension Rule {
  /// An edge whose callee works on after its caller gave up.
  static let deadlineViolation = Rule(
    .deadlineViolation,
    defaults: RuleSetting(severity: .warning, atLeast: 3),
    atLeast: RuleParameter("The fewest calls with work for nobody that are reported", unit: "calls"),
    evaluate: { context in
      context.report.edges.compactMap { edge in
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
}
