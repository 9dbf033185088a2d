internal import TraceAssembly

/// Finds when a request goes on after it handed something over.
///
/// Only spans of one segment are compared: they share a clock.
struct NextActivity {
  /// So many later siblings of a span are looked at; a hostile trace cannot make it quadratic.
  private static let reach = 16
  /// Looks no further up than this, for the same reason.
  private static let levels = 256

  /// The beginning of the first span of the same execution that begins after a span has ended, but for further messages;
  /// or the end of the request.
  static func time(after position: Int, request: Int, _ trace: Trace, segmentOf: [Int32], roles: [SpanRole]) -> UInt64 {
    let spans = trace.spans
    let end = spans[position].end
    var next = spans[request].end
    var inner = position
    var level = 0
    while level < levels, inner != request, spans[inner].parent >= 0 {
      level += 1
      let parent = Int(spans[inner].parent)
      guard segmentOf[parent] == segmentOf[position] else { break }
      var sibling = Int(spans[inner].subtreeEnd)
      var looked = 0
      while sibling < Int(spans[parent].subtreeEnd), looked < reach {
        let other = spans[sibling]
        // Siblings are sorted by their beginning.
        if other.start >= next { break }
        if segmentOf[sibling] == segmentOf[position], other.start >= end, !isMessage(sibling, trace, segmentOf, roles) {
          next = other.start
          break
        }
        looked += 1
        sibling = Int(other.subtreeEnd)
      }
      inner = parent
    }
    return next
  }

  /// Whether a span hands something over: it is declared so, or what it began outlives it.
  private static func isMessage(_ position: Int, _ trace: Trace, _ segmentOf: [Int32], _ roles: [SpanRole]) -> Bool {
    let span = trace.spans[position]
    if roles[Int(span.profile)].part == .publish { return true }
    let child = position + 1
    guard child < Int(span.subtreeEnd), segmentOf[child] != segmentOf[position] else { return false }
    return CallTiming.outlives(callee: trace.spans[child].duration, caller: span.duration)
  }
}
