import CallClassification

extension Rule {
  /// An edge whose failures were seen, and failed the caller nearly always.
  ///
  /// A note: most dependencies are hard for a reason. It names those where a fallback would show.
  static let hardDependency = Rule(
    .hardDependency,
    defaults: RuleSetting(severity: .note, limit: 0.9, atLeast: 20),
    limit: RuleParameter("The share of the callee's failures that may fail the caller", unit: "share"),
    atLeast: RuleParameter("The fewest observed failures that are judged", unit: "failures"),
    evaluate: { context in
      context.report.edges.filter { $0.verdict.spreadsFailure }.compactMap { edge in
        let spread = edge.propagation
        let place = FindingPlace.edge(caller: edge.caller, callee: edge.callee, via: edge.via)
        guard spread.calleeErrors > 0,
          context.breach(of: .hardDependency, at: place, observations: spread.calleeErrors) != nil,
          let breach = context.breach(of: .hardDependency, at: place, value: spread.probability)
        else { return nil }
        return Finding(
          .hardDependency, at: place, severity: breach.severity, policy: breach.origin,
          statement: """
            Of \(Wording.count(spread.calleeErrors, "failure")) of \(edge.callee), \(spread.propagated) failed the \
            request of \(edge.caller): no fallback was seen.
            """,
          advice: """
            Decide what \(edge.caller) can answer without \(edge.callee): a default, an old value, or a part of the answer.
            """,
          measure: FindingMeasure(
            value: spread.probability, low: spread.low, high: spread.high, limit: breach.limit, unit: "share",
            observed: spread.propagated, of: spread.calleeErrors),
          edges: [edge.id], nodes: [edge.caller, edge.callee], exemplars: edge.exemplars)
      }
    })
}
