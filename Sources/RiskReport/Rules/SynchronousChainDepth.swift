import CallClassification

extension Rule {
  /// One finding an entry, whatever the number of its chains that are too deep.
  ///
  /// The default: seven services that each answer 99.9 % of their calls answer 99.3 % together, seven times the failures
  /// of one; and beyond four behind one another no team oversees the whole chain any more, so that is a warning.
  static let synchronousChainDepth = Rule(
    .synchronousChainDepth,
    defaults: RuleSetting(severity: .error, limit: 6, warningLimit: 4),
    limit: RuleParameter("The most services that may stand one behind the other in a waiting chain", unit: "services"),
    evaluate: { context in context.report.entries.compactMap { chainDepth(of: $0, in: context) } })

  private static func chainDepth(of entry: EntryReport, in context: RuleContext) -> Finding? {
    let place = FindingPlace.entry(entry.name)
    guard let breach = context.breach(of: .synchronousChainDepth, at: place, value: Double(entry.depth)),
      let limit = breach.limit
    else { return nil }
    let tooDeep = (context.chains[entry.name] ?? []).filter { Double($0.services.count) > limit }
    let deepest = tooDeep.max { ($0.services.count, $0.traces, $1.id) < ($1.services.count, $1.traces, $0.id) }
    let observed = context.requests(of: entry, deeperThan: Int(min(limit, 1e6)))
    var statement = "Requests of \(entry.name) wait for \(Wording.count(entry.depth, "service")) one behind the other"
    if let deepest { statement += ": " + deepest.services.joined(separator: " → ") }
    statement += "; at most \(Wording.decimal(limit)) are allowed."
    if let deepest { statement += " \(Wording.percent(deepest.share)) of its requests run along this chain." }
    if let deepest { statement += deepest.openHops }
    if tooDeep.count > 1 {
      let others = tooDeep.count - 1
      statement +=
        " \(Wording.count(others, "other chain")) of the entry \(others == 1 ? "is" : "are") too deep as well."
    }
    return Finding(
      .synchronousChainDepth, at: place, severity: breach.severity, policy: breach.origin, statement: statement,
      advice: """
        Hand work over to a queue where its result is not needed for the answer, or let the caller answer without it \
        (timeout with a fallback). Services that only pass a call on can be called directly instead.
        """,
      measure: FindingMeasure(
        value: Double(entry.depth), limit: limit, unit: "services", observed: observed, of: entry.requests),
      nodes: deepest?.services ?? [entry.service], chains: tooDeep.map(\.id),
      exemplars: deepest?.exemplars ?? entry.exemplars)
  }
}

extension ChainReport {
  /// Says which hops count as synchronous although the data does not show it; empty where there are none.
  fileprivate var openHops: String {
    let open = hops.filter { $0.verdict == .unknown || $0.verdict == .mixed }
    guard !open.isEmpty else { return "" }
    let names = Wording.list(open.map { "\($0.name) (\($0.verdict?.rawValue ?? ""))" })
    return " The verdict on \(open.count == 1 ? "the call" : "the calls") to \(names) counts as synchronous."
  }
}
