public import TraceModel

/// What all calls of an edge showed, in whole numbers that add up in any order.
public struct EdgeStatistics: Sendable, Equatable {
  /// Calls, retries counted each.
  public var calls = 0
  /// Calls that failed, as the caller saw them or, where it wrote no span, as the callee did.
  public var errors = 0

  // Calls by what they showed.
  public var waits = 0
  public var doesNotWait = 0
  public var covered = 0
  public var contested = 0
  public var fits = 0
  public var undecided = 0
  /// Of `waits` and `doesNotWait`: those that declared evidence decided, not time alone.
  public var declaredWaits = 0
  public var declaredDoesNotWait = 0
  /// Of `covered`: those that are declared as calls with an answer.
  public var declaredCovered = 0
  /// Calls whose caller's span carries the status of an answer.
  public var answered = 0

  /// Calls that did not fail although no span of the callee is there.
  public var unanswered = 0
  /// Calls whose kinds say that a message was taken, while nothing names a queue and one of the kinds cannot be right.
  public var contradicted = 0

  // Calls by what is declared, and of these the ones that behaved otherwise.
  public var requests = 0
  public var requestsNotWaited = 0
  public var messages = 0
  public var messagesWaited = 0

  /// Messages after which something came back that may have been waited for; they count as the others of the edge do.
  public var mayWait = 0
  /// Calls that nobody waits for, while the request did nothing else until they were accepted, or as long as they took.
  public var idleForNothing = 0
  /// Calls beside other work that were the last to end, barely after their request: they decide nothing by themselves.
  public var barelyLate = 0

  // Calls by who had control.
  public var blocking = 0
  public var nonblocking = 0

  /// Observations of each kind of evidence, indexed by `EvidenceCode.rawValue`.
  public var evidence = [Int](repeating: 0, count: EvidenceCode.count)

  // Logical calls: attempts of one call folded.
  public var logicalCalls = 0
  /// Of these, the failed ones whose caller's own outcome is known.
  public var calleeFailures = 0
  /// Of the failed logical calls: those whose caller's request failed too.
  public var propagated = 0
  /// Of the others: those whose caller's request failed all the same.
  public var failuresWithoutCallee = 0
  /// Logical calls that took more than one attempt, and all attempts of these.
  public var retried = 0
  public var attempts = CountHistogram()

  /// Requests of the caller that made at least one call; how many each made.
  public var perRequest = CountHistogram()
  /// The call as its caller saw it (for queues: as the consumer worked), nanoseconds.
  public var durations = DurationHistogram()
  /// The callee's own span, nanoseconds.
  public var calleeDurations = DurationHistogram()
  /// Calls that the caller gave up after a time limit; how long each took, nanoseconds.
  public var cutOffs = DurationHistogram()
  /// Calls against what was left of their requests.
  public var jointDurations = JointDurations()
  /// The same of calls that no other work overlaps, against when the request went on.
  public var idleDurations = JointDurations()
  /// Of the calls that the caller gave up, the ones whose callee worked on.
  public var workedOn = 0

  public var exemplars = ExemplarSet()
  /// Traces of calls that did not wait.
  public var detachedExemplars = ExemplarSet()
  /// Traces of calls that failed.
  public var failureExemplars = ExemplarSet()

  public init() {}

  public mutating func merge(_ other: EdgeStatistics) {
    calls +|= other.calls
    errors +|= other.errors
    waits +|= other.waits
    doesNotWait +|= other.doesNotWait
    covered +|= other.covered
    contested +|= other.contested
    answered +|= other.answered
    unanswered +|= other.unanswered
    contradicted +|= other.contradicted
    fits +|= other.fits
    undecided +|= other.undecided
    declaredWaits +|= other.declaredWaits
    declaredDoesNotWait +|= other.declaredDoesNotWait
    declaredCovered +|= other.declaredCovered
    requests +|= other.requests
    requestsNotWaited +|= other.requestsNotWaited
    messages +|= other.messages
    messagesWaited +|= other.messagesWaited
    mayWait +|= other.mayWait
    idleForNothing +|= other.idleForNothing
    barelyLate +|= other.barelyLate
    blocking +|= other.blocking
    nonblocking +|= other.nonblocking
    for index in evidence.indices where index < other.evidence.count { evidence[index] +|= other.evidence[index] }
    logicalCalls +|= other.logicalCalls
    calleeFailures +|= other.calleeFailures
    propagated +|= other.propagated
    failuresWithoutCallee +|= other.failuresWithoutCallee
    retried +|= other.retried
    attempts.merge(other.attempts)
    perRequest.merge(other.perRequest)
    durations.merge(other.durations)
    calleeDurations.merge(other.calleeDurations)
    cutOffs.merge(other.cutOffs)
    jointDurations.merge(other.jointDurations)
    idleDurations.merge(other.idleDurations)
    workedOn +|= other.workedOn
    exemplars.merge(other.exemplars)
    detachedExemplars.merge(other.detachedExemplars)
    failureExemplars.merge(other.failureExemplars)
  }
}
