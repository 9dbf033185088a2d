import RiskReport

/// Edges whose verdict is another one although their calls behave as before, and the nodes that only they lead to.
///
/// A verdict near a limit can fall on either side of it. What follows from that alone is no change of the system.
struct TurnedByChance {
  /// Places of edges that spread failures now and did not before, beyond no chance.
  private let turned: Set<FindingPlace>
  /// Places of edges that are new, or turned beyond chance.
  private let changed: Set<FindingPlace>
  /// By callee.
  private let callers: [String: [BaselineEdge]]

  init(_ edges: [EdgeChange], after: Exposure.Side) {
    let spreading = edges.filter { change in
      [.added, .becameSynchronous, .becameUnknown].contains(change.kind)
    }
    turned = Set(spreading.filter { $0.kind != .added && !$0.significant }.map(\.place))
    changed = Set(spreading.filter { $0.kind == .added || $0.significant }.map(\.place))
    callers = Dictionary(grouping: after.state.edges.filter(\.verdict.spreadsFailure), by: \.callee)
  }

  /// Whether requests that never waited for a node seem to wait for it now only because of such an edge.
  func explains(_ change: ReachChange) -> Bool {
    guard !turned.isEmpty, change.before.value == 0 else { return false }
    var isTurned = false
    var seen: Set<String> = [change.node]
    var open = [change.node]
    while let node = open.popLast() {
      for edge in callers[node] ?? [] {
        if changed.contains(edge.place) { return false }
        if turned.contains(edge.place) { isTurned = true }
        if seen.insert(edge.caller).inserted { open.append(edge.caller) }
      }
    }
    return isTurned
  }
}
