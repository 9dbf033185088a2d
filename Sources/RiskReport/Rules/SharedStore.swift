import CallClassification

extension Rule {
  /// One database that several services use.
  static let sharedStore = Rule(
    .sharedStore,
    defaults: RuleSetting(severity: .warning, atLeast: 2),
    atLeast: RuleParameter("The fewest services on one database that are reported", unit: "services"),
    evaluate: { context in
      context.report.nodes.filter { $0.kind == .database }.compactMap { node in
        let edges = context.edgesTo[node.name] ?? []
        let services = Set(edges.map(\.caller)).sorted()
        guard services.count > 1,
          let breach = context.breach(of: .sharedStore, at: .node(node.name), observations: services.count)
        else { return nil }
        let calls = edges.sum(of: \.calls)
        return Finding(
          .sharedStore, at: .node(node.name), severity: breach.severity, policy: breach.origin,
          statement: """
            \(services.count) services use the database \(node.name): \(Wording.list(services)) \
            (\(Wording.count(calls, "call"))).
            """,
          advice: "Give each service its own data, or let one own this database and the others ask it.",
          measure: FindingMeasure(
            value: Double(services.count), unit: "services",
            observed: edges.map(\.observations).sorted().dropLast().last, of: context.report.evidence.traces),
          edges: edges.map(\.id), nodes: [node.name] + services,
          exemplars: edges.flatMap { $0.exemplars.prefix(1) }.prefix(3).map { $0 })
      }
    })
}
