import CallClassification

/// How far a node's failure reaches beyond the requests that enter by the node itself, with the peers that only it calls.
///
/// That an entry's own service fails its requests is no news. And a database behind one service adds nothing to that
/// service's reach: both are one place to mend, so the peer is folded into the service.
struct NodeReach: Sendable {
  let node: NodeReport
  /// Entries of other services that the node reaches, widest first.
  let entries: [EntryBlastRadiusReport]
  /// Requests of these entries that wait for the node.
  let waiting: Int
  /// Peers that only this service waits for.
  var privatePeers: [String] = []

  init(_ node: NodeReport) {
    self.node = node
    entries = node.blastRadius.entries.filter { $0.service != node.name }
    waiting = entries.sum(of: \.requests)
  }

  /// The nodes that `breaks` holds for, without peers that are folded into their only caller.
  static func folded(in context: RuleContext, where breaks: (NodeReach) -> Bool) -> [NodeReach] {
    let broken = context.report.nodes.map(NodeReach.init).filter(breaks)
    var byName = Dictionary(broken.map { ($0.node.name, $0) }) { first, _ in first }
    for reach in broken where reach.node.kind != .service {
      let callers = Set((context.edgesTo[reach.node.name] ?? []).filter(\.verdict.spreadsFailure).map(\.caller))
      guard callers.count == 1, let caller = callers.first, let owner = byName[caller], owner.waiting >= reach.waiting
      else { continue }
      byName[caller]?.privatePeers.append(reach.node.name)
      byName[reach.node.name] = nil
    }
    return broken.compactMap { byName[$0.node.name] }
  }

  /// Ids of the riskiest chains that pass the node.
  func chains(in context: RuleContext, most: Int = 3) -> [String] {
    context.report.chains.filter { chain in chain.hops.contains { $0.name == node.name } }.prefix(most).map(\.id)
  }

  /// Ids of the waiting edges that lead to the node.
  func edges(in context: RuleContext) -> [String] {
    (context.edgesTo[node.name] ?? []).filter(\.verdict.spreadsFailure).map(\.id)
  }

  /// A few example traces, from the widest entries.
  var exemplars: [String] { entries.flatMap { $0.exemplars.prefix(1) }.prefix(3).map { $0 } }

  /// `cart and, behind it, cart-db`.
  var names: String {
    privatePeers.isEmpty ? node.name : "\(node.name) (and behind it \(Wording.list(privatePeers)))"
  }

  /// What the observed errors add to the structure: nothing where there were none.
  var expectation: String {
    let radius = node.blastRadius
    guard radius.observations > 0 else { return " No failure of it was observed, so nothing shows that callers survive one." }
    return """
       By \(Wording.count(radius.observations, "observed failure")) on the way, \(Wording.percent(radius.expected)) \
      (\(Wording.percent(radius.low)) to \(Wording.percent(radius.high))) of all requests are expected to fail with it.
      """
  }
}
