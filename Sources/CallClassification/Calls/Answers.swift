internal import TraceAssembly
internal import TraceModel

/// Finds messages whose sender's open request took an answer to them, where no chain of parents says so: by conversation
/// id, or by links inside the trace to the reply (E17) or to the consumers of many messages (E18).
///
/// Times that are compared come from one process.
struct Answers {
  let roles: [SpanRole]
  let links: LinkIndex
  let segmentOf: [Int32]

  /// So many spans of one conversation are looked at; a hostile trace cannot make it quadratic.
  private static let reach = 32
  /// So many links of one trace are followed inside of it.
  private static let linkReach = 256
  /// So many messages must be joined to tell a join from a reply.
  private static let joinedLeast = 2

  /// Marks calls, and by position the messages whose reply was taken although their consumer is elsewhere.
  func mark(_ trace: Trace, _ result: inout TraceCalls, isAwaited: inout [Bool]) {
    if links.hasConversations { markConversations(trace, &result, &isAwaited) }
    if links.hasLinks { markLinks(trace, &result) }
  }

  // MARK: - Conversations

  private func markConversations(_ trace: Trace, _ result: inout TraceCalls, _ isAwaited: inout [Bool]) {
    var busy = BusyRequest(roles: roles, segmentOf: segmentOf)
    var spoken: [(conversation: UInt64, position: Int32)] = []
    for position in trace.spans.indices {
      if let conversation = links.conversation(of: trace.spans[position].record) {
        spoken.append((conversation, Int32(position)))
      }
    }
    guard spoken.count > 1 else { return }
    spoken.sort { $0.conversation != $1.conversation ? $0.conversation < $1.conversation : $0.position < $1.position }
    var taken: [Int32: UInt64] = [:]
    for (place, sent) in spoken.enumerated() where role(trace, sent.position).part == .publish {
      let near = max(0, place - Self.reach)..<min(spoken.count, place + Self.reach)
      let replies = near.filter { other in
        spoken[other].conversation == sent.conversation
          && isReply(spoken[other].position, to: sent.position, trace, result)
      }
      guard let first = replies.first else { continue }
      // One conversation may run through every message of a process: only who had nothing else to do waited.
      let isWaitedFor = replies.contains { other in
        let taker = spoken[other].position
        return role(trace, taker).traits.contains(.replyDestination)
          || !busy.isBusy(
            at: Int(taker), root: Int(result.segments[Int(segmentOf[Int(sent.position)])].root),
            sent: Int(sent.position), trace)
      }
      if isWaitedFor {
        taken[sent.position] = trace.spans[Int(spoken[first].position)].start
        isAwaited[Int(sent.position)] = true
      }
    }
    guard !taken.isEmpty else { return }
    noteAnswers(taken, trace, &result)
    markCalls(sentBy: isAwaited, trace, .requestReply, &result)
  }

  private func isReply(_ taken: Int32, to sent: Int32, _ trace: Trace, _ result: TraceCalls) -> Bool {
    guard role(trace, taken).part.takesMessages, isOpen(taken, during: segmentOf[Int(sent)], trace, result) else {
      return false
    }
    guard trace.spans[Int(taken)].end >= trace.spans[Int(sent)].start else { return false }
    // A service that takes its own message has no reply yet.
    let call = result.segments[Int(segmentOf[Int(taken)])].call
    return call < 0 || !isAtOrAbove(sent, result.calls[Int(call)].exit, trace)
  }

  /// Notes when the answer to a message was taken, at the calls that its sending made: one pass for all messages.
  ///
  /// - Parameter taken: by position: when the answer to the message that was sent there was taken.
  private func noteAnswers(_ taken: [Int32: UInt64], _ trace: Trace, _ result: inout TraceCalls) {
    var answers = [UInt64?](repeating: nil, count: trace.spans.count)
    for position in trace.spans.indices {
      let parent = Int(trace.spans[position].parent)
      let above = parent >= 0 && segmentOf[parent] == segmentOf[position] ? answers[parent] : nil
      answers[position] = above ?? taken[Int32(position)]
    }
    for index in result.calls.indices where result.calls[index].callee >= 0 && result.calls[index].answeredAfter == nil {
      result.calls[index].answeredAfter = answers[Int(result.calls[index].exit)]
    }
  }

  // MARK: - Links

  private func markLinks(_ trace: Trace, _ result: inout TraceCalls) {
    var followed = 0
    for position in trace.spans.indices where followed < Self.linkReach {
      let span = trace.spans[position]
      guard links.carries(span.record) else { continue }
      let carried = links.links(of: span.record)
      var joined: [Int32] = []
      for link in carried.prefix(Self.reach) where link.trace.low == trace.id.low {
        followed += 1
        guard let target = trace.spans.firstIndex(where: { $0.id == link.id }) else { continue }
        let call = result.segments[Int(segmentOf[target])].call
        guard call >= 0, !joined.contains(call) else { continue }
        let message = result.calls[Int(call)]
        guard message.caller >= 0, message.key.mechanism == .queue,
          isOpen(Int32(position), during: message.caller, trace, result)
        else { continue }
        let isTaken = role(trace, Int32(position)).part.takesMessages && role(trace, Int32(target)).part == .publish
        if isTaken {
          result.calls[Int(call)].evidence.insert(.requestReply)
        } else {
          joined.append(call)
        }
      }
      if joined.count >= Self.joinedLeast {
        for call in joined { result.calls[Int(call)].evidence.insert(.join) }
      }
    }
  }

  // MARK: - What is open

  /// Whether a span of the same process lies inside a request that is still open.
  private func isOpen(_ position: Int32, during segment: Int32, _ trace: Trace, _ result: TraceCalls) -> Bool {
    let own = segmentOf[Int(position)]
    guard own != segment || result.segments[Int(segment)].root != position else { return false }
    let root = result.segments[Int(segment)].root
    let (open, span) = (trace.spans[Int(root)], trace.spans[Int(position)])
    let (openRole, spanRole) = (role(trace, root), role(trace, position))
    return openRole.service == spanRole.service && openRole.host == spanRole.host
      && openRole.instance == spanRole.instance && span.start >= open.start && span.end <= open.end
  }

  /// Marks the calls that some positions made, themselves or further down in their execution: one pass for all of them.
  private func markCalls(
    sentBy isSender: [Bool], _ trace: Trace, _ code: EvidenceCode, _ result: inout TraceCalls
  ) {
    var isBelow = isSender
    for position in trace.spans.indices where !isBelow[position] {
      let parent = Int(trace.spans[position].parent)
      isBelow[position] = parent >= 0 && segmentOf[parent] == segmentOf[position] && isBelow[parent]
    }
    for index in result.calls.indices where result.calls[index].callee >= 0 && isBelow[Int(result.calls[index].exit)] {
      result.calls[index].evidence.insert(code)
    }
  }

  /// Whether a position is another, or above it without a service between them: one message may have two spans.
  ///
  /// A segment hangs together, so the way up to a position of the same segment leads through no other.
  private func isAtOrAbove(_ upper: Int32, _ position: Int32, _ trace: Trace) -> Bool {
    segmentOf[Int(position)] == segmentOf[Int(upper)] && position >= upper
      && position < trace.spans[Int(upper)].subtreeEnd
  }

  private func role(_ trace: Trace, _ position: Int32) -> SpanRole { roles[Int(trace.spans[Int(position)].profile)] }
}
