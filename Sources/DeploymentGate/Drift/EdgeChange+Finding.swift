import CallClassification
import RiskReport

extension EdgeChange {
  static func all(_ exposure: Exposure, _ drift: DriftSettings) -> [EdgeChange] {
    let significance = Significance(drift, comparisons: max(exposure.before.edges.count, exposure.after.edges.count))
    let pairs = Dictionary(grouping: exposure.before.state.edges) { Pair(caller: $0.caller, callee: $0.callee) }
    let here = exposure.after.state.edges.compactMap { edge in
      if let old = exposure.before.edges[edge.place] { return turned(old, edge, significance) }
      return added(edge, beside: pairs[Pair(caller: edge.caller, callee: edge.callee)] ?? [], exposure, significance)
    }
    let missing = exposure.before.state.edges.filter { exposure.after.edges[$0.place] == nil }
      .map { absent($0, exposure, drift) }
    return (here + missing).sorted { ($0.caller, $0.callee, $0.via ?? "") < ($1.caller, $1.callee, $1.via ?? "") }
  }

  private struct Pair: Hashable {
    let caller: String
    let callee: String
  }

  private init(
    _ kind: Kind, before: BaselineEdge?, after: BaselineEdge?, of edge: BaselineEdge, chance: Double, significant: Bool
  ) {
    self.init(
      kind: kind, caller: edge.caller, callee: edge.callee, via: edge.via, mechanism: edge.mechanism,
      before: before?.verdict, after: after?.verdict, callsBefore: before?.calls ?? 0, callsAfter: after?.calls ?? 0,
      absorbsFailures: after?.absorbsFailures ?? false, chance: chance, significant: significant)
  }

  private static func added(
    _ edge: BaselineEdge, beside: [BaselineEdge], _ exposure: Exposure, _ significance: Significance
  ) -> EdgeChange {
    let total = exposure.opportunities(at: edge.place)
    let chance = Chance.ofGrowth(
      from: Counts(0, of: total.before), to: Counts(edge.traces, of: max(edge.traces, total.after)))
    let wasHandedOver = !beside.isEmpty && beside.allSatisfy { !$0.verdict.spreadsFailure }
    return EdgeChange(
      wasHandedOver && edge.verdict.spreadsFailure ? .becameSynchronous : .added,
      before: wasHandedOver ? beside.first : nil, after: edge, of: edge, chance: chance,
      significant: significance.accepts(chance: chance))
  }

  private static func turned(_ old: BaselineEdge, _ new: BaselineEdge, _ significance: Significance) -> EdgeChange? {
    guard old.verdict.spreadsFailure != new.verdict.spreadsFailure else { return nil }
    let kind: Kind =
      !new.verdict.spreadsFailure ? .becameAsynchronous : new.verdict == .unknown ? .becameUnknown : .becameSynchronous
    let difference = ShareDifference(from: old.notHandedOver, to: new.notHandedOver)
    return EdgeChange(
      kind, before: old, after: new, of: new, chance: difference.chance,
      significant: significance.accepts(chance: difference.chance))
  }

  private static func absent(_ old: BaselineEdge, _ exposure: Exposure, _ drift: DriftSettings) -> EdgeChange {
    let now = exposure.after.calls(of: old.caller)
    let total = max(old.traces, exposure.before.calls(of: old.caller))
    let chance = Chance.ofMissing(seen: old.traces, in: total, missingIn: now)
    let removed = now > 0 && (drift.sampling == .complete || chance <= Chance.implausible)
    return EdgeChange(
      removed ? .removed : .notExercised, before: old, after: nil, of: old, chance: chance, significant: removed)
  }
}

extension BaselineEdge {
  /// Calls that were not seen to be handed over, of all, counted in traces: the calls of one trace are one observation.
  fileprivate var notHandedOver: Counts {
    let scale = calls > 0 ? min(1, Double(traces) / Double(calls)) : 1
    let handedOver = Int((Double(min(doesNotWait, calls)) * scale).rounded())
    let all = min(traces, calls)
    return Counts(all - handedOver, of: all)
  }
}
