import CallClassification
internal import TraceModel

extension Rule {
  /// An edge whose calls show the opposite of what the policy declares of it.
  static let declaredContradiction = Rule(
    .declaredContradiction,
    defaults: RuleSetting(severity: .error),
    evaluate: { context in
      context.report.edges.compactMap { edge in
        guard let declared = edge.declared, declared.observed != .unknown, declared.observed != declared.verdict,
          let breach = context.breach(of: .declaredContradiction, at: edge.place)
        else { return nil }
        let hidesRisk = !declared.verdict.spreadsFailure && declared.observed.spreadsFailure
        return Finding(
          .declaredContradiction, at: edge.place, severity: hidesRisk ? breach.severity : max(breach.severity, .note),
          policy: context.settings.declarations[.edge(caller: edge.caller, callee: edge.callee)] ?? breach.origin,
          statement: """
            \(edge.place.subject) is declared \(declared.verdict.rawValue), but its calls are \(declared.observed.rawValue): of \
            \(Wording.count(edge.calls, "call")), \(Wording.grouped(edge.states.waits)) wait and \
            \(Wording.grouped(edge.states.doesNotWait)) do not. The declaration's reason: \(declared.reason)
            """,
          advice: hidesRisk
            ? "Look at the example traces: either the caller waits, then remove the declaration, or its spans are wrong, then mend them."
            : "Remove the declaration if the call is handed over now.",
          measure: FindingMeasure(
            observed: hidesRisk ? edge.states.waits : edge.states.doesNotWait,
            of: edge.states.waits +| edge.states.doesNotWait),
          edges: [edge.id], nodes: [edge.caller, edge.callee], exemplars: edge.exemplars)
      }
    })
}
