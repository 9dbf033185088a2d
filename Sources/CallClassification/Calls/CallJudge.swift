internal import TraceAssembly
internal import TraceModel

/// Decides what one call showed about waiting, from its declared and its measured evidence.
///
/// The order of the questions is the model: what is said outright, then whether the request ended before the call (one
/// clock), then what the kinds declare, and only where nothing is declared, durations.
struct CallJudge {
  /// The caller's span for the call, and the beginning of the request that made it.
  let exit: TraceSpan
  let exitRole: SpanRole
  let request: TraceSpan
  let requestRole: SpanRole
  /// The callee's first span, if it sends any.
  let served: TraceSpan?
  let servedRole: SpanRole?
  /// Whether the caller's span is a span of the call alone (a CLIENT or PRODUCER span, or what looks like one where no
  /// kinds are declared), not of the whole work.
  let hasExitSpan: Bool
  /// The reply was taken inside the still open request.
  var isRequestReply = false
  /// Later work of the open request took the results of several messages.
  var isJoined = false
  /// Other work of the request was still running when the call ended.
  var isCovered = false
  /// Other work of the request overlapped the call.
  var isOverlapped = false
  /// The callee's span, or the request's, is over before its work begins.
  var servedEndsBeforeWork = false
  var requestEndsBeforeWork = false

  struct Judgement {
    var state = CallState.undecided
    var evidence = EvidenceSet()
    var isDeclared = false
    var isHandover = false
    var style = CallStyle.nothing
  }

  func judge() -> Judgement {
    var judgement = Judgement()
    let declared = declaredStyle(&judgement.evidence)
    judgement.style = declared
    judgement.isHandover = declared == .message
    measure(&judgement.evidence)
    if let flag = explicitFlag(&judgement.evidence) {
      judgement.state = flag
      judgement.isDeclared = true
      judgement.isHandover = judgement.isHandover && flag == .doesNotWait
    } else if isRequestReply || isJoined {
      judgement.evidence.insert(isRequestReply ? .requestReply : .join)
      judgement.state = .waits
      judgement.isDeclared = declared == .message
      judgement.isHandover = false
    } else if judgement.evidence.contains(.outlivesRequest) {
      judgement.state = .doesNotWait
      judgement.isDeclared = declared == .message
    } else if declared != .message, isLeftBehind, !judgement.evidence.contains(.startsAfter) {
      judgement.state = .undecided
    } else {
      switch declared {
      case .message:
        judgement.state = .doesNotWait
        judgement.isDeclared = true
      case .request:
        judgement.state = requestState(judgement.evidence)
        judgement.isDeclared = true
      case .nothing:
        let timed = timedState(&judgement.evidence)
        judgement.state = hinted(timed, &judgement.evidence)
      }
    }
    return judgement
  }

  // MARK: - What is declared

  private func declaredStyle(_ evidence: inout EvidenceSet) -> CallStyle {
    if let served, served.flags.contains(.knowsRemoteParent), served.flags.contains(.remoteParent) {
      evidence.insert(.remoteParent)
    }
    guard let servedRole else {
      evidence.insert(.clientPeer)
      return .request
    }
    if servedRole.traits.contains(.asyncTrigger) {
      evidence.insert(.asyncTrigger)
      return .message
    }
    if servedRole.part.takesMessages || exitRole.part == .publish {
      if servedRole.part == .receive { evidence.insert(.receive) }
      evidence.insert(exitRole.kind == .client ? .clientSend : .producerConsumer)
      return .message
    }
    if let served, served.flags.contains(.followsFrom) {
      evidence.insert(.followsFrom)
      return .nothing
    }
    if exitRole.part == .call || servedRole.part == .serve {
      evidence.insert(.clientServer)
      if exitRole.traits.contains(.acceptedOnly) || servedRole.traits.contains(.acceptedOnly) {
        evidence.insert(.acceptedOnly)
      }
      return .request
    }
    return .nothing
  }

  private func explicitFlag(_ evidence: inout EvidenceSet) -> CallState? {
    if exitRole.traits.contains(.declaredAsync) {
      evidence.insert(.declaredFlag)
      return .doesNotWait
    }
    return nil
  }

  /// What an agent's flag adds where kinds declare nothing and durations do not decide.
  private func hinted(_ state: CallState, _ evidence: inout EvidenceSet) -> CallState {
    guard state == .undecided || state == .fits, !exitRole.traits.isDisjoint(with: [.hintsSync, .hintsAsync]) else {
      return state
    }
    evidence.insert(.declaredFlag)
    return exitRole.traits.contains(.hintsSync) ? .waits : .doesNotWait
  }

  // MARK: - What is measured

  private func measure(_ evidence: inout EvidenceSet) {
    // A failed request leaves joined calls behind; but none of them begins when it is over.
    if outlivesRequest, requestRole.outcome == .ok || exit.start >= request.end { evidence.insert(.outlivesRequest) }
    guard let served, let servedRole, !isStream, !untrusted(exit), !untrusted(served), !exitSaysNothing else { return }
    // A span without a length is a mark in time: neither the call nor the work took none.
    guard exit.duration > 0, served.duration > 0 else { return }
    if !exitRole.outcome.gaveUp, !exitRole.outcome.isError,
      CallTiming.outlives(callee: served.duration, caller: exit.duration)
    {
      evidence.insert(.outlivesCall)
    } else if served.duration <= exit.duration, !servedEndsBeforeWork {
      evidence.insert(.fits)
    }
    // Two hosts have two clocks; only with one clock does a gap mean anything.
    if !exitRole.host.isEmpty, exitRole.host == servedRole.host, served.start >= exit.end {
      evidence.insert(.startsAfter)
    }
  }

  private var outlivesRequest: Bool {
    canCompareWithRequest && CallTiming.outlivesRequest(call: exit, request: request)
  }

  /// Whether the request failed before the call was over: it leaves joined calls behind as well as detached ones.
  private var isLeftBehind: Bool {
    if requestRole.outcome == .ok { return false }
    if outlivesRequest { return true }
    guard !hasExitSpan, !isStream, !exitSaysNothing, let served else { return false }
    return CallTiming.outlives(callee: served.duration, caller: exit.duration)
  }

  /// Whether the end of the call and the end of the request can be held against each other.
  ///
  /// Not for streams, nor for calls behind the end of a consumer's span: that may end before its work.
  private var canCompareWithRequest: Bool {
    exit.parent >= 0 && exit.id != request.id && request.duration > 0 && !isStream && !untrusted(exit) && !untrusted(request)
      && !(requestRole.part.takesMessages && (exit.start >= request.end || !hasExitSpan))
      && !((requestRole.part.takesMessages || requestRole.kind == .unspecified) && requestEndsBeforeWork)
  }

  /// Whether the caller has no span for the call, and the one that it has may end before its work, or hides a failure.
  private var exitSaysNothing: Bool {
    guard !hasExitSpan else { return false }
    return requestRole.part.takesMessages
      || exit.id == request.id && requestRole.kind == .unspecified && request.duration < CallTiming.resolution
  }

  private var isStream: Bool {
    exitRole.traits.contains(.streaming) || servedRole?.traits.contains(.streaming) ?? false
  }

  private func untrusted(_ span: TraceSpan) -> Bool {
    !span.flags.isDisjoint(with: [.untrustedTime, .unfinished])
  }

  /// How a call and its request went together, where both went well and their lengths mean something.
  ///
  /// A request with an answer is held against what was left of the caller's. Of what was handed over (a message, or what
  /// outlives the caller's span without being declared) it is the callee's work that counts, against the time until the
  /// caller went on.
  ///
  /// - Parameter goesOn: the time at which the caller's execution does something else, or ends.
  func spell(_ judgement: Judgement, goesOn: UInt64, answered: UInt64? = nil) -> CallSpell? {
    guard requestRole.outcome == .ok, exitRole.outcome == .ok, !isStream, !untrusted(exit), !untrusted(request),
      !requestEndsBeforeWork
    else { return nil }
    if let served, untrusted(served) || servedEndsBeforeWork { return nil }
    if !hasExitSpan {
      guard let served, !exitSaysNothing else { return nil }
      return CallSpell(call: served.duration, rest: Self.span(exit.start, request.end))
    }
    guard canCompareWithRequest else { return nil }
    // What is answered has a length by the sender's own clock.
    if judgement.style == .message, let answered {
      return CallSpell(call: Self.span(exit.start, answered), rest: Self.span(exit.start, goesOn))
    }
    if let served, handsOver(judgement) {
      return CallSpell(call: served.duration, rest: Self.span(exit.start, goesOn))
    }
    return judgement.style == .message ? nil : CallSpell(call: exit.duration, rest: Self.span(exit.start, request.end))
  }

  /// How an answered request and what came after it went together, where nothing else was done meanwhile: the request went
  /// on when the call was over, or at a time of its own.
  func idleSpell(_ judgement: Judgement, goesOn: UInt64) -> CallSpell? {
    guard judgement.style == .request, hasExitSpan, requestRole.outcome == .ok, exitRole.outcome == .ok, !isCovered,
      !requestRole.part.takesMessages, canCompareWithRequest, !untrusted(exit), !untrusted(request),
      !requestEndsBeforeWork
    else { return nil }
    return CallSpell(call: exit.duration, rest: Self.span(exit.start, goesOn))
  }

  /// Whether work was handed over: it is a message, or it outlives the caller's span and nothing declares it.
  func handsOver(_ judgement: Judgement) -> Bool {
    served != nil && hasExitSpan
      && (judgement.style == .message || judgement.style == .nothing && judgement.evidence.contains(.outlivesCall))
  }

  /// Whether the caller stood idle although it did not wait: until the work was accepted, or, before it did something else,
  /// for at least as long as the work took.
  func isIdleForNothing(_ judgement: Judgement, overlapped: Bool, goesOn: UInt64) -> Bool {
    guard judgement.state == .doesNotWait || judgement.state == .contested else { return false }
    if judgement.style == .message {
      guard let served, handsOver(judgement), canCompareWithRequest, goesOn < request.end else { return false }
      return served.duration >= CallTiming.resolution && Self.span(exit.end, goesOn) >= served.duration
    }
    return hasExitSpan && !overlapped && exit.duration >= CallTiming.resolution
      && judgement.evidence.contains(.outlivesCall) && !judgement.evidence.contains(.outlivesRequest)
  }

  private static func span(_ start: UInt64, _ end: UInt64) -> UInt64 { end > start ? end - start : 0 }

  // MARK: - From evidence to state

  /// A declared request and answer waits, unless the callee outlives the call although the caller got no answer for which
  /// it could have waited. An answer with a status was waited for, whatever the callee does afterwards.
  private func requestState(_ evidence: EvidenceSet) -> CallState {
    let contested = evidence.contains(.outlivesCall) || evidence.contains(.startsAfter)
    // Where the call has no span of its own, it is the whole request that the callee outlives.
    let hasAnswer = hasExitSpan && (exitRole.kind != .client || exitRole.traits.contains(.answered))
    if contested, !hasAnswer || exitRole.traits.contains(.hintsAsync), exitRole.outcome == .ok || !hasExitSpan && evidence.contains(.startsAfter) {
      return .contested
    }
    if isCovered { return .covered }
    return isBarelyLate ? .undecided : .waits
  }

  /// Whether a call beside other work was the last to end, and ended after its request, if only by what bookkeeping explains:
  /// it is the one that would have held the request up.
  var isBarelyLate: Bool {
    isOverlapped && hasExitSpan && canCompareWithRequest && requestRole.outcome == .ok && exit.end > request.end
      && !outlivesRequest
  }

  /// Nothing is declared: durations decide, and most of the time they leave it open.
  private func timedState(_ evidence: inout EvidenceSet) -> CallState {
    if evidence.contains(.outlivesCall) || evidence.contains(.startsAfter) { return .doesNotWait }
    // Who gives up after a time limit has waited until then.
    if exitRole.outcome == .timedOut, exit.id != request.id { return isCovered ? .covered : .waits }
    guard let served, evidence.contains(.fits), exit.duration >= CallTiming.resolution else { return .undecided }
    if evidence.contains(.followsFrom) { return .undecided }
    guard CallTiming.fillsMost(callee: served.duration, caller: exit.duration) else {
      return isCovered ? .undecided : .fits
    }
    return isCovered ? .covered : .waits
  }
}
