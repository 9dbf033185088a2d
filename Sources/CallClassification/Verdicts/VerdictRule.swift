internal import TraceModel

/// Turns the counts of an edge into a verdict. The numbers are explained in docs/classification.md.
///
/// The shares that were seen name the verdict; how surely they are known only decides whether it may be said. So the same
/// data seen several times never turns a verdict into another, or into `unknown`.
public struct VerdictRule: Sendable, Equatable {
  /// A share of calls above this is significant. It is known to be so when its lower Wilson bound reaches it.
  public var significantShare = 0.1
  /// Calls that time alone decided, needed for `synchronous`.
  public var timedWaitsNeeded = 10
  /// Calls that time alone decided, needed for `asynchronous`: the graver claim needs more.
  public var timedDetachedNeeded = 20
  /// Where requests last longer by less than this share of a call's length, nobody waits.
  public var independentShare = 0.2
  /// Where they last longer by more than this, everybody does.
  public var coupledShare = 0.8
  /// The same for requests that moreover stand idle until the work is done.
  public var idleShare = 0.5
  /// Of these requests, the share that must.
  public var inTimeShare = 0.95
  /// With nothing but callees that fit inside their callers: the lower Wilson bound that the share of fits must reach.
  public var fittingShare = 0.9

  public init() {}

  /// The verdict, and the share of decided calls that wait.
  public func verdict(of statistics: EdgeStatistics) -> (verdict: Verdict, waiting: WilsonInterval) {
    verdict(of: statistics, TimeCoupling(estimating: [statistics.jointDurations]))
  }

  /// The verdict on calls of several operations.
  ///
  /// - Parameters:
  ///   - coupling: how the lengths of requests go with those of their calls; of each operation by itself, added up.
  ///   - isUniform: whether no operation is seen to behave otherwise than the others.
  public func verdict(
    of statistics: EdgeStatistics, _ coupling: @autoclosure () -> TimeCoupling?, isUniform: Bool = true
  ) -> (verdict: Verdict, waiting: WilsonInterval) {
    let decided = DecidedCalls(statistics, self)
    let share = decided.share
    if decided.total > 0, !decided.isOutnumbered(statistics) {
      if decided.waitsShare > significantShare, decided.detachedShare > significantShare {
        guard decided.isSure(significantShare) else { return (.unknown, share) }
        return divided(statistics, coupling(), isUniform, share)
      }
      if decided.detachedShare > significantShare {
        if statistics.declaredDoesNotWait > 0 || decided.contested > 0 || decided.detached >= timedDetachedNeeded {
          return decided.isDoubtful ? (.unknown, share) : handedOver(statistics, coupling, share)
        }
        return (.unknown, share)
      }
      if statistics.declaredWaits > 0 || statistics.declaredCovered > 0 || decided.waits >= timedWaitsNeeded {
        return waited(statistics, coupling, share)
      }
    }
    let fitting = decided.fitting(statistics)
    return fitting.low >= fittingShare ? (.synchronous, fitting) : (.unknown, share)
  }

  /// The calls that count as waiting and as not waiting; where nothing else decides, those that fit count as waiting.
  public func counted(_ statistics: EdgeStatistics) -> (waits: Int, doesNotWait: Int) {
    let decided = DecidedCalls(statistics, self)
    let isByFit = decided.total == 0 || decided.isOutnumbered(statistics)
    return isByFit && decided.fitting(statistics).low >= fittingShare
      ? (decided.waits +| statistics.fits, decided.detached) : (decided.waits, decided.detached)
  }

  /// Whether some calls are seen to be waited for, be they too few to decide: others must not make them asynchronous.
  public func seesWaiting(_ statistics: EdgeStatistics) -> Bool {
    DecidedCalls(statistics, self).waitsShare > significantShare || goesOnRegardless(statistics)
  }

  // MARK: - What the lengths add

  /// Some calls are waited for and some are not. Requests that are as long as ever when their calls are long wait for none:
  /// those that ended in time did so by chance. Requests that are as much longer as their call wait for all of them.
  private func divided(
    _ statistics: EdgeStatistics, _ coupling: TimeCoupling?, _ isUniform: Bool, _ share: WilsonInterval
  ) -> (verdict: Verdict, waiting: WilsonInterval) {
    guard let coupling else { return (.mixed, share) }
    if coupling.slope <= independentShare, !failsWithCallee(statistics) {
      guard coupling.isEnough, coupling.high <= independentShare else { return (.unknown, share) }
      return isUniform ? (.asynchronous, coupling.share) : (.mixed, share)
    }
    if coupling.slope >= coupledShare, isInTime(statistics) {
      guard coupling.isEnough, coupling.low >= coupledShare else { return (.unknown, share) }
      return (.synchronous, coupling.share)
    }
    return (.mixed, share)
  }

  /// Work is handed over. Where requests stand idle until it is done, and are as much longer as it takes, they wait for it,
  /// told by something that writes no spans.
  private func handedOver(
    _ statistics: EdgeStatistics, _ coupling: () -> TimeCoupling?, _ share: WilsonInterval
  ) -> (verdict: Verdict, waiting: WilsonInterval) {
    guard staysIdle(statistics), let coupling = coupling(), coupling.slope >= idleShare else {
      return (.asynchronous, share)
    }
    if coupling.isVaried, coupling.steadyLow >= idleShare { return (.synchronous, coupling.share) }
    // Likely but not sure: where nothing is declared either, the edge is open.
    return (statistics.messages == 0 ? .unknown : .asynchronous, share)
  }

  /// Calls are waited for. What speaks against it: requests that go on at a time of their own, whatever an undisturbed call
  /// takes; and answers to messages that come while the request is open, but not when its length says so.
  private func waited(
    _ statistics: EdgeStatistics, _ coupling: () -> TimeCoupling?, _ share: WilsonInterval
  ) -> (verdict: Verdict, waiting: WilsonInterval) {
    if goesOnRegardless(statistics) { return (.unknown, share) }
    if statistics.messagesWaited > statistics.calls -| statistics.messagesWaited, let coupling = coupling(),
      coupling.isVaried, coupling.steadyHigh <= independentShare
    {
      return (.asynchronous, coupling.share)
    }
    return (.synchronous, share)
  }

  /// Whether requests, doing nothing else meanwhile, go on at times that have nothing to do with the length of the call.
  public func goesOnRegardless(_ statistics: EdgeStatistics) -> Bool {
    guard let idle = TimeCoupling(estimating: [statistics.idleDurations]) else { return false }
    return idle.isVaried && idle.steadyHigh <= independentShare
  }

  /// Whether the caller's request mostly fails when the callee does.
  private func failsWithCallee(_ statistics: EdgeStatistics) -> Bool {
    statistics.propagated > 0 && statistics.propagated >= statistics.calleeFailures -| statistics.propagated
  }

  /// Whether the edge is one of work handed over, during which nearly all requests that went well stand idle.
  private func staysIdle(_ statistics: EdgeStatistics) -> Bool {
    guard statistics.messages == statistics.calls || statistics.requests == 0 && statistics.messages == 0 else {
      return false
    }
    return statistics.jointDurations.total > 0 && isInTime(statistics)
  }

  /// Whether nearly all requests that went well lasted as long as their calls.
  private func isInTime(_ statistics: EdgeStatistics) -> Bool {
    Double(statistics.jointDurations.inTime) >= inTimeShare * Double(statistics.jointDurations.total)
  }

  // MARK: - Who has control

  /// Who has control on an edge with a verdict.
  public func waiting(of statistics: EdgeStatistics, _ verdict: Verdict) -> Waiting {
    if statistics.blocking == 0, statistics.nonblocking == 0 { return .unknown }
    let isMostlyFree = statistics.nonblocking > statistics.blocking
    switch verdict {
    // Calls that end in time by chance look as if they had held their request up, so only the others tell.
    case .asynchronous:
      let detached = statistics.doesNotWait +| statistics.contested
      return statistics.idleForNothing > detached -| statistics.idleForNothing ? .blocking : .nonblocking
    case .synchronous:
      if statistics.doesNotWait > statistics.waits, staysIdle(statistics) { return .blocking }
      return isMostlyFree ? .nonblocking : .blocking
    case .mixed, .unknown:
      return isMostlyFree ? .nonblocking : .blocking
    }
  }
}
