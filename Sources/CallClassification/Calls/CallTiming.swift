internal import TraceAssembly
internal import TraceModel

/// Comparisons of times that no clock skew can fool: durations against durations, and times of one clock.
struct CallTiming {
  /// Below this, nanoseconds, durations say nothing: bookkeeping is as long as the work.
  static let resolution: UInt64 = 500_000

  /// Whether the callee's span lasts longer than the caller's by more than bookkeeping explains (E9): by a tenth of the
  /// caller's, and by 5 ms or as much as the caller's whole span.
  static func outlives(callee: UInt64, caller: UInt64) -> Bool {
    let absolute = min(5_000_000, max(caller, resolution))
    let tolerance = max(absolute, caller / 10)
    return callee > caller && callee - caller > tolerance
  }

  /// Whether a call ends after the request that made it by more than bookkeeping explains (E10). One clock.
  static func outlivesRequest(call: TraceSpan, request: TraceSpan) -> Bool {
    let tolerance = max(resolution, request.duration / 50)
    return call.end > request.end && call.end - request.end > tolerance
  }

  /// Whether the callee takes most of the caller's span: what a caller that waits looks like (E11).
  static func fillsMost(callee: UInt64, caller: UInt64) -> Bool {
    callee >= caller / 2
  }

  /// Whether a short span is over before the first thing that it does in its service, as the spans of some consumers are:
  /// its length then says nothing about the work. One clock.
  static func endsBeforeWork(_ position: Int, _ trace: Trace, _ roles: [SpanRole]) -> Bool {
    let span = trace.spans[position]
    guard span.duration < resolution, Int(span.subtreeEnd) > position + 1 else { return false }
    // Siblings are sorted by start: the first child is the earliest.
    let child = trace.spans[position + 1]
    return roles[Int(child.profile)].service == roles[Int(span.profile)].service
      && (child.start >= span.end || child.end > span.end +| resolution)
  }
}
