import CallClassification

extension Rule {
  /// Consumers that wait for other services; one finding an entry.
  static let synchronousCallInConsumer = Rule(
    .synchronousCallInConsumer,
    defaults: RuleSetting(severity: .note),
    evaluate: { context in
      context.report.entries.filter { $0.kind == .message }.compactMap { entry in
        let chains = (context.chains[entry.name] ?? []).filter { chain in
          guard chain.hops.count > 1 else { return false }
          return chain.hops[1].callsOut
        }
        guard let worst = chains.first,
          let breach = context.breach(of: .synchronousCallInConsumer, at: .entry(entry.name))
        else { return nil }
        let called = Set(chains.map { $0.hops[1].name }).sorted()
        return Finding(
          .synchronousCallInConsumer, at: .entry(entry.name), severity: breach.severity, policy: breach.origin,
          statement: """
            The consumer \(entry.name) waits for \(Wording.list(called)) while it handles a message; up to \
            \(Wording.grouped(chains.map(\.traces).max() ?? 0)) of \(Wording.count(entry.requests, "message")) do, the riskiest \
            along \(worst.path).
            """,
          advice:
            "Give the call a timeout well below the queue's redelivery time, and limit how often a message is tried again.",
          measure: FindingMeasure(
            value: Double(called.count), unit: "services", observed: chains.map(\.traces).max(), of: entry.requests),
          nodes: [entry.service] + called, chains: chains.prefix(3).map(\.id), exemplars: worst.exemplars)
      }
    })
}

extension ChainHopReport {
  /// Whether it is another service or an external system, not the data or the messages of its caller.
  fileprivate var callsOut: Bool { kind == .service || kind == .external }
}
