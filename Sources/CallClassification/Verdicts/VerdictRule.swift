/// Turns the counts of an edge into a verdict. The numbers are explained in docs/classification.md.
public struct VerdictRule: Sendable, Equatable {
  /// Both sides of an edge are significant when the lower Wilson bound of each share reaches this.
  public var significantShare = 0.1
  /// Calls that time alone decided, needed for `synchronous`.
  public var timedWaitsNeeded = 10
  /// Calls that time alone decided, needed for `asynchronous`: the graver claim needs more.
  public var timedDetachedNeeded = 20
  /// So many calls that ended while other work of their request ran, none or few of which was ever seen to be waited for,
  /// leave an edge open: the request may not wait for them at all.
  public var coveredNeeded = 20
  /// Of calls that overlap other work, the share that must be seen to be waited for.
  public var waitedShare = 0.1
  /// Failures that must have failed the caller too to show that it waits.
  public var propagatedNeeded = 3
  /// With nothing but callees that fit inside their callers: the lower Wilson bound that the share of fits must reach.
  public var fittingShare = 0.9

  public init() {}

  /// The verdict, and the share of decided calls that wait.
  public func verdict(of statistics: EdgeStatistics) -> (verdict: Verdict, waiting: WilsonInterval) {
    let isCovered = !showsWaiting(statistics)
    let waits = statistics.waits + (isCovered ? 0 : statistics.covered)
    // Calls without an answer were abandoned, where answers are recorded; where none ever is, nobody waits for one.
    let contested = statistics.answered >= statistics.contested ? 0 : statistics.contested
    let detached = statistics.doesNotWait + contested
    let decided = waits + detached
    let share = WilsonInterval(successes: waits, total: decided)
    if decided > 0 {
      let opposite = WilsonInterval(successes: detached, total: decided)
      if share.low >= significantShare, opposite.low >= significantShare { return (.mixed, share) }
      if waits > detached, !isCovered,
        statistics.declaredWaits + statistics.declaredCovered > 0 || waits >= timedWaitsNeeded,
        !isOutnumbered(statistics)
      {
        return (.synchronous, share)
      }
      if detached > waits, statistics.declaredDoesNotWait + contested > 0 || detached >= timedDetachedNeeded,
        !isOutnumbered(statistics)
      {
        return (.asynchronous, share)
      }
    }
    let fitting = WilsonInterval(successes: waits + statistics.fits, total: decided + statistics.fits)
    if fitting.low >= fittingShare { return (.synchronous, fitting) }
    return (.unknown, share)
  }

  /// Whether the request is seen to wait for calls that overlap its other work: some of them ran alone at their end, or
  /// their failures failed it. Few such calls are given the benefit of what the kinds declare.
  private func showsWaiting(_ statistics: EdgeStatistics) -> Bool {
    if statistics.covered < coveredNeeded { return true }
    if Double(statistics.waits) >= waitedShare * Double(statistics.waits + statistics.covered) { return true }
    return statistics.propagated >= propagatedNeeded && statistics.propagated * 2 >= statistics.calleeFailures
  }

  /// Whether the decided calls are too few beside those that decide nothing to speak for the edge.
  private func isOutnumbered(_ statistics: EdgeStatistics) -> Bool {
    // A contested call is declared, as one with an answer.
    let declared = statistics.declaredWaits + statistics.declaredDoesNotWait + statistics.declaredCovered
    let decided = statistics.waits + statistics.doesNotWait + statistics.covered
    return declared + statistics.contested == 0
      && (statistics.fits + statistics.undecided) > decided * 4
  }

  /// Who has control on the edge.
  public func waiting(of statistics: EdgeStatistics) -> Waiting {
    let total = statistics.blocking + statistics.nonblocking
    if total == 0 { return .unknown }
    return statistics.nonblocking * 2 > total ? .nonblocking : .blocking
  }
}
