import CallClassification
import TraceModel

extension Rule {
  /// A chain along which observed attempts multiply.
  ///
  /// The default: three attempts at one layer are common practice; at two layers they are nine calls at the end.
  static let retryAmplification = Rule(
    .retryAmplification,
    defaults: RuleSetting(severity: .warning, limit: 3),
    limit: RuleParameter(
      "The most calls at the end of a chain that one request may become by retries", unit: "attempts"),
    evaluate: { context in
      guard context.report.edges.contains(where: { $0.retries != nil }) else { return [] }
      let edges = Dictionary(context.report.edges.map { (Pair(caller: $0.caller, callee: $0.callee), $0) }) {
        first, _ in first
      }
      var worst: [String: Finding] = [:]
      for chain in context.report.chains {
        guard let finding = amplification(of: chain, edges, in: context) else { continue }
        if let known = worst[finding.subject]?.measure?.value, known >= finding.measure?.value ?? 0 { continue }
        worst[finding.subject] = finding
      }
      return Array(worst.values)
    })

  private struct Pair: Hashable {
    let caller: String
    let callee: String
  }

  private static func amplification(
    of chain: ChainReport, _ edges: [Pair: EdgeReport], in context: RuleContext
  ) -> Finding? {
    var product = 1
    var layers: [(edge: EdgeReport, attempts: Int)] = []
    for (hop, next) in zip(chain.hops, chain.hops.dropFirst()) {
      guard let edge = edges[Pair(caller: hop.name, callee: next.name)], let retries = edge.retries
      else { continue }
      layers.append((edge, retries.attempts.most))
      product = min(product *| max(1, retries.attempts.most), 1_000_000)
    }
    let place = FindingPlace.entry(chain.entry)
    guard let last = layers.last,
      let breach = context.breach(of: .retryAmplification, at: place, value: Double(product))
    else { return nil }
    let parts = layers.map { "\($0.edge.caller) → \($0.edge.callee) up to \($0.attempts)" }
    return Finding(
      .retryAmplification, at: place, severity: breach.severity, policy: breach.origin,
      statement: """
        One request of \(chain.entry) can become \(product) calls of \(last.edge.callee): attempts were seen at \
        \(Wording.count(layers.count, "layer")) (\(Wording.list(parts))).
        """,
      advice: """
        Retry at one layer only, with pauses that grow and differ, and with a budget: retries may add a tenth to the calls, \
        not a multiple.
        """,
      measure: FindingMeasure(value: Double(product), limit: breach.limit, unit: "attempts"),
      edges: layers.map(\.edge.id), nodes: chain.hops.map(\.name), chains: [chain.id], exemplars: chain.exemplars)
  }
}
