/// All spans of an analysis, in parts by trace: what parallel reading hands on.
///
/// Every trace is in one part, so parts can be analysed one by one and side by side. In which order spans stand in a part
/// depends on how the threads took turns; nothing that is made of them may depend on it.
public struct SpanStore: Sendable {
  public private(set) var names = NameTable()
  public private(set) var profiles = ProfileTable()
  public var diagnostics = DiagnosticLog()
  private var shards: [SpanShard] = []
  /// By shard: the profiles' numbers here.
  private var translations: [[UInt32]] = []

  public init() {}

  public static var partCount: Int { SpanShard.partCount }

  /// Adds what one thread read. Linear in its names and profiles; its spans are not touched.
  ///
  /// - Parameter hasUnusedProfiles: some profiles may belong to no span; they are left out.
  public mutating func add(
    _ shard: SpanShard, names: NameTable, profiles: ProfileTable, hasUnusedProfiles: Bool = false
  ) {
    let used = hasUnusedProfiles ? shard.usedProfiles(of: profiles.profiles.count) : nil
    translations.append(self.profiles.merge(profiles, names: self.names.merge(names), isUsed: used))
    shards.append(shard)
  }

  /// Adds the spans of a batch.
  public mutating func add(_ batch: SpanBatch) {
    let shard = SpanShard()
    shard.append(batch.spans, links: batch.links, conversations: batch.conversations)
    add(shard, names: batch.names, profiles: batch.profiles)
    diagnostics.merge(batch.diagnostics)
  }

  /// How many spans there are.
  public var count: Int { (0..<Self.partCount).reduce(0) { $0 + count(of: $1) } }

  func count(of part: Int) -> Int { shards.reduce(0) { $0 + $1.count(of: part) } }

  /// All links; which spans carry them is not told.
  public var links: [LinkRecord] { shards.flatMap(\.links) }

  /// Puts the spans of one part into a batch, whose memory is used again; its names and profiles stay as they are.
  public func gather(_ part: Int, into batch: inout SpanBatch) {
    _ = gather(part, PartSlice(), atMost: .max, into: &batch)
  }

  /// Lends the spans of one part to a closure, in several goes when they are more than a number.
  ///
  /// - Parameters:
  ///   - limit: spans that are lent at once.
  ///   - most: spans of a trace that alone has more than `limit`; of more the first in order are lent.
  ///   - large: called in place of `body` with a trace that has more than `limit` spans.
  /// - Returns: how many spans were left out.
  public func forEachBatch(
    of part: Int, atMost limit: Int, ofOneTrace most: Int, into batch: inout SpanBatch, _ body: (inout SpanBatch) -> Void,
    large: (inout SpanBatch) -> Void
  ) -> Int {
    var pending = [PartSlice()]
    while count(of: part) / pending[0].count > limit, pending[0].canBeHalved { pending = pending.flatMap(\.halves) }
    var left = 0
    while let slice = pending.popLast() {
      if gather(part, slice, atMost: limit, into: &batch) == 0 {
        body(&batch)
      } else if slice.lows?.count == 1 {
        left += gatherFirst(part, slice, most: most, into: &batch)
        large(&batch)
      } else {
        pending += slice.canBeHalved ? slice.halves : crowds(part, slice, atMost: limit)
      }
    }
    return left
  }

  /// A slice that cannot be halved, by its traces: those that fit together, and those that are too large one by one.
  private func crowds(_ part: Int, _ slice: PartSlice, atMost limit: Int) -> [PartSlice] {
    var counts: [UInt64: Int] = [:]
    for shard in shards { shard.count(part, slice, into: &counts) }
    var crowds: [Set<UInt64>] = []
    var open: Set<UInt64> = []
    var spans = 0
    for (low, count) in counts {
      if count > limit {
        crowds.append([low])
        continue
      }
      if spans + count > limit {
        crowds.append(open)
        (open, spans) = ([], 0)
      }
      open.insert(low)
      spans += count
    }
    if !open.isEmpty { crowds.append(open) }
    return crowds.map { PartSlice(index: slice.index, count: slice.count, lows: $0) }
  }

  /// Puts the first spans of one trace, in order, into a batch; returns how many were left out.
  private func gatherFirst(_ part: Int, _ slice: PartSlice, most: Int, into batch: inout SpanBatch) -> Int {
    batch.spans.removeAll(keepingCapacity: true)
    batch.links.removeAll(keepingCapacity: true)
    batch.conversations.removeAll(keepingCapacity: true)
    var selection = SpanSelection(most: most, order: SpanOrder(names: names, profiles: profiles.profiles))
    for (number, shard) in shards.enumerated() {
      selection.shard = number
      shard.offer(part, slice, profiles: translations[number], to: &selection)
    }
    let places = selection.finish(into: &batch, shards: shards.count)
    for (shard, places) in zip(shards, places) { shard.copySides(part, places: places, into: &batch) }
    return selection.offered - batch.spans.count
  }

  /// Returns how many spans were left out because there are more than a number.
  private func gather(_ part: Int, _ slice: PartSlice, atMost limit: Int, into batch: inout SpanBatch) -> Int {
    batch.spans.removeAll(keepingCapacity: true)
    batch.links.removeAll(keepingCapacity: true)
    batch.conversations.removeAll(keepingCapacity: true)
    batch.spans.reserveCapacity(min(count(of: part) / slice.count, limit))
    var over = 0
    for (shard, profiles) in zip(shards, translations) {
      over += shard.copy(part, slice, atMost: limit, profiles: profiles, into: &batch)
    }
    return over
  }

  /// The spans of the traces that have one of some lower halves, as a batch of their own.
  public func batch(ofTraces lows: Set<UInt64>) -> SpanBatch {
    var result = SpanBatch()
    result.names = names
    result.profiles = profiles
    var part = SpanBatch()
    for index in Set(lows.map { SpanShard.part(of: TraceID(low: $0)) }).sorted() {
      gather(index, into: &part)
      result.spans.append(contentsOf: part.spans.filter { lows.contains($0.trace.low) })
    }
    return result
  }

  /// Everything as one batch.
  public var batch: SpanBatch {
    var result = SpanBatch()
    result.names = names
    result.profiles = profiles
    result.diagnostics = diagnostics
    result.spans.reserveCapacity(count)
    for part in 0..<Self.partCount {
      for (shard, profiles) in zip(shards, translations) {
        _ = shard.copy(part, PartSlice(), atMost: .max, profiles: profiles, into: &result)
      }
    }
    return result
  }
}
