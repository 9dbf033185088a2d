extension Rule {
  /// Nodes whose failure reaches too many of the requests that enter elsewhere.
  ///
  /// The default warns beyond one half and fails nothing: in a small system a wide radius is normal. What a deployment
  /// must not do is to widen one; that is the rule `blast-radius-grown`.
  static let blastRadius = Rule(
    .blastRadius,
    defaults: RuleSetting(severity: .warning, limit: 0.5),
    limit: RuleParameter(
      "The largest share of all requests that may wait for a node behind their entry", unit: "share"),
    evaluate: { context in
      let breaches = { (reach: NodeReach) in
        context.breach(
          of: .blastRadius, at: .node(reach.node.name),
          value: ShareReport(observed: reach.waiting, of: context.requests).value)
      }
      return NodeReach.folded(in: context) { breaches($0) != nil }.compactMap { reach in
        breaches(reach).map { finding(reach, $0, in: context) }
      }
    })

  /// The node's whole blast radius, where that is another number than the one that the limit is for: requests that enter
  /// by the node itself belong to it, and so do those that failed before they got there.
  private static func whole(_ reach: NodeReach, _ measure: FindingMeasure) -> String {
    let whole = Wording.percent(reach.node.blastRadius.structural)
    if whole == Wording.percent(measure.value) { return "" }
    return reach.entries.count < reach.node.blastRadius.entries.count
      ? " (\(whole) with those that enter by \(reach.node.name) itself)"
      : " (\(whole) with those that failed before they got there)"
  }

  private static func finding(_ reach: NodeReach, _ breach: Breach, in context: RuleContext) -> Finding {
    let measure = FindingMeasure(observed: reach.waiting, of: context.requests, limit: breach.limit)
    return Finding(
      .blastRadius, at: .node(reach.node.name), severity: breach.severity, policy: breach.origin,
      statement: """
        When \(reach.names) fails, requests that wait for it can fail: \(Wording.percent(measure.value)) of all were seen \
        to, \(Wording.grouped(reach.waiting)) of \(Wording.grouped(context.requests))\(whole(reach, measure)), entering by \
        \(Wording.count(reach.entries.count, "entry", "entries")) (\(Wording.list(reach.entries.map(\.name.description)))); \
        at most \(Wording.percent(breach.limit ?? 0)) are allowed.\(reach.expectation)
        """,
      advice: """
        Find the callers that can answer without it and give them a timeout with a fallback; put a queue where they only \
        hand work over; what must stay required deserves redundancy.
        """,
      measure: measure, edges: reach.edges(in: context), nodes: [reach.node.name] + reach.behind,
      chains: reach.chains(in: context), exemplars: reach.exemplars)
  }
}
