import CallClassification
import RiskReport

/// A node whose reach grew, with the nodes behind it that only grew along with it.
///
/// One new call makes everything behind its callee reach further; that is one cause, so it becomes one finding.
struct GrownReach {
  let node: String
  /// The most certain first.
  let changes: [ReachChange]
  private(set) var behind: [String] = []

  /// Groups changes by the nodes that no other grown node calls, in the order of their names.
  static func folded(_ changes: [ReachChange], edges: [EdgeReport]) -> [GrownReach] {
    let byNode = Dictionary(grouping: changes, by: \.node)
    var callees: [String: [String]] = [:]
    var called: Set<String> = []
    for edge in edges where edge.verdict.spreadsFailure && edge.caller != edge.callee {
      guard let caller = byNode[edge.caller], let callee = byNode[edge.callee],
        Set(callee.map(\.entry)).isSubset(of: Set(caller.map(\.entry)))
      else { continue }
      callees[edge.caller, default: []].append(edge.callee)
      called.insert(edge.callee)
    }
    var taken: Set<String> = []
    // Nodes that nothing grown calls come first; what is left after them lies on cycles, and its first name stands for it.
    let order = byNode.keys.sorted().filter { !called.contains($0) } + byNode.keys.sorted().filter(called.contains)
    return order.compactMap { node in
      guard taken.insert(node).inserted else { return nil }
      var grown = GrownReach(
        node: node, changes: (byNode[node] ?? []).sorted { ($0.chance, $0.entry) < ($1.chance, $1.entry) })
      var open = callees[node] ?? []
      while let next = open.popLast() {
        guard taken.insert(next).inserted else { continue }
        grown.behind.append(next)
        open += callees[next] ?? []
      }
      grown.behind.sort()
      return grown
    }.sorted { $0.node < $1.node }
  }

  /// `cart (and behind it cart-db)`.
  var names: String { behind.isEmpty ? node : "\(node) (and behind it \(Wording.list(behind)))" }

  /// `web GET /cart (12 % before, 100 % now) and 2 more`.
  var entriesWithShares: String {
    Wording.list(
      changes.map {
        if $0.isNew { return "\($0.entry) (\(Wording.percent($0.after.value)) of requests; the entry is new)" }
        return "\($0.entry) (\(Wording.percent($0.before.value)) of requests before, \(Wording.percent($0.after.value)) now)"
      })
  }
}
