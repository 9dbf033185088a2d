/// Turns the counts of an edge into a verdict. The numbers are explained in docs/classification.md.
public struct VerdictRule: Sendable, Equatable {
  /// Both sides of an edge are significant when the lower Wilson bound of each share reaches this.
  public var significantShare = 0.1
  /// Calls that time alone decided, needed for `synchronous`.
  public var timedWaitsNeeded = 10
  /// Calls that time alone decided, needed for `asynchronous`: the graver claim needs more.
  public var timedDetachedNeeded = 20
  /// With nothing but callees that fit inside their callers: the lower Wilson bound that the share of fits must reach.
  public var fittingShare = 0.9

  public init() {}

  /// The verdict, and the share of decided calls that wait.
  public func verdict(of statistics: EdgeStatistics) -> (verdict: Verdict, waiting: WilsonInterval) {
    let waits = statistics.waits
    let detached = statistics.doesNotWait
    let decided = waits + detached
    let share = WilsonInterval(successes: waits, total: decided)
    if decided > 0 {
      let opposite = WilsonInterval(successes: detached, total: decided)
      if share.low >= significantShare, opposite.low >= significantShare { return (.mixed, share) }
      if waits > detached, statistics.declaredWaits > 0 || waits >= timedWaitsNeeded, !isOutnumbered(statistics) {
        return (.synchronous, share)
      }
      if detached > waits, statistics.declaredDoesNotWait > 0 || detached >= timedDetachedNeeded,
        !isOutnumbered(statistics)
      {
        return (.asynchronous, share)
      }
    }
    let fitting = WilsonInterval(successes: waits + statistics.fits, total: decided + statistics.fits)
    if fitting.low >= fittingShare { return (.synchronous, fitting) }
    return (.unknown, share)
  }

  /// Whether the decided calls are too few beside those that decide nothing to speak for the edge.
  private func isOutnumbered(_ statistics: EdgeStatistics) -> Bool {
    let decided = statistics.waits + statistics.doesNotWait
    return statistics.declaredWaits + statistics.declaredDoesNotWait == 0
      && (statistics.fits + statistics.undecided) > decided * 4
  }

  /// Who has control on the edge.
  public func waiting(of statistics: EdgeStatistics) -> Waiting {
    let total = statistics.blocking + statistics.nonblocking
    if total == 0 { return .unknown }
    return statistics.nonblocking * 2 > total ? .nonblocking : .blocking
  }
}
