public import CallClassification

/// The probability that a failed call fails the request that made it, from what was observed.
///
/// The mean of a Beta posterior: observed failures on top of one imagined observation that leans to "propagates", since an
/// unproven fallback must not look like one. The interval is Wilson's over the observations alone.
public struct PropagationEstimate: Sendable, Equatable {
  public var failures: Int
  public var propagated: Int
  public var probability: Double
  public var low: Double
  public var high: Double

  /// What the one imagined observation says.
  public static let priorMean = 0.9

  public init(failures: Int, propagated: Int) {
    self.failures = failures
    self.propagated = propagated
    probability = (Double(propagated) + Self.priorMean) / (Double(failures) + 1)
    let interval = WilsonInterval(successes: propagated, total: failures)
    low = min(interval.low, probability)
    high = max(interval.high, probability)
  }

  /// Whether the caller was seen to answer in most failures of the callee: an observed fallback.
  public var isSuppressed: Bool { failures >= 5 && WilsonInterval(successes: propagated, total: failures).high < 0.5 }
}
