internal import TraceAssembly

extension CallFinder {
  /// Folds attempts of one logical call: calls of one segment to one operation whose spans are siblings.
  func foldRetries(_ trace: Trace, _ result: inout TraceCalls) {
    // Only a run with a call that went wrong can be folded; a bit for each such segment and parent tells most others.
    var suspects: UInt64 = 0
    for index in result.calls.indices where Self.wentWrong(result.calls[index]) {
      suspects |= bit(result.calls[index], trace)
    }
    guard suspects != 0 else { return }
    var runs: [RunKey: [Int]] = [:]
    for (index, call) in result.calls.enumerated() where call.caller >= 0 && exitOf[Int(call.exit)] == call.exit {
      guard suspects & bit(call, trace) != 0 else { continue }
      let key = RunKey(segment: call.caller, parent: trace.spans[Int(call.exit)].parent, edge: call.key)
      runs[key, default: []].append(index)
    }
    for places in runs.values where places.count > 1 {
      let ordered = places.map { (place: $0, exit: result.calls[$0].exit) }.sorted { left, right in
        let (leftStart, rightStart) = (trace.spans[Int(left.exit)].start, trace.spans[Int(right.exit)].start)
        return leftStart != rightStart ? leftStart < rightStart : left.exit < right.exit
      }
      // Nothing else may hold the calls now, or each run would copy them all.
      RetryFolding.fold(&result.calls, at: ordered.map(\.place)) { index in
        trace.spans[Int(ordered[index + 1].exit)].start < trace.spans[Int(ordered[index].exit)].end
      }
    }
  }

  private static func wentWrong(_ call: Call) -> Bool { call.failed || call.wasAbandoned || call.state == .contested }

  /// One of 64 bits for the segment and the parent of a call.
  private func bit(_ call: Call, _ trace: Trace) -> UInt64 {
    let parent = trace.spans[Int(call.exit)].parent
    return 1 << (UInt64(truncatingIfNeeded: Int(call.caller) &* 31 &+ Int(parent)) & 63)
  }

  private struct RunKey: Hashable {
    var segment: Int32
    var parent: Int32
    var edge: OperationEdgeKey
  }
}
