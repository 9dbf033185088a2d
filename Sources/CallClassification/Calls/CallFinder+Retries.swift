internal import TraceAssembly

extension CallFinder {
  /// Folds attempts of one logical call: calls of one segment to one operation whose spans are siblings.
  func foldRetries(_ trace: Trace, _ result: inout TraceCalls) {
    guard result.calls.contains(where: { $0.failed || $0.wasAbandoned || $0.state == .contested }) else { return }
    var runs: [RunKey: [Int]] = [:]
    for (index, call) in result.calls.enumerated() where call.caller >= 0 && exitOf[Int(call.exit)] == call.exit {
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

  private struct RunKey: Hashable {
    var segment: Int32
    var parent: Int32
    var edge: OperationEdgeKey
  }
}
