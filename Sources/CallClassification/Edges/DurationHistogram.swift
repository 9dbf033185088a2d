internal import TraceModel

/// Counts of durations in buckets whose width grows with the value: quantiles within 1.6 %, mergeable in any order.
///
/// Values below 64 ns have a bucket each; above, every power of two is cut into 32. The layout is that of the HDR
/// histogram (Tene). Only the range of buckets that occurs is stored.
public struct DurationHistogram: Sendable, Equatable {
  /// Bucket number of the first stored count.
  public private(set) var offset = 0
  public private(set) var counts: [UInt32] = []
  public private(set) var total = 0

  public init() {}

  /// Restores a histogram from its stored parts.
  public init(offset: Int, counts: [UInt32]) {
    self.offset = max(0, offset)
    self.counts = counts
    total = counts.reduce(0) { $0 + Int($1) }
  }

  /// The number of buckets that 64-bit values can fall into.
  public static let bucketLimit = 60 * 32

  /// Adds one duration in nanoseconds.
  public mutating func record(_ nanoseconds: UInt64) {
    let index = Self.bucket(nanoseconds)
    makeRoom(for: index..<index + 1)
    counts[index - offset] +|= 1
    total +|= 1
  }

  public mutating func merge(_ other: DurationHistogram) {
    guard !other.counts.isEmpty else { return }
    makeRoom(for: other.offset..<other.offset + other.counts.count)
    for (index, count) in other.counts.enumerated() { counts[other.offset + index - offset] +|= count }
    total +|= other.total
  }

  /// The duration in nanoseconds below which a share of all lies: the middle of its bucket; 0 when empty.
  public func quantile(_ share: Double) -> UInt64 {
    guard total > 0 else { return 0 }
    let rank = max(1, Int((share * Double(total)).rounded(.up)))
    var seen = 0
    for (index, count) in counts.enumerated() {
      seen += Int(count)
      if seen >= rank { return Self.middle(offset + index) }
    }
    return Self.middle(offset + counts.count - 1)
  }

  private mutating func makeRoom(for range: Range<Int>) {
    if counts.isEmpty {
      offset = range.lowerBound
      counts = [UInt32](repeating: 0, count: range.count)
      return
    }
    if range.lowerBound < offset {
      counts.insert(contentsOf: repeatElement(0, count: offset - range.lowerBound), at: 0)
      offset = range.lowerBound
    }
    let end = offset + counts.count
    if range.upperBound > end { counts.append(contentsOf: repeatElement(0, count: range.upperBound - end)) }
  }

  private static func bucket(_ value: UInt64) -> Int {
    if value < 64 { return Int(value) }
    let exponent = 63 - value.leadingZeroBitCount
    let shift = exponent - 5
    return shift * 32 + Int(value >> UInt64(shift))
  }

  private static func middle(_ bucket: Int) -> UInt64 {
    if bucket < 64 { return UInt64(max(0, bucket)) }
    let shift = UInt64(bucket / 32 - 1)
    let base = UInt64(bucket % 32 + 32) << shift
    return base + (UInt64(1) << shift) / 2
  }
}
