public import TraceModel

/// One observed interaction: a caller's span, its callee, and what it showed.
public struct Call: Sendable {
  /// Index of the caller's segment.
  public var caller: Int32
  /// Index of the callee's segment, or -1 for a peer that sends no spans.
  public var callee: Int32
  public var key: OperationEdgeKey
  /// Position of the caller's span for the call.
  public var exit: Int32
  /// Position of the callee's first span, or -1.
  public var served: Int32
  public var state: CallState
  public var evidence: EvidenceSet
  /// Whether declared evidence decided the state.
  public var isDeclared: Bool
  /// What kinds and attributes declare, whatever was measured.
  public var style = CallStyle.nothing
  /// Whether the work was handed to a queue: a new unit of work begins at the callee.
  public var isHandover: Bool
  public var waiting: Waiting
  /// Whether the caller's span carries the status of an answer.
  public var isAnswered: Bool
  /// Whether the callee failed, by the caller's span or its own.
  public var failed: Bool
  /// Number of attempts, if this is the last of several; 0 if a later attempt follows.
  public var attempts: Int32
  /// Nanoseconds, as the caller saw it (for messages: as the consumer worked).
  public var duration: UInt64
  /// Nanoseconds of the callee's first span; 0 if it sends none.
  public var calleeDuration: UInt64 = 0
  /// How long the call took and its request still lasted from its beginning; `nil` where these say nothing.
  public var spell: CallSpell?
  /// Whether the kinds of its spans make a message of it, although nothing names a queue and one of them cannot be right.
  public var kindsContradict = false
  /// Whether something came back that may have been waited for, or not: other calls of the edge tell.
  public var mayWait = false
  /// Whether nobody waits for the work, but the request did nothing else until it was accepted, or for as long as it took.
  public var isIdleForNothing = false
  /// Whether the call was the last to end beside other work, and ended barely after its request.
  public var isBarelyLate = false
  /// When the answer to a message was taken, by the sender's clock.
  public var answeredAfter: UInt64?
  /// The same as `spell`, of a call that no other work of the request overlaps, against when the request went on.
  public var idleSpell: CallSpell?
  /// Whether the caller withdrew the call.
  public var wasAbandoned = false
  /// Whether the caller gave up after a time limit.
  public var wasCutOff = false
}

/// The length of a call, or of the work that it began, beside what was left of its request.
public struct CallSpell: Sendable, Equatable {
  /// Nanoseconds, by the clock of whoever wrote the span.
  public var call: UInt64
  /// Nanoseconds from the call's beginning to the request's end, or until it went on, by the caller's clock.
  public var rest: UInt64

  public init(call: UInt64, rest: UInt64) {
    self.call = call
    self.rest = rest
  }
}

/// What the kinds and attributes of a call declare.
public enum CallStyle: UInt8, Sendable {
  /// Nothing.
  case nothing
  /// A request that is answered.
  case request
  /// A message.
  case message
}
