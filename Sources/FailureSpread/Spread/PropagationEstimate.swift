public import CallClassification
internal import TraceModel

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
  /// What few failures borrow from other operations of the same edge.
  private var borrowed = OtherOperations()

  /// Other pairs of operations between the same two nodes, with failures of their own.
  ///
  /// Each counts as one observation, however many failures it saw: that one operation survives them says little of another.
  public struct OtherOperations: Sendable, Equatable {
    public var count = 0
    /// The sum of their shares of failures that failed the caller.
    public var shares = 0.0
    /// Their failures, and how many of these failed the caller.
    fileprivate var failures = 0
    fileprivate var propagated = 0

    public init() {}

    public mutating func add(_ statistics: EdgeStatistics) { take(statistics, 1) }

    /// The same without one of them.
    func without(_ statistics: EdgeStatistics) -> OtherOperations {
      var others = self
      others.take(statistics, -1)
      return others
    }

    private mutating func take(_ statistics: EdgeStatistics, _ sign: Int) {
      guard statistics.calleeFailures > 0 else { return }
      count += sign
      shares += Double(sign) * Double(statistics.propagated) / Double(statistics.calleeFailures)
      failures = sign > 0 ? failures +| statistics.calleeFailures : failures -| statistics.calleeFailures
      propagated = sign > 0 ? propagated +| statistics.propagated : propagated -| statistics.propagated
    }
  }

  /// What the one imagined observation says: of most calls, and of those that something else can stand in for.
  public static let prior = 0.9
  public static let replaceablePrior = 0.4

  /// - Parameters:
  ///   - statistics: of an edge; failures and successes of its logical calls.
  ///   - isReplaceable: whether the callee is a cache in front of something that its callers ask when it has no answer.
  ///   - others: other operations, to borrow from where the edge has few failures.
  public init(_ statistics: EdgeStatistics, isReplaceable: Bool = false, others: OtherOperations = OtherOperations()) {
    self.isReplaceable = isReplaceable
    borrowed = statistics.calleeFailures < Self.failuresNeeded ? others : OtherOperations()
    failures = statistics.calleeFailures
    propagated = statistics.propagated
    let successes = max(0, statistics.logicalCalls - failures)
    let base = successes > 0 ? min(0.99, Double(statistics.failuresWithoutCallee) / Double(successes)) : 0
    func attributable(_ share: Double) -> Double { max(0, (share - base) / (1 - base)) }
    let observed = failures > 0 ? attributable(Double(propagated) / Double(failures)) : 0
    // How a service treats its cache is mostly one library's doing: there, every failure of other operations counts.
    let lent =
      isReplaceable
      ? (shares: Double(borrowed.propagated), count: Double(borrowed.failures))
      : (shares: borrowed.shares, count: Double(borrowed.count))
    probability =
      (Double(failures) * observed + lent.shares + (isReplaceable ? Self.replaceablePrior : Self.prior))
      / (Double(failures) + lent.count + 1)
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
    let crossed = propagated + Int((borrowed.shares - 1e-6).rounded(.up))
    let seen = failures + borrowed.count
    return high == 0 || seen >= Self.failuresNeeded && WilsonInterval(successes: crossed, total: seen).high < 0.5
  }

  /// So many failures speak for themselves.
  public static let failuresNeeded = 5

  /// The mean of estimates, weighted by calls: an edge sums up its operations.
  mutating func average(_ parts: [(estimate: PropagationEstimate, calls: Int)]) {
    let calls = parts.reduce(0) { $0 + Double($1.calls) }
    guard parts.count > 1, calls > 0 else { return }
    func mean(_ value: (PropagationEstimate) -> Double) -> Double {
      parts.reduce(0) { $0 + value($1.estimate) * Double($1.calls) } / calls
    }
    (probability, low, high) = (mean(\.probability), mean(\.low), mean(\.high))
  }
}
