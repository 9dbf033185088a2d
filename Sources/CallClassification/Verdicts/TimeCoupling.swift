/// By how much a request lasts longer when its call does.
///
/// Who waits for a call lasts as much longer as the call: the slope of the one over the other is 1. Who does not wait is as
/// long as ever: the slope is 0. Where a share of the calls is waited for, the slope is that share. This needs no clock but
/// those that measured the two durations, and is not fooled by calls that happen to end in time. It is no proof against
/// waiting by itself: a call beside a longer one lengthens nothing.
public struct TimeCoupling: Sendable, Equatable {
  /// Nanoseconds of the request for each nanosecond of the call, with its 95 % interval.
  public var slope: Double
  public var low: Double
  public var high: Double
  public var calls: Int
  /// Pairs of lengths that were met, those of one bucket once: what repeated data cannot add to.
  public var distinct: Int

  /// So many calls are needed.
  public static let callsNeeded = 50

  /// The least-squares slope with the error that holds for scatter of any form (White 1980, "A heteroskedasticity-consistent
  /// covariance matrix estimator"). Operations differ in length without one causing the other: each is held against its own
  /// means, and only what is left is added up.
  ///
  /// - Parameter operations: the durations of each pair of operations.
  /// - Returns: `nil` where the calls are too few or all alike.
  public init?(_ operations: [JointDurations]) {
    self.init(estimating: operations)
    guard isEnough else { return nil }
  }

  /// Whether the calls are enough to rely on.
  public var isEnough: Bool { calls >= Self.callsNeeded }

  /// The same from however few calls: a guess, where they are not enough.
  public init?(estimating operations: [JointDurations]) {
    let sums = operations.map(Sums.init)
    calls = sums.reduce(0) { $0 + $1.calls }
    distinct = sums.reduce(0) { $0 + $1.pairs.count }
    let spread = sums.reduce(0) { $0 + $1.spread }
    guard calls > 0, spread > 0 else { return nil }
    let slope = sums.reduce(0) { $0 + $1.together } / spread
    let error = sums.reduce(0) { $0 + $1.scatter(around: slope) }.squareRoot() / spread
    guard slope.isFinite, error.isFinite else { return nil }
    self.slope = slope
    low = slope - 1.959963984540054 * error
    high = slope + 1.959963984540054 * error
  }

  /// Whether the pairs of lengths differ enough to rely on.
  public var isVaried: Bool { distinct >= 6 }

  /// The interval from as many calls as there are distinct pairs: wider, and no narrower for data that is repeated.
  public var steadyLow: Double { slope - (slope - low) * widening }
  public var steadyHigh: Double { slope + (high - slope) * widening }
  private var widening: Double { (Double(max(calls, distinct)) / Double(max(1, distinct))).squareRoot() }

  /// The share that waits, where it follows from lengths.
  var share: WilsonInterval {
    var share = WilsonInterval(successes: 0, total: 0)
    share.value = min(1, max(0, slope))
    share.low = min(1, max(0, low))
    share.high = min(1, max(0, high))
    return share
  }
}

/// The sums of one pair of operations, around its own means.
private struct Sums {
  /// Of each of the two durations, the share that is taken as it is; longer ones are cut there, lest a few decide.
  private static let uncut = 0.95

  var calls = 0
  /// Of the calls' lengths, squared.
  var spread = 0.0
  /// Of the calls' times the requests' lengths.
  var together = 0.0
  private(set) var pairs: [(x: Double, y: Double, weight: Double)] = []

  init(_ durations: JointDurations) {
    calls = durations.total
    guard calls > 0 else { return }
    pairs = durations.cells.map {
      (JointDurations.middle(Int($0.key >> 8)), JointDurations.middle(Int($0.key & 0xFF)), Double($0.count))
    }
    let longest = (Self.quantile(pairs.map { ($0.x, $0.weight) }), Self.quantile(pairs.map { ($0.y, $0.weight) }))
    for index in pairs.indices {
      pairs[index].x = min(pairs[index].x, longest.0)
      pairs[index].y = min(pairs[index].y, longest.1)
    }
    let total = Double(calls)
    let means = (
      pairs.reduce(0) { $0 + $1.weight * $1.x } / total, pairs.reduce(0) { $0 + $1.weight * $1.y } / total
    )
    for index in pairs.indices {
      pairs[index].x -= means.0
      pairs[index].y -= means.1
    }
    spread = pairs.reduce(0) { $0 + $1.weight * $1.x * $1.x }
    together = pairs.reduce(0) { $0 + $1.weight * $1.x * $1.y }
  }

  func scatter(around slope: Double) -> Double {
    pairs.reduce(0) { sum, pair in
      let residual = pair.y - slope * pair.x
      return sum + pair.weight * pair.x * pair.x * residual * residual
    }
  }

  private static func quantile(_ values: [(value: Double, weight: Double)]) -> Double {
    let sorted = values.sorted { $0.value < $1.value }
    let total = sorted.reduce(0) { $0 + $1.weight }
    var seen = 0.0
    for (value, weight) in sorted {
      seen += weight
      if seen >= uncut * total { return value }
    }
    return sorted.last?.value ?? 0
  }
}
