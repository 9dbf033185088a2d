internal import TraceAssembly

extension CallFinder {
  /// Folds attempts of one logical call: calls of one segment to one operation whose spans are siblings.
  func foldRetries(_ trace: Trace, _ result: inout TraceCalls) {
    guard result.calls.contains(where: Self.wentWrong) else { return }
    // Only a run with a call that went wrong can be folded; a bit for each such segment and parent tells most others.
    var suspects = CallFilter(calls: result.calls.count)
    for call in result.calls where Self.wentWrong(call) { suspects.insert(call, trace) }
    var runs: [RunKey: [Int]] = [:]
    for (index, call) in result.calls.enumerated() where call.caller >= 0 && exitOf[Int(call.exit)] == call.exit {
      guard suspects.mayHold(call, trace) else { continue }
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

  /// Eight bits for each call of the trace.
  private struct CallFilter {
    private var words: [UInt64]
    private let shift: UInt64

    init(calls: Int) {
      let bits = max(6, Int.bitWidth - (calls * 8).leadingZeroBitCount)
      words = Array(repeating: 0, count: 1 << (bits - 6))
      shift = UInt64(64 - bits)
    }

    mutating func insert(_ call: Call, _ trace: Trace) {
      let bit = bit(of: call, trace)
      words[bit / 64] |= 1 << UInt64(bit % 64)
    }

    func mayHold(_ call: Call, _ trace: Trace) -> Bool {
      let bit = bit(of: call, trace)
      return words[bit / 64] >> UInt64(bit % 64) & 1 == 1
    }

    private func bit(of call: Call, _ trace: Trace) -> Int {
      let parent = trace.spans[Int(call.exit)].parent
      let both = UInt64(UInt32(bitPattern: call.caller)) << 32 | UInt64(UInt32(bitPattern: parent))
      return Int(truncatingIfNeeded: (both &* 0x9E37_79B9_7F4A_7C15) >> shift)
    }
  }

  private struct RunKey: Hashable {
    var segment: Int32
    var parent: Int32
    var edge: OperationEdgeKey
  }
}
