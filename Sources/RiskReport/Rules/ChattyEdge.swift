import CallClassification

extension Rule {
  /// An edge that one request passes again and again.
  ///
  /// The default: ten calls of one request to one callee at the 95th percentile are a loop, not a design.
  static let chattyEdge = Rule(
    .chattyEdge,
    defaults: RuleSetting(severity: .warning, limit: 20, warningLimit: 10),
    limit: RuleParameter("The most calls over one edge that a request makes at the 95th percentile", unit: "calls"),
    evaluate: { context in
      context.report.edges.filter { $0.verdict.spreadsFailure }.compactMap { edge in
        guard let perRequest = edge.perRequest else { return nil }
        let place = FindingPlace.edge(caller: edge.caller, callee: edge.callee, via: edge.via)
        guard let breach = context.breach(of: .chattyEdge, at: place, value: Double(perRequest.p95)) else { return nil }
        return Finding(
          .chattyEdge, at: place, severity: breach.severity, policy: breach.origin,
          statement: """
            A request of \(edge.caller) calls \(edge.callee) \(perRequest.p95) times at the 95th percentile (median \
            \(perRequest.p50), most \(perRequest.most)); at most \(Wording.decimal(breach.limit ?? 0)) are allowed.
            """,
          advice:
            "Ask for all items in one call, join in the query, or keep what was read for the length of the request.",
          measure: FindingMeasure(value: Double(perRequest.p95), limit: breach.limit, unit: "calls"),
          edges: [edge.id], nodes: [edge.caller, edge.callee], exemplars: edge.exemplars)
      }
    })
}
