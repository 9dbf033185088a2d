public import TraceAssembly
internal import TraceModel

/// Finds the executions of a trace and the calls between them.
///
/// One pass in pre-order cuts the trace into segments wherever a span belongs to another service (or another replica, or
/// serves a request of its own service); each cut is a call. A second pass adds the calls to peers that send no spans.
/// Linear in the spans of the trace, but for sorting siblings. The working arrays are kept from trace to trace.
public struct CallFinder: Sendable {
  let roles: [SpanRole]
  /// The links of the spans at hand.
  public var links: LinkIndex

  /// Segment of each position.
  var segmentOf: [Int32] = []
  /// Nearest CLIENT or PRODUCER span at or above each position, inside its segment; -1 if there is none.
  var exitOf: [Int32] = []
  /// For exits: the exit that encloses it in the same segment, or -1.
  var enclosingExit: [Int32] = []
  /// For exits: whether a segment of the callee hangs below.
  var isAnswered: [Bool] = []
  /// For exits: whether another exit lies inside.
  var enclosesExit: [Bool] = []
  /// For exits: whether an exit that calls a store encloses them.
  var isInStore: [Bool] = []
  var overlapped: [Bool] = []
  /// By position: whether it is of a message whose reply the open request took.
  var isAwaited: [Bool] = []
  /// Whether some spans mean something else where an execution begins with them.
  let hasEnteredRoles: Bool

  public init(roles: [SpanRole], links: LinkIndex) {
    self.roles = roles
    self.links = links
    hasEnteredRoles = roles.contains { $0.asEntered != .max }
  }

  /// Fills `result` with the segments and calls of a trace; its storage is reused.
  public mutating func find(in trace: Trace, into result: inout TraceCalls) {
    result.removeAll()
    result.trace = trace.id
    let trace = withEnteredRoles(trace)
    let count = trace.spans.count
    reset(&segmentOf, count, -1)
    reset(&exitOf, count, -1)
    reset(&enclosingExit, count, -1)
    reset(&isAnswered, count, false)
    reset(&enclosesExit, count, false)
    reset(&isInStore, count, false)
    // The passes, each with what it needs from those before it.
    // Executions and the calls between them: all else is said of these.
    cutSegments(trace, &result)
    // Needs the executions: only spans of one of them share a clock.
    Overlap.mark(trace, segmentOf: segmentOf, into: &overlapped)
    // Answers to messages, before calls are judged: a message that is answered is waited for. By parents first, then to
    // temporary destinations, then by conversations and links, which look only at what the others left.
    RequestReply.mark(trace, roles: roles, segmentOf: segmentOf, &result)
    TemporaryReply.mark(trace, roles: roles, segmentOf: segmentOf, &result)
    if links.hasLinks || links.hasConversations {
      reset(&isAwaited, count, false)
      Answers(roles: roles, links: links, segmentOf: segmentOf).mark(trace, &result, isAwaited: &isAwaited)
    } else {
      isAwaited.removeAll(keepingCapacity: true)
    }
    // Needs overlaps and answers.
    for index in result.calls.indices { judge(index, trace, &result) }
    // Needs states: a call that lost looks as if nobody had waited for it.
    Hedging.mark(trace, &result)
    // Exits that nothing answered. After hedging, which compares answered calls.
    addPeerCalls(trace, &result)
    // Needs all calls, also those to stores: polls ask them.
    Polling.mark(trace, &result)
    // The last word on calls: the questions of a poll are no attempts of one another.
    foldRetries(trace, &result)
    if !links.isEmpty { collectLinks(trace, &result) }
  }

  private func reset<Element>(_ array: inout [Element], _ count: Int, _ value: Element) {
    array.removeAll(keepingCapacity: true)
    array.append(contentsOf: repeatElement(value, count: count))
  }

  // MARK: - Segments

  private mutating func cutSegments(_ trace: Trace, _ result: inout TraceCalls) {
    let hasTrueRoot = trace.spans.contains { $0.parent < 0 && ($0.attachment == .root || $0.attachment == .outside) }
    var orphanEntry = !hasTrueRoot
    for position in trace.spans.indices {
      let span = trace.spans[position]
      let role = roles[Int(span.profile)]
      if span.parent < 0 {
        let isEntry = span.attachment == .root || span.attachment == .outside || orphanEntry
        if isEntry { orphanEntry = false }
        let kind = SegmentCut.entryKind(role, hasWork: span.subtreeEnd > Int32(position) + 1)
        begin(position, role, call: -1, entry: isEntry ? kind : nil, &result)
      } else {
        let parent = Int(span.parent)
        let parentRole = roles[Int(trace.spans[parent].profile)]
        let parentSegment = segmentOf[parent]
        let cut = SegmentCut.between(
          parent: trace.spans[parent], parentRole, child: span, role,
          requestPart: roles[Int(trace.spans[Int(result.segments[Int(parentSegment)].root)].profile)].part
        )
        // The execution began with the taking of this very message.
        switch cut == .unit && result.segments[Int(parentSegment)].call >= 0 ? .none : cut {
        case .none:
          segmentOf[position] = parentSegment
          noteExit(position, role, parent: parent, trace)
        case .unit:
          if parentRole.part == .receive, result.segments[Int(parentSegment)].root == span.parent {
            result.segments[Int(parentSegment)].handsOnMessages = true
            result.segments[Int(parentSegment)].entry = nil
          }
          begin(position, role, call: -1, entry: .message, &result)
        case .call:
          if joinDelivery(position, role, parent: parent, trace, &result) { continue }
          switch (result.segments[Int(parentSegment)].exclusion, Self.exclusion(role)) {
          case (.none, .none): addCall(from: parent, to: position, role, trace, &result)
          case (.service, .none):
            begin(position, role, call: -1, entry: SegmentCut.entryKind(role, hasWork: true), &result)
          case (.operation, _):
            begin(position, role, call: -1, entry: nil, &result)
            result.segments[result.segments.count - 1].exclusion = .operation
          case (_, .service), (_, .operation):
            markAnswered(from: parent)
            begin(position, role, call: -1, entry: nil, &result)
          }
        }
      }
    }
  }

  private mutating func begin(
    _ position: Int, _ role: SpanRole, call: Int32, entry: EntryKind?, _ result: inout TraceCalls
  ) {
    segmentOf[position] = Int32(result.segments.count)
    exitOf[position] = role.part.isExit ? Int32(position) : -1
    result.segments.append(
      Segment(
        root: Int32(position), node: role.service, operation: role.operation, call: call, entry: entry,
        failed: role.outcome.isError, isOutcomeKnown: role.outcome.isError || !role.part.takesMessages
      )
    )
    let exclusion = Self.exclusion(role)
    if exclusion != .none {
      result.segments[result.segments.count - 1].exclusion = exclusion
      result.segments[result.segments.count - 1].entry = nil
    }
  }

  /// Makes the work on a message part of the execution that its taking began, where both spans follow the publish: one
  /// delivery has a span for each.
  private mutating func joinDelivery(
    _ position: Int, _ role: SpanRole, parent: Int, _ trace: Trace, _ result: inout TraceCalls
  ) -> Bool {
    guard role.part == .consume, roles[Int(trace.spans[parent].profile)].part == .publish else { return false }
    var sibling = parent + 1
    var looked = 0
    while sibling < position, looked < Self.deliveryReach {
      let other = roles[Int(trace.spans[sibling].profile)]
      if other.part == .receive, other.service == role.service, other.instance == role.instance {
        let segment = segmentOf[sibling]
        let call = result.segments[Int(segment)].call
        guard call >= 0, result.calls[Int(call)].served == Int32(sibling) else { return false }
        // The work tells how long it took and whether it failed.
        result.calls[Int(call)].served = Int32(position)
        result.calls[Int(call)].duration = trace.spans[position].duration
        result.segments[Int(segment)].failed = result.segments[Int(segment)].failed || role.outcome.isError
        segmentOf[position] = segment
        exitOf[position] = -1
        return true
      }
      looked += 1
      sibling = Int(trace.spans[sibling].subtreeEnd)
    }
    return false
  }

  private static let deliveryReach = 8

  private static func exclusion(_ role: SpanRole) -> Exclusion {
    if role.traits.contains(.excludedService) { return .service }
    return role.traits.contains(.excludedOperation) && !role.part.isExit ? .operation : .none
  }

  /// Notes that the exits above a callee are answered.
  private mutating func markAnswered(from parent: Int) {
    var enclosing = exitOf[parent]
    while enclosing >= 0, !isAnswered[Int(enclosing)] {
      isAnswered[Int(enclosing)] = true
      enclosing = enclosingExit[Int(enclosing)]
    }
  }

  private mutating func noteExit(_ position: Int, _ role: SpanRole, parent: Int, _ trace: Trace) {
    guard role.part.isExit else {
      exitOf[position] = exitOf[parent]
      return
    }
    exitOf[position] = Int32(position)
    enclosingExit[position] = exitOf[parent]
    guard exitOf[parent] >= 0 else { return }
    let enclosing = Int(exitOf[parent])
    enclosesExit[enclosing] = true
    isInStore[position] = isInStore[enclosing] || Self.callsStore(roles[Int(trace.spans[enclosing].profile)])
  }

  /// Whether a store is called, whatever spans of a transport lie inside.
  private static func callsStore(_ role: SpanRole) -> Bool {
    role.part != .publish && (role.mechanism == .database || role.mechanism == .cache)
  }

  private mutating func addCall(
    from parent: Int, to position: Int, _ role: SpanRole, _ trace: Trace, _ result: inout TraceCalls
  ) {
    let caller = segmentOf[parent]
    let exit = exitOf[parent] >= 0 ? exitOf[parent] : Int32(parent)
    markAnswered(from: parent)
    let callIndex = Int32(result.calls.count)
    let exitRole = roles[Int(trace.spans[Int(exit)].profile)]
    let segment = result.segments[Int(caller)]
    begin(position, role, call: callIndex, entry: nil, &result)
    let isMessage = role.part.takesMessages || exitRole.part == .publish
    var topic = exitRole.part == .publish ? exitRole.peer : .none
    if isMessage, topic.isNone { topic = role.part.takesMessages ? role.peer : .none }
    result.calls.append(
      Call(
        caller: caller,
        callee: Int32(result.segments.count - 1),
        key: OperationEdgeKey(
          caller: segment.node, callerOperation: segment.operation, callee: role.service,
          calleeOperation: role.operation, via: isMessage ? topic : .none,
          mechanism: isMessage ? .queue : SegmentCut.mechanism(exitRole, role)
        ),
        exit: exit, served: Int32(position), state: .undecided, evidence: EvidenceSet(), isDeclared: false,
        isHandover: false, waiting: .unknown, isAnswered: exitRole.traits.contains(.answered), failed: false,
        attempts: 1,
        duration: (isMessage ? trace.spans[position] : trace.spans[Int(exit)]).duration
      )
    )
    result.calls[result.calls.count - 1].kindsContradict = isMessage && Self.contradict(exitRole, role)
  }

  /// Whether nothing else speaks of a message, and one of the kinds is not the one that its side of a message has.
  private static func contradict(_ exit: SpanRole, _ served: SpanRole) -> Bool {
    !(exit.part == .publish && served.part.takesMessages)
      && exit.traits.union(served.traits).isDisjoint(with: [.destination, .asyncTrigger])
  }

  // MARK: - Judging

  private func judge(_ index: Int, _ trace: Trace, _ result: inout TraceCalls) {
    var call = result.calls[index]
    let exit = trace.spans[Int(call.exit)]
    let exitRole = roles[Int(exit.profile)]
    let request = trace.spans[Int(result.segments[Int(call.caller)].root)]
    let served = call.served >= 0 ? trace.spans[Int(call.served)] : nil
    let servedRole = served.map { roles[Int($0.profile)] }
    let hasExitSpan = exitRole.part.isExit || isSpanOfCall(call, exitRole, request, trace)
    var judge = CallJudge(
      exit: exit, exitRole: exitRole, request: request, requestRole: roles[Int(request.profile)], served: served,
      servedRole: servedRole, hasExitSpan: hasExitSpan
    )
    judge.isRequestReply = call.evidence.contains(.requestReply)
    judge.isJoined = call.evidence.contains(.join)
    judge.servedEndsBeforeWork = served.map { _ in CallTiming.endsBeforeWork(Int(call.served), trace, roles) } ?? false
    judge.requestEndsBeforeWork = CallTiming.endsBeforeWork(
      Int(result.segments[Int(call.caller)].root), trace, roles
    )
    judge.isCovered =
      hasExitSpan && overlapped[Int(call.exit)]
      && Overlap.coversEnd(
        of: Int(call.exit), in: trace, segmentOf: segmentOf, request: Int(result.segments[Int(call.caller)].root)
      )
    judge.isOverlapped = overlapped[Int(call.exit)]
    let judgement = judge.judge()
    call.state = judgement.state
    call.evidence = judgement.evidence
    call.isDeclared = judgement.isDeclared
    call.isHandover = judgement.isHandover
    call.style = judgement.style
    if !hasExitSpan { call.isAnswered = false }
    call.isBarelyLate = call.state == .undecided && judgement.style == .request && judge.isBarelyLate
    call.failed = hasExitSpan && exitRole.showsCalleeFailure || servedRole?.showsCalleeFailure ?? false
    call.calleeDuration = served?.duration ?? 0
    let goesOn =
      judge.handsOver(judgement)
      ? NextActivity.time(
        after: Int(call.exit), request: Int(result.segments[Int(call.caller)].root), trace, segmentOf: segmentOf,
        roles: roles) : request.end
    call.spell = judge.spell(judgement, goesOn: goesOn, answered: call.answeredAfter)
    if !overlapped[Int(call.exit)], judgement.style == .request {
      let next = NextActivity.time(
        after: Int(call.exit), request: Int(result.segments[Int(call.caller)].root), trace, segmentOf: segmentOf,
        roles: roles)
      call.idleSpell = judge.idleSpell(judgement, goesOn: next)
    }
    call.isIdleForNothing = judge.isIdleForNothing(
      judgement, overlapped: overlapped[Int(call.exit)], goesOn: goesOn)
    call.wasAbandoned = hasExitSpan && exitRole.outcome == .cancelled
    call.wasCutOff = hasExitSpan && exitRole.part == .call && exitRole.outcome == .timedOut
    if overlapped[Int(call.exit)] { call.evidence.insert(.overlapped) }
    call.waiting = waiting(call, hasExitSpan: hasExitSpan)
    result.calls[index] = call
    // A handover begins a unit of work of its own, as it does when a link ties it to its producer.
    if judgement.isHandover, call.callee >= 0 { result.segments[Int(call.callee)].entry = .message }
  }

  /// Whether a span without a kind stands for the call alone: it is not the request's, and nothing but the callee is below.
  private func isSpanOfCall(_ call: Call, _ exitRole: SpanRole, _ request: TraceSpan, _ trace: Trace) -> Bool {
    guard exitRole.kind == .unspecified, call.served >= 0, trace.spans[Int(call.exit)].id != request.id else {
      return false
    }
    let callee = trace.spans[Int(call.served)].subtreeEnd - call.served
    return trace.spans[Int(call.exit)].subtreeEnd - call.exit == callee + 1
  }

  private func waiting(_ call: Call, hasExitSpan: Bool) -> Waiting {
    if call.state == .doesNotWait || call.state == .contested { return .nonblocking }
    // Without a span for the call alone, nothing tells what else was done meanwhile.
    guard hasExitSpan else { return .unknown }
    return overlapped[Int(call.exit)] ? .nonblocking : .blocking
  }

  // MARK: - Peers

  private func addPeerCalls(_ trace: Trace, _ result: inout TraceCalls) {
    let repeated = Publishing(roles: roles, links: links).repeated(in: trace, segmentOf: segmentOf)
    for position in trace.spans.indices {
      let role = roles[Int(trace.spans[position].profile)]
      guard role.part.isExit || role.part.takesMessages else { continue }
      guard result.segments[Int(segmentOf[position])].exclusion == .none else { continue }
      if role.part.takesMessages {
        addUnpairedConsumer(position, role, trace, &result)
        continue
      }
      let isPublish = role.part == .publish
      if isPublish, repeated.contains(Int32(position)) {
        // Sending what others made is no unit of work by itself.
        let own = Int(segmentOf[position])
        if result.segments[own].root == Int32(position) { result.segments[own].entry = nil }
        continue
      }
      guard isPublish || !isAnswered[position], !isTransport(position, trace) else { continue }
      // Of nested requests the innermost is the call; a store or a publish names its peer better than its transport.
      if enclosesExit[position], !isPublish, role.mechanism != .database, role.mechanism != .cache { continue }
      // A service that names itself answers here, or stands for what it wraps: nobody else is asked.
      if !role.traits.isDisjoint(with: [.embedded, .namesItself]) { continue }
      guard !role.peer.isNone else {
        if !isPublish { noteUnnamedCall(position, role, trace, &result) }
        continue
      }
      let segment = result.segments[Int(segmentOf[position])]
      result.calls.append(
        Call(
          caller: segmentOf[position], callee: -1,
          key: OperationEdgeKey(
            caller: segment.node, callerOperation: segment.operation, callee: role.peer,
            calleeOperation: role.peerOperation, mechanism: role.mechanism
          ),
          exit: Int32(position), served: -1, state: .undecided, evidence: EvidenceSet(), isDeclared: false,
          isHandover: false, waiting: .unknown, isAnswered: role.traits.contains(.answered), failed: false, attempts: 1,
          duration: trace.spans[position].duration
        )
      )
      judge(result.calls.count - 1, trace, &result)
    }
  }

  /// A call that names no other side still says what was asked; whoever serves that may be the callee.
  private func noteUnnamedCall(_ position: Int, _ role: SpanRole, _ trace: Trace, _ result: inout TraceCalls) {
    if trace.spans[position].parent >= 0 { result.unnamedPeers += 1 }
    if role.outcome.isError { return }
    let caller = result.segments[Int(segmentOf[position])].node
    result.unnamedCalls.append(UnnamedCall(caller: caller, operation: role.peerOperation))
  }

  /// Enclosing exits that are looked at; a hostile trace cannot make it quadratic.
  private static let exitReach = 64

  /// Whether an exit only carries an enclosing call to a store, or the message of an enclosing publish.
  private func isTransport(_ position: Int, _ trace: Trace) -> Bool {
    if isInStore[position] { return true }
    let inner = roles[Int(trace.spans[position].profile)]
    var enclosing = enclosingExit[position]
    var looked = 0
    while enclosing >= 0, looked < Self.exitReach {
      let role = roles[Int(trace.spans[Int(enclosing)].profile)]
      if role.part == .publish, Publishing.isTransport(inner, of: role) { return true }
      enclosing = enclosingExit[Int(enclosing)]
      looked += 1
    }
    return false
  }

  /// A consumer whose producer is not in the data still shows which topic feeds it.
  private func addUnpairedConsumer(
    _ position: Int, _ role: SpanRole, _ trace: Trace, _ result: inout TraceCalls
  ) {
    let index = segmentOf[position]
    let segment = result.segments[Int(index)]
    guard segment.root == Int32(position), segment.call < 0, !role.peer.isNone, !segment.handsOnMessages else { return }
    if !links.isEmpty, !links.links(of: trace.spans[position].record).isEmpty { return }
    var evidence = EvidenceSet()
    evidence.insert(role.part == .receive ? .receive : .producerConsumer)
    result.calls.append(
      Call(
        caller: -1, callee: index,
        key: OperationEdgeKey(
          caller: role.peer, callerOperation: .empty, callee: segment.node, calleeOperation: segment.operation,
          mechanism: .queue
        ),
        exit: Int32(position), served: Int32(position), state: .doesNotWait, evidence: evidence, isDeclared: true,
        style: .message, isHandover: true, waiting: .nonblocking, isAnswered: false, failed: role.outcome.isError,
        attempts: 1,
        duration: trace.spans[position].duration
      )
    )
  }
}
