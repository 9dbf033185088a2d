internal import CallClassification
internal import TraceModel

/// Says what would change the verdict of an edge.
enum VerdictAdvice {
  static func whatWouldChange(_ edge: EdgeReport) -> String {
    let rule = VerdictRule()
    let total = edge.states.waits +| edge.states.doesNotWait
    switch edge.declared == nil ? edge.verdict : edge.declared?.observed ?? edge.verdict {
    case .synchronous:
      return needed(minority: edge.states.doesNotWait, total: total, rule).map {
        "About \($0) more calls that their request does not wait for would make it mixed."
      } ?? "Calls that their request does not wait for, in a significant share."
    case .asynchronous:
      return needed(minority: edge.states.waits, total: total, rule).map {
        "About \($0) more calls that are waited for (a reply taken inside the open request, or a call that the request "
          + "ends with) would make it mixed."
      } ?? "Calls that are waited for, in a significant share."
    case .mixed:
      return "More calls of one sort. Look at the pairs of operations: often one waits and another does not."
    case .unknown where edge.evidence.contains { $0.code == "E20" }:
      return "A failure of the callee shows whether the request fails with it; a call that takes longer than the pause that "
        + "follows it shows whether the request waits. If you know the answer, declare it in the policy (declared)."
    case .unknown:
      return "Span kinds on both sides; more calls (time alone needs at least \(rule.timedWaitsNeeded) that wait or "
        + "\(rule.timedDetachedNeeded) that do not); calls that end alone in their request, which show whether it waits; "
        + "or a declared verdict in the policy."
    }
  }

  /// How many more calls of the minority make both shares significant.
  private static func needed(minority: Int, total: Int, _ rule: VerdictRule) -> Int? {
    for more in 1...10_000
    where WilsonInterval(successes: minority +| more, total: total +| more).low >= rule.significantShare {
      return more
    }
    return nil
  }
}
