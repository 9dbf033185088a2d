extension Rule {
  /// Nodes that carry several entries on their own.
  ///
  /// The default speaks of nodes that carry two entries or more: whatever one entry always calls carries that entry, so
  /// that with one the rule would list the whole system.
  static let singlePointOfFailure = Rule(
    .singlePointOfFailure,
    defaults: RuleSetting(severity: .warning, limit: 0.95, atLeast: 2),
    limit: RuleParameter("The share of an entry's requests from which on a node carries the entry", unit: "share"),
    atLeast: RuleParameter("The fewest entries that a node must carry to be reported", unit: "entries"),
    evaluate: { context in
      NodeReach.folded(in: context) { carried($0, in: context) != nil }.compactMap { reach in
        carried(reach, in: context).map { finding(reach, carries: $0.entries, $0.breach, in: context) }
      }
    })

  private static let fewestRequests = 5

  private static func carried(
    _ reach: NodeReach, in context: RuleContext
  ) -> (entries: [EntryBlastRadiusReport], breach: Breach)? {
    let place = FindingPlace.node(reach.node.name)
    let limit = context.settings.setting(of: .singlePointOfFailure, at: place).limit ?? 1
    let entries = reach.entries.filter {
      $0.structural >= limit && (context.entries[$0.name]?.requests ?? 0) >= fewestRequests
    }
    guard !entries.isEmpty,
      let breach = context.breach(of: .singlePointOfFailure, at: place, observations: entries.count)
    else { return nil }
    return (entries, breach)
  }

  private static func finding(
    _ reach: NodeReach, carries entries: [EntryBlastRadiusReport], _ breach: Breach, in context: RuleContext
  ) -> Finding {
    let waiting = entries.sum(of: \.requests)
    let of = entries.sum { context.entries[$0.name]?.requests ?? 0 }
    return Finding(
      .singlePointOfFailure, at: .node(reach.node.name), severity: breach.severity, policy: breach.origin,
      statement: """
        \(Wording.count(entries.count, "entry", "entries")) of \(context.report.entries.count) cannot answer without \
        \(reach.names): \(Wording.list(entries.map(\.name.description))). At least \(Wording.percent(breach.limit ?? 1)) of \
        the requests of each wait for it (\(Wording.grouped(waiting)) of \(Wording.grouped(of))).\(dominance(reach.node.name, entries, in: context))\(reach.expectation)
        """,
      advice: """
        Make it redundant, or make one of the entries independent of it: a fallback where a degraded answer will do, a \
        queue where the work can follow later.
        """,
      measure: FindingMeasure(
        value: Double(entries.count), limit: fewestEntries(reach.node.name, in: context), unit: "entries",
        observed: waiting, of: of),
      edges: reach.edges(in: context), nodes: [reach.node.name] + reach.behind, chains: reach.chains(in: context),
      exemplars: entries.flatMap { $0.exemplars.prefix(1) }.prefix(3).map { $0 })
  }

  private static func fewestEntries(_ node: String, in context: RuleContext) -> Double? {
    context.settings.setting(of: .singlePointOfFailure, at: .node(node)).atLeast.map(Double.init)
  }

  /// What else goes with the node, at the entry that reaches most nodes only through it; nothing where none does.
  private static func dominance(
    _ node: String, _ entries: [EntryBlastRadiusReport], in context: RuleContext
  ) -> String {
    let found = entries.compactMap { entry in
      context.entries[entry.name]?.dominators?.first { $0.node == node }.map { (entry: entry.name, dominator: $0) }
    }
    // Entries stand in a fixed order: of equal ones the first is taken.
    guard let widest = found.max(by: { $0.dominator.protects < $1.dominator.protects }) else { return "" }
    let dominator = widest.dominator
    let names = Wording.list(dominator.nodes)
    return dominator.protects == 1
      ? " \(widest.entry) reaches \(names) only through it: a firebreak before it keeps that failure out as well."
      : " \(widest.entry) reaches \(Wording.count(dominator.protects, "other node")) only through it (\(names)): a firebreak"
        + " before it keeps their failures out as well."
  }
}
