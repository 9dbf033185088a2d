public import TraceModel

/// The spans of a batch, grouped by trace: a permutation of their indices and where each group ends.
///
/// Spans are first dealt into buckets by a seeded hash of the lower half of the trace id, then each small bucket is
/// sorted. Linear in the number of spans for any order of input and any choice of ids. The order of the groups differs
/// from run to run; whatever is made of them must not depend on it.
public struct TraceGroups: Sendable {
  /// Indices into `SpanBatch.spans`, group by group.
  public private(set) var order: [UInt32] = []
  /// The range of each group in `order`.
  public private(set) var ranges: [Range<Int>] = []

  public init(spans: [SpanRecord]) {
    deal(spans)
  }

  private mutating func deal(_ spans: [SpanRecord]) {
    let count = spans.count
    guard count > 0 else { return }
    let bits = max(0, Int.bitWidth - (count / 16).leadingZeroBitCount)
    let shift = UInt64(64 - bits)
    func bucket(_ span: SpanRecord) -> Int {
      bits == 0 ? 0 : Int(truncatingIfNeeded: ByteHash.combine(0, span.trace.low) >> shift)
    }
    var offsets = [Int](repeating: 0, count: (1 << bits) + 1)
    for span in spans { offsets[bucket(span) + 1] += 1 }
    for index in 1..<offsets.count { offsets[index] += offsets[index - 1] }
    var next = offsets
    order = [UInt32](repeating: 0, count: count)
    for index in 0..<count {
      let place = bucket(spans[index])
      order[next[place]] = UInt32(truncatingIfNeeded: index)
      next[place] += 1
    }
    for place in 0..<(1 << bits) where offsets[place] < offsets[place + 1] {
      split(offsets[place]..<offsets[place + 1], spans)
    }
  }

  /// Sorts one bucket by trace id and records the groups in it.
  ///
  /// Two forms of one id (64 bits, and the same with an upper half) are one trace when just one upper half occurs.
  private mutating func split(_ range: Range<Int>, _ spans: [SpanRecord]) {
    sort(range, spans)
    var start = range.lowerBound
    while start < range.upperBound {
      let low = spans[Int(order[start])].trace.low
      var end = start + 1
      while end < range.upperBound, spans[Int(order[end])].trace.low == low { end += 1 }
      splitByUpperHalf(start..<end, spans)
      start = end
    }
  }

  private mutating func sort(_ range: Range<Int>, _ spans: [SpanRecord]) {
    guard range.count <= 256 else {
      let sorted = order[range].sorted { Self.precedes(spans[Int($0)].trace, spans[Int($1)].trace) }
      for (place, index) in zip(range, sorted) { order[place] = index }
      return
    }
    // By insertion, in place: spans of one trace come together, so most runs are in order already.
    var place = range.lowerBound + 1
    while place < range.upperBound {
      let index = order[place]
      let trace = spans[Int(index)].trace
      var free = place
      while free > range.lowerBound, Self.precedes(trace, spans[Int(order[free - 1])].trace) {
        order[free] = order[free - 1]
        free -= 1
      }
      order[free] = index
      place += 1
    }
  }

  @inline(__always)
  private static func precedes(_ left: TraceID, _ right: TraceID) -> Bool {
    left.low != right.low ? left.low < right.low : left.high < right.high
  }

  private mutating func splitByUpperHalf(_ range: Range<Int>, _ spans: [SpanRecord]) {
    func high(_ place: Int) -> UInt64 { spans[Int(order[place])].trace.high }
    var distinct = 0
    var last: UInt64 = 0
    for place in range where high(place) != 0 && high(place) != last {
      last = high(place)
      distinct += 1
    }
    if distinct <= 1 {
      ranges.append(range)
      return
    }
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start + 1
      while end < range.upperBound, high(end) == high(start) { end += 1 }
      ranges.append(start..<end)
      start = end
    }
  }
}
