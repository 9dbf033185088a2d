import CallClassification
internal import TraceModel

// Edges that the data leaves open. Notes: a gate takes them for synchronous anyway, and says so where it matters.

extension Rule {
  static let mixedEdge = Rule(
    .mixedEdge,
    defaults: RuleSetting(severity: .note, atLeast: 20),
    atLeast: RuleParameter("The fewest calls of an edge that is reported", unit: "calls"),
    evaluate: { open(.mixedEdge, .mixed, "Look at its operations: usually one waits and another does not.", in: $0) })

  static let unknownEdge = Rule(
    .unknownEdge,
    defaults: RuleSetting(severity: .note, atLeast: 20),
    atLeast: RuleParameter("The fewest calls of an edge that is reported", unit: "calls"),
    evaluate: {
      open(
        .unknownEdge, .unknown,
        """
        Record client and server spans on both sides with their kinds, or declare the verdict in the policy under `declared` \
        with the reason.
        """, in: $0)
    })

  private static func open(
    _ rule: RuleID, _ verdict: Verdict, _ advice: String, in context: RuleContext
  ) -> [Finding] {
    context.report.edges.filter { $0.verdict == verdict }.compactMap { edge in
      guard let breach = context.breach(of: rule, at: edge.place, observations: edge.calls) else { return nil }
      let states = edge.states
      return Finding(
        rule, at: edge.place, severity: breach.severity, policy: breach.origin,
        statement: """
          Of \(Wording.count(edge.calls, "call")) from \(edge.caller) to \(edge.callee)\(edge.via.map { " through \($0)" } ?? ""), \
          \(Wording.grouped(states.waits)) wait, \(Wording.grouped(states.doesNotWait)) do not, and \
          \(Wording.grouped(states.undecided)) leave it open.
          """,
        advice: advice, measure: FindingMeasure(observed: states.waits, of: states.waits +| states.doesNotWait),
        edges: [edge.id], nodes: [edge.caller, edge.callee], exemplars: edge.exemplars)
    }
  }
}
