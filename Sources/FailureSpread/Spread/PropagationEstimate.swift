public import CallClassification

/// The probability that a failed call fails the request that made it, from what was observed.
///
/// Requests also fail for other reasons: the share of failures among requests whose call succeeded is taken off. What is
/// left is the mean of a Beta posterior: the observed failures on top of one imagined observation. For most mechanisms
/// that one leans to "propagates", since an unproven fallback must not look like one; for a cache whose callers
/// ask something else now and then it leans the other way: that can answer too. The interval is Wilson's over the observations alone.
public struct PropagationEstimate: Sendable, Equatable {
  public var failures: Int
  public var propagated: Int
  public var probability: Double
  public var low: Double
  public var high: Double
  /// Whether the callee is a cache in front of something that its callers ask when it has no answer.
  public private(set) var isReplaceable = false

  /// What the one imagined observation says: of most calls, and of those that something else can stand in for.
  public static let prior = 0.9
  public static let replaceablePrior = 0.4

  /// - Parameters:
  ///   - statistics: of an edge; failures and successes of its logical calls.
  ///   - isReplaceable: whether the callee is a cache in front of something that its callers ask when it has no answer.
  public init(_ statistics: EdgeStatistics, isReplaceable: Bool = false) {
    self.isReplaceable = isReplaceable
    failures = statistics.calleeFailures
    propagated = statistics.propagated
    let successes = max(0, statistics.logicalCalls - failures)
    let base = successes > 0 ? min(0.99, Double(statistics.failuresWithoutCallee) / Double(successes)) : 0
    func attributable(_ share: Double) -> Double { max(0, (share - base) / (1 - base)) }
    let observed = failures > 0 ? attributable(Double(propagated) / Double(failures)) : 0
    probability =
      (Double(failures) * observed + (isReplaceable ? Self.replaceablePrior : Self.prior)) / (Double(failures) + 1)
    let interval = WilsonInterval(successes: propagated, total: failures)
    low = min(attributable(interval.low), probability)
    high = max(failures > 0 ? attributable(interval.high) : 1, probability)
  }

  /// A call whose failure never reaches the caller.
  public static let suppressed = PropagationEstimate()

  private init() {
    failures = 0
    propagated = 0
    probability = 0
    low = 0
    high = 0
  }

  /// Whether the caller was seen to answer in most failures of the callee: an observed fallback.
  public var isSuppressed: Bool {
    high == 0 || failures >= 5 && WilsonInterval(successes: propagated, total: failures).high < 0.5
  }
}
