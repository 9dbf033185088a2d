import CallClassification

extension Rule {
  /// A service whose requests wait for its broker; one finding a service, whatever the number of topics.
  static let publishInRequest = Rule(
    .publishInRequest,
    defaults: RuleSetting(severity: .note),
    evaluate: { context in
      Set(context.report.edges.map(\.caller)).sorted().compactMap { service in
        let edges = (context.edgesFrom[service] ?? []).filter {
          context.kind(of: $0.callee) == .queue && $0.verdict.spreadsFailure
            && (context.nodes[$0.callee]?.blastRadius.structural ?? 0) > 0
        }
        guard !edges.isEmpty, let breach = context.breach(of: .publishInRequest, at: .node(service)) else { return nil }
        let topics = Set(edges.map(\.callee)).sorted()
        let failed = edges.sum(of: \.propagation.calleeErrors)
        let propagated = edges.sum(of: \.propagation.propagated)
        let observed =
          failed > 0
          ? "of \(Wording.count(failed, "failed publish", "failed publishes")), \(Wording.grouped(propagated)) failed the request"
          : "no publish was seen to fail, so it is open whether the request survives that"
        return Finding(
          .publishInRequest, at: .node(service), severity: breach.severity, policy: breach.origin,
          statement: """
            Requests of \(service) wait for the broker to take their messages for \(Wording.list(topics)) \
            (\(Wording.count(edges.sum(of: \.calls), "publish", "publishes"))); \(observed).
            """,
          advice: """
            Where the message may be lost, publish with a short timeout and swallow the failure; where it may not, store it \
            with the request's own data and let a relay publish it.
            """,
          measure: FindingMeasure(
            value: Double(topics.count), unit: "calls", observed: edges.map(\.observations).max(),
            of: context.report.evidence.traces),
          edges: edges.map(\.id), nodes: [service] + topics,
          exemplars: edges.flatMap { $0.exemplars.prefix(1) }.prefix(3).map { $0 })
      }
    })
}
