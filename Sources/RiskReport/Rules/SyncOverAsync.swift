import CallClassification
internal import TraceModel

extension Rule {
  /// A queue between two services that the caller waits behind.
  static let syncOverAsync = Rule(
    .syncOverAsync,
    defaults: RuleSetting(severity: .warning),
    evaluate: { context in
      context.report.edges.compactMap { edge in
        // A publish waits for its broker by nature; that is `publish-in-request`.
        guard edge.mechanism == .queue, edge.verdict == .synchronous, context.kind(of: edge.callee) != .queue,
          let breach = context.breach(of: .syncOverAsync, at: edge.place)
        else { return nil }
        return Finding(
          .syncOverAsync, at: edge.place, severity: breach.severity, policy: breach.origin,
          statement: """
            \(edge.caller) sends work to \(edge.callee)\(edge.via.map { " through \($0)" } ?? "") and waits for the answer: \
            \(Wording.grouped(edge.states.waits)) of \(Wording.count(edge.calls, "call")), median \
            \(Wording.decimal(edge.latency.p50 * 1000)) ms.
            """,
          advice: """
            Call directly with a timeout, where the answer is needed at once; or answer the request before the work is done \
            and report its result later.
            """,
          measure: FindingMeasure(observed: edge.states.waits, of: edge.states.waits +| edge.states.doesNotWait),
          edges: [edge.id], nodes: [edge.caller, edge.callee] + (edge.via.map { [$0] } ?? []), exemplars: edge.exemplars
        )
      }
    })
}
