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
  /// Where the upper bound of the share of a call's length that its request waits for is below this, nobody waits.
  public var independentShare = 0.2
  /// Where the lower bound is above this, everybody does.
  public var coupledShare = 0.8
  /// The same for requests that moreover stand idle until the work is done.
  public var idleShare = 0.5
  /// Of these requests, the share that must.
  public var inTimeShare = 0.95
  /// Failures that must have failed the caller too to show that it waits.
  public var propagatedNeeded = 3
  /// With nothing but callees that fit inside their callers: the lower Wilson bound that the share of fits must reach.
  public var fittingShare = 0.9

  public init() {}

  /// The verdict, and the share of decided calls that wait.
  public func verdict(of statistics: EdgeStatistics) -> (verdict: Verdict, waiting: WilsonInterval) {
    verdict(of: statistics, TimeCoupling([statistics.jointDurations]))
  }

  /// The verdict on calls of several operations.
  ///
  /// - Parameters:
  ///   - coupling: how the lengths of requests go with those of their calls; of each operation by itself, added up.
  ///   - isUniform: whether no operation is seen to behave otherwise than the others.
  public func verdict(
    of statistics: EdgeStatistics, _ coupling: @autoclosure () -> TimeCoupling?, isUniform: Bool = true
  ) -> (verdict: Verdict, waiting: WilsonInterval) {
    let isCovered = !showsWaiting(statistics)
    let waits = statistics.waits + (isCovered ? 0 : statistics.covered)
    // Calls without an answer were abandoned, where answers are recorded; where none ever is, nobody waits for one.
    let contested = statistics.answered >= statistics.contested ? 0 : statistics.contested
    let detached = statistics.doesNotWait + contested
    let decided = waits + detached
    let share = WilsonInterval(successes: waits, total: decided)
    if decided > 0 {
      let opposite = WilsonInterval(successes: detached, total: decided)
      if share.low >= significantShare, opposite.low >= significantShare {
        guard let coupling = coupling(), let verdict = verdict(of: coupling, statistics, isUniform) else {
          return (.mixed, share)
        }
        return (verdict, Self.share(of: coupling))
      }
      if waits > detached, !isCovered,
        statistics.declaredWaits + statistics.declaredCovered > 0 || waits >= timedWaitsNeeded,
        !isOutnumbered(statistics)
      {
        return (.synchronous, share)
      }
      if detached > waits, statistics.declaredDoesNotWait + contested > 0 || detached >= timedDetachedNeeded,
        !isOutnumbered(statistics)
      {
        guard staysIdle(statistics) else { return (.asynchronous, share) }
        guard let coupling = coupling() else { return (.asynchronous, share) }
        if coupling.low >= idleShare { return (.synchronous, Self.share(of: coupling)) }
        // Likely but not sure: where nothing is declared either, the edge is open.
        return (statistics.messages == 0 && coupling.slope >= idleShare ? .unknown : .asynchronous, share)
      }
    }
    let fitting = WilsonInterval(successes: waits + statistics.fits, total: decided + statistics.fits)
    if fitting.low >= fittingShare { return (.synchronous, fitting) }
    return (.unknown, share)
  }

  /// What the lengths of requests and calls say where some calls end in time and some do not.
  private func verdict(of coupling: TimeCoupling, _ statistics: EdgeStatistics, _ isUniform: Bool) -> Verdict? {
    // Requests are as long as ever when their calls are long: those that end in time do so by chance.
    if coupling.high <= independentShare, statistics.propagated < propagatedNeeded {
      return isUniform ? .asynchronous : nil
    }
    // Each is as much longer as its call, and lasts until then: what seems late is not among those that went well.
    return coupling.low >= coupledShare && isInTime(statistics) ? .synchronous : nil
  }

  /// Whether the edge is one of work handed over, during which nearly all requests that went well stand idle.
  private func staysIdle(_ statistics: EdgeStatistics) -> Bool {
    guard statistics.messages == statistics.calls || statistics.requests + statistics.messages == 0 else {
      return false
    }
    return statistics.jointDurations.total >= timedDetachedNeeded && isInTime(statistics)
  }

  /// Whether nearly all requests that went well lasted as long as their calls.
  private func isInTime(_ statistics: EdgeStatistics) -> Bool {
    Double(statistics.jointDurations.inTime) >= inTimeShare * Double(statistics.jointDurations.total)
  }

  /// The share that waits, where it follows from lengths.
  private static func share(of coupling: TimeCoupling) -> WilsonInterval {
    var share = WilsonInterval(successes: 0, total: 0)
    share.value = min(1, max(0, coupling.slope))
    share.low = min(1, max(0, coupling.low))
    share.high = min(1, max(0, coupling.high))
    return share
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

  /// Who has control on an edge with a verdict.
  public func waiting(of statistics: EdgeStatistics, _ verdict: Verdict) -> Waiting {
    let total = statistics.blocking + statistics.nonblocking
    if total == 0 { return .unknown }
    // Where the lengths decided, single calls were taken for what they are not.
    if verdict == .asynchronous, statistics.nonblocking > 0 { return .nonblocking }
    if verdict == .synchronous, statistics.doesNotWait > statistics.waits, staysIdle(statistics) { return .blocking }
    return statistics.nonblocking * 2 > total ? .nonblocking : .blocking
  }
}
