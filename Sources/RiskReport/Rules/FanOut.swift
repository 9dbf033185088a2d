import CallClassification

extension Rule {
  /// A service that waits for many calls side by side.
  ///
  /// The default: with twenty calls of which each is slow once in a hundred times, one request in five is slow.
  static let fanOut = Rule(
    .fanOut,
    defaults: RuleSetting(severity: .warning, limit: 20),
    limit: RuleParameter("The most calls that a request waits for side by side, at the 95th percentile", unit: "calls"),
    evaluate: { context in
      context.edgesFrom.compactMap { caller, edges in
        let parallel = edges.filter {
          $0.verdict == .synchronous && $0.waiting == .nonblocking && $0.mechanism != .queue
        }
        let calls = parallel.sum { $0.perRequest?.p95 ?? 1 }
        let place = FindingPlace.node(caller)
        guard let breach = context.breach(of: .fanOut, at: place, value: Double(calls)) else { return nil }
        return Finding(
          .fanOut, at: place, severity: breach.severity, policy: breach.origin,
          statement: """
            A request of \(caller) waits for \(Wording.count(calls, "call")) side by side: to \
            \(Wording.list(parallel.map(\.callee))). The slowest decides.
            """,
          advice: "Ask for many things in one call, cap the number in flight, or answer with what has arrived in time.",
          measure: FindingMeasure(value: Double(calls), limit: breach.limit, unit: "calls"),
          edges: parallel.map(\.id), nodes: [caller] + parallel.map(\.callee),
          exemplars: parallel.first?.exemplars ?? [])
      }
    })
}
