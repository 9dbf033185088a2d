internal import TraceModel

/// Exact counts of small whole numbers, such as calls per request; everything above 255 shares one place.
public struct CountHistogram: Sendable, Equatable {
  public private(set) var counts: [UInt32]
  public private(set) var total = 0

  public init(counts: [UInt32] = []) {
    self.counts = Array(counts.prefix(256))
    total = counts.reduce(0) { $0 + Int($1) }
  }

  public mutating func record(_ value: Int) {
    let index = min(max(value, 0), 255)
    if index >= counts.count { counts.append(contentsOf: repeatElement(0, count: index + 1 - counts.count)) }
    counts[index] +|= 1
    total +|= 1
  }

  public mutating func merge(_ other: CountHistogram) {
    if other.counts.count > counts.count {
      counts.append(contentsOf: repeatElement(0, count: other.counts.count - counts.count))
    }
    for (index, count) in other.counts.enumerated() { counts[index] +|= count }
    total +|= other.total
  }

  /// The number that a share of all observations does not exceed; 0 when empty.
  public func quantile(_ share: Double) -> Int {
    guard total > 0 else { return 0 }
    let rank = max(1, Int((share * Double(total)).rounded(.up)))
    var seen = 0
    for (value, count) in counts.enumerated() {
      seen += Int(count)
      if seen >= rank { return value }
    }
    return counts.count - 1
  }

  /// The largest number met.
  public var largest: Int { max(0, (counts.lastIndex { $0 > 0 } ?? 0)) }
}
