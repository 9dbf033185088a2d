/// The first spans of a trace that is too large, in an order that the spans alone decide: whoever read them, in whatever
/// order, the same ones stay.
///
/// A parent begins before its children, so what stays hangs together. Holds at most twice as many spans as stay.
struct SpanSelection {
  private struct Candidate {
    var span: SpanRecord
    var shard: Int
    var index: UInt32
  }

  private let most: Int
  private let order: SpanOrder
  private var candidates: [Candidate] = []
  /// The shard that spans come from.
  var shard = 0
  /// Spans that were offered.
  private(set) var offered = 0

  /// - Parameter most: spans that stay.
  init(most: Int, order: SpanOrder) {
    self.most = max(1, most)
    self.order = order
  }

  mutating func take(_ span: SpanRecord, _ index: UInt32) {
    offered += 1
    candidates.append(Candidate(span: span, shard: shard, index: index))
    if candidates.count >= most * 2 { cut() }
  }

  private mutating func cut() {
    let order = order
    candidates.sort { order.precedes($0.span, $1.span) }
    candidates.removeLast(max(0, candidates.count - most))
  }

  /// Puts the spans that stay into a batch.
  ///
  /// - Returns: by shard: where each of its spans went, by its index there.
  mutating func finish(into batch: inout SpanBatch, shards: Int) -> [[UInt32: UInt32]] {
    cut()
    var places = [[UInt32: UInt32]](repeating: [:], count: shards)
    for candidate in candidates {
      places[candidate.shard][candidate.index] = UInt32(truncatingIfNeeded: batch.spans.count)
      batch.spans.append(candidate.span)
    }
    return places
  }
}
