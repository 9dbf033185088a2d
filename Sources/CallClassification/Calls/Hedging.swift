internal import TraceAssembly

/// Recognises calls that were dropped because another one to the same operation answered first.
///
/// The loser's span ends when the winner's does, without an answer, while its callee works on: it looks as if nobody had
/// waited for it, but the request waited for the pair.
enum Hedging {
  /// So many calls before and behind are looked at; a hostile trace cannot make it quadratic.
  private static let reach = 32
  /// Nanoseconds between the end of the winner and that of the loser.
  private static let slack: UInt64 = 1_000_000

  static func mark(_ trace: Trace, _ result: inout TraceCalls) {
    for index in result.calls.indices where result.calls[index].evidence.contains(.outlivesCall) {
      let call = result.calls[index]
      guard call.state == .contested || call.state == .doesNotWait && !call.isDeclared else { continue }
      if call.evidence.contains(.outlivesRequest) { continue }
      let neighbours = max(0, index - reach)..<min(result.calls.count, index + reach + 1)
      if neighbours.contains(where: { $0 != index && isWinner(result.calls[$0], over: call, trace) }) {
        result.calls[index].state = .undecided
      }
    }
  }

  private static func isWinner(_ other: Call, over call: Call, _ trace: Trace) -> Bool {
    guard other.caller == call.caller, other.key == call.key, other.exit != call.exit else { return false }
    guard other.evidence.contains(.fits) else { return false }
    let (won, lost) = (trace.spans[Int(other.exit)], trace.spans[Int(call.exit)])
    let gap = won.end > lost.end ? won.end - lost.end : lost.end - won.end
    return won.start < lost.end && lost.start < won.end && gap <= max(slack, lost.duration / 20)
  }
}
