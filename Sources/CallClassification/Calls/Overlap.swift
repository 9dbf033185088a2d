internal import TraceAssembly
internal import TraceModel

/// Tells calls during which the request does other work from those during which it stands idle.
///
/// Only spans of one segment are compared: they share a clock.
struct Overlap {
  /// The share of a call that other work must overlap to count.
  static let share = 0.1
  /// So many later siblings are looked at; a hostile trace cannot make it quadratic.
  private static let reach = 64
  /// Looks no further up than this, for the same reason.
  private static let levels = 256

  /// Marks, for every position, whether other work of its segment overlaps the span or an ancestor of it in the segment.
  static func mark(_ trace: Trace, segmentOf: [Int32], into overlapped: inout [Bool]) {
    let spans = trace.spans
    overlapped.removeAll(keepingCapacity: true)
    overlapped.append(contentsOf: repeatElement(false, count: spans.count))
    for position in spans.indices { markChildren(of: position, spans, segmentOf, &overlapped) }
    for position in spans.indices {
      let parent = Int(spans[position].parent)
      if parent >= 0, segmentOf[parent] == segmentOf[position], overlapped[parent] { overlapped[position] = true }
    }
  }

  /// Whether other work of the segment, which the request waited for, still ran when a span ended.
  static func coversEnd(of position: Int, in trace: Trace, segmentOf: [Int32], request: Int) -> Bool {
    let end = trace.spans[position].end
    let requestEnd = trace.spans[request].end
    var inner = position
    var level = 0
    while level < levels, inner != request, trace.spans[inner].parent >= 0 {
      level += 1
      let parent = Int(trace.spans[inner].parent)
      guard segmentOf[parent] == segmentOf[position] else { return false }
      var sibling = parent + 1
      var looked = 0
      while sibling < Int(trace.spans[parent].subtreeEnd), looked < reach {
        let other = trace.spans[sibling]
        if sibling != inner, segmentOf[sibling] == segmentOf[position], other.start < end, other.end > end,
          other.end <= requestEnd
        {
          return true
        }
        looked += 1
        sibling = Int(other.subtreeEnd)
      }
      inner = parent
    }
    return false
  }

  private static func markChildren(
    of parent: Int, _ spans: [TraceSpan], _ segmentOf: [Int32], _ overlapped: inout [Bool]
  ) {
    let end = Int(spans[parent].subtreeEnd)
    var child = parent + 1
    var latestEnd: UInt64 = 0
    while child < end {
      let next = Int(spans[child].subtreeEnd)
      if segmentOf[child] == segmentOf[parent] {
        let span = spans[child]
        let needed = max(1, UInt64(Double(span.duration) * share))
        let before = min(latestEnd, span.end)
        if before > span.start, before - span.start >= needed {
          overlapped[child] = true
        } else {
          overlapped[child] = overlapsLater(span, from: next, to: end, needed, parent, spans, segmentOf)
        }
        latestEnd = max(latestEnd, span.end)
      }
      child = next
    }
  }

  private static func overlapsLater(
    _ span: TraceSpan, from first: Int, to end: Int, _ needed: UInt64, _ parent: Int, _ spans: [TraceSpan],
    _ segmentOf: [Int32]
  ) -> Bool {
    var sibling = first
    var sum: UInt64 = 0
    var looked = 0
    while sibling < end, looked < reach {
      let other = spans[sibling]
      if other.start >= span.end { return false }
      if segmentOf[sibling] == segmentOf[parent] {
        sum +|= min(other.end, span.end) -| other.start
        if sum >= needed { return true }
      }
      looked += 1
      sibling = Int(other.subtreeEnd)
    }
    return false
  }
}
