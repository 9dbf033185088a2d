import CallClassification

/// How far a node's failure reaches beyond the requests that enter by the node itself, with the nodes behind it.
///
/// That an entry's own service fails its requests is no news. And a node that only one other node waits for adds nothing
/// to that one's reach: both are one place to mend, so it is folded into its caller.
struct NodeReach: Sendable {
  let node: NodeReport
  /// Entries of other services that the node reaches, widest first.
  let entries: [EntryBlastRadiusReport]
  /// Requests of these entries that wait for the node.
  let waiting: Int
  /// Nodes that are only waited for by this one, or by others that are behind it; by name.
  private(set) var behind: [String] = []

  init(_ node: NodeReport) {
    self.node = node
    entries = node.blastRadius.entries.filter { $0.service != node.name }
    waiting = entries.sum(of: \.requests)
  }

  /// The nodes that `breaks` holds for, without those that are folded into their only caller.
  static func folded(in context: RuleContext, where breaks: (NodeReach) -> Bool) -> [NodeReach] {
    let broken = context.report.nodes.map(NodeReach.init).filter(breaks)
    let byName = Dictionary(broken.map { ($0.node.name, $0) }) { first, _ in first }
    var owner: [String: String] = [:]
    for reach in broken {
      let callers = Set((context.edgesTo[reach.node.name] ?? []).filter(\.verdict.spreadsFailure).map(\.caller))
      guard callers.count == 1, let caller = callers.first, caller != reach.node.name, let above = byName[caller],
        above.waiting >= reach.waiting
      else { continue }
      owner[reach.node.name] = caller
    }
    var behind: [String: [String]] = [:]
    var roots: [String: String] = [:]
    for reach in broken where owner[reach.node.name] != nil {
      // The way up to a node that is free, or whose own root is known: each node is passed once.
      var root = reach.node.name
      var way: Set<String> = []
      while roots[root] == nil, let next = owner[root], way.insert(root).inserted { root = next }
      if roots[root] == nil, owner[root] != nil {
        // Nodes on a cycle own each other: the first is set free, and stands for the others.
        owner[reach.node.name] = nil
        continue
      }
      root = roots[root] ?? root
      for node in way { roots[node] = root }
      behind[root, default: []].append(reach.node.name)
    }
    return broken.filter { owner[$0.node.name] == nil }.map { reach in
      var reach = reach
      reach.behind = (behind[reach.node.name] ?? []).sorted()
      return reach
    }
  }

  /// Ids of the riskiest chains that pass the node.
  func chains(in context: RuleContext, most: Int = 3) -> [String] {
    (context.chainsThrough[node.name] ?? []).prefix(most).map { context.report.chains[$0].id }
  }

  /// Ids of the waiting edges that lead to the node.
  func edges(in context: RuleContext) -> [String] {
    (context.edgesTo[node.name] ?? []).filter(\.verdict.spreadsFailure).map(\.id)
  }

  /// A few example traces, from the widest entries.
  var exemplars: [String] { entries.flatMap { $0.exemplars.prefix(1) }.prefix(3).map { $0 } }

  /// `cart (and behind it cart-db)`.
  var names: String { behind.isEmpty ? node.name : "\(node.name) (and behind it \(Wording.list(behind)))" }

  /// What the observed errors add to the structure: nothing where there were none.
  var expectation: String {
    let radius = node.blastRadius
    guard radius.observations > 0 else {
      return " No failure of it was observed, so nothing shows that callers survive one."
    }
    return """
       By \(Wording.count(radius.observations, "observed failure")) on the way, \(Wording.percent(radius.expected)) \
      (\(Wording.percent(outwards(radius.low, .down))) to \(Wording.percent(outwards(radius.high, .up)))) of all requests are expected to fail with it, \
      of \(Wording.percent(radius.structural)) that wait for it.
      """
  }

  /// A bound in whole per cent, so that the interval never claims more than it knows; as the headline rounds it.
  private func outwards(_ bound: Double, _ rule: FloatingPointRoundingRule) -> Double {
    (bound * 100).rounded(rule) / 100
  }
}
