public import CallClassification

/// All calls between one caller and one callee, with the verdict and what it rests on.
public struct EdgeReport: Codable, Sendable, Equatable {
  /// Sixteen hexadecimal digits made from caller, callee and via: stable from run to run.
  public var id: String
  public var caller: String
  public var callee: String
  /// The topic or queue that an edge between two services passes through.
  public var via: String?
  public var mechanism: Mechanism
  public var verdict: Verdict
  public var waiting: Waiting
  /// Calls; each attempt of a retried one counts.
  public var calls: Int
  /// Requests (units of work) that these calls were made in: the independent observations that comparisons count by,
  /// since the calls of one request come and go together. Absent in reports of older versions.
  public var traces: Int?
  /// Calls that failed, as seen by the caller.
  public var errors: Int
  /// The share of decided calls that agree with the verdict (for `mixed` and `unknown`: that wait), with its interval.
  public var share: ShareReport
  /// Calls by what each of them showed.
  public var states: CallStatesReport
  public var propagation: PropagationReport
  /// Duration of the calls in seconds, as the caller saw them.
  public var latency: LatencyReport
  /// Contradicting evidence first, then by number of observations.
  public var evidence: [EvidenceItemReport]
  /// The same per pair of operations, sorted by calls.
  public var operations: [OperationEdgeReport]
  /// Trace identifiers of examples.
  public var exemplars: [String]
  /// The verdict that the policy declares for this edge, with its reason.
  public var declared: DeclaredVerdictReport?
  /// Calls that one request of the caller makes, over the requests that make any.
  public var perRequest: CountReport?
  /// Attempts of logical calls that took more than one; absent where every call was made once.
  public var retries: RetryReport?
  /// Calls that the caller gave up; absent where there were none.
  public var deadline: DeadlineReport?
  /// Calls to a service that did not fail although none of its spans answers them; absent where there were none.
  public var unanswered: Int?

  public init(
    id: String, caller: String, callee: String, via: String? = nil, mechanism: Mechanism, verdict: Verdict,
    waiting: Waiting, calls: Int, errors: Int, share: ShareReport, states: CallStatesReport,
    propagation: PropagationReport, latency: LatencyReport, evidence: [EvidenceItemReport],
    operations: [OperationEdgeReport], exemplars: [String], declared: DeclaredVerdictReport? = nil, traces: Int? = nil,
    perRequest: CountReport? = nil, retries: RetryReport? = nil, deadline: DeadlineReport? = nil, unanswered: Int? = nil
  ) {
    self.id = id
    self.caller = caller
    self.callee = callee
    self.via = via
    self.mechanism = mechanism
    self.verdict = verdict
    self.waiting = waiting
    self.calls = calls
    self.errors = errors
    self.share = share
    self.states = states
    self.propagation = propagation
    self.latency = latency
    self.evidence = evidence
    self.operations = operations
    self.exemplars = exemplars
    self.declared = declared
    self.perRequest = perRequest
    self.retries = retries
    self.deadline = deadline
    self.traces = traces
    self.unanswered = unanswered
  }
}

/// A share with its Wilson interval at 95 %.
public struct ShareReport: Codable, Sendable, Equatable {
  public var value: Double
  public var low: Double
  public var high: Double

  public init(value: Double, low: Double, high: Double) {
    self.value = value
    self.low = low
    self.high = high
  }
}

/// How many calls of an edge waited, did not wait, or left it open.
public struct CallStatesReport: Codable, Sendable, Equatable {
  public var waits: Int
  public var doesNotWait: Int
  public var undecided: Int

  public init(waits: Int, doesNotWait: Int, undecided: Int) {
    self.waits = waits
    self.doesNotWait = doesNotWait
    self.undecided = undecided
  }
}

/// How often a failure of the callee failed the caller's own request.
public struct PropagationReport: Codable, Sendable, Equatable {
  /// Logical calls that failed, retries folded.
  public var calleeErrors: Int
  /// Of these, how many the caller's request failed with.
  public var propagated: Int
  /// Smoothed: the mean of the Beta posterior. Without any observation it is the prior.
  public var probability: Double
  public var low: Double
  public var high: Double

  public init(calleeErrors: Int, propagated: Int, probability: Double, low: Double, high: Double) {
    self.calleeErrors = calleeErrors
    self.propagated = propagated
    self.probability = probability
    self.low = low
    self.high = high
  }
}

/// One kind of evidence about an edge, with its number of observations.
public struct EvidenceItemReport: Codable, Sendable, Equatable {
  /// `E1` to `E20`; docs/classification.md describes each.
  public var code: String
  public var observations: Int
  public var statement: String
  /// Whether it speaks against the verdict.
  public var contradicts: Bool

  public init(code: String, observations: Int, statement: String, contradicts: Bool) {
    self.code = code
    self.observations = observations
    self.statement = statement
    self.contradicts = contradicts
  }
}

/// An edge between one operation of the caller and one of the callee.
public struct OperationEdgeReport: Codable, Sendable, Equatable {
  public var callerOperation: String
  public var calleeOperation: String
  public var verdict: Verdict
  public var waiting: Waiting
  public var calls: Int
  public var errors: Int
  public var share: ShareReport
  public var latency: LatencyReport
  public var exemplars: [String]

  public init(
    callerOperation: String, calleeOperation: String, verdict: Verdict, waiting: Waiting, calls: Int, errors: Int,
    share: ShareReport, latency: LatencyReport, exemplars: [String]
  ) {
    self.callerOperation = callerOperation
    self.calleeOperation = calleeOperation
    self.verdict = verdict
    self.waiting = waiting
    self.calls = calls
    self.errors = errors
    self.share = share
    self.latency = latency
    self.exemplars = exemplars
  }
}

/// What a policy declares of an edge.
public struct DeclaredVerdictReport: Codable, Sendable, Equatable {
  public var verdict: Verdict
  public var reason: String
  /// What the data alone would have said.
  public var observed: Verdict

  public init(verdict: Verdict, reason: String, observed: Verdict) {
    self.verdict = verdict
    self.reason = reason
    self.observed = observed
  }
}

/// Quantiles of a whole number.
public struct CountReport: Codable, Sendable, Equatable {
  public var p50: Int
  public var p95: Int
  /// 255 stands for more.
  public var most: Int

  public init(p50: Int, p95: Int, most: Int) {
    self.p50 = p50
    self.p95 = p95
    self.most = most
  }
}

/// What retries were observed on an edge.
public struct RetryReport: Codable, Sendable, Equatable {
  /// Logical calls, and how many of them took more than one attempt.
  public var logicalCalls: Int
  public var retried: Int
  /// Attempts of the retried ones.
  public var attempts: CountReport

  public init(logicalCalls: Int, retried: Int, attempts: CountReport) {
    self.logicalCalls = logicalCalls
    self.retried = retried
    self.attempts = attempts
  }
}

/// Calls that the caller gave up after a time limit.
public struct DeadlineReport: Codable, Sendable, Equatable {
  public var calls: Int
  /// Median seconds after which the caller gave up.
  public var seconds: Double
  /// How many callees worked on for nobody.
  public var workedOn: Int
  /// The callee's 99th percentile, in seconds.
  public var calleeP99: Double

  public init(calls: Int, seconds: Double, workedOn: Int, calleeP99: Double) {
    self.calls = calls
    self.seconds = seconds
    self.workedOn = workedOn
    self.calleeP99 = calleeP99
  }
}
