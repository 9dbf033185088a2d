internal import TraceAssembly

/// Finds requests whose reply was taken while they were still open (E17).
///
/// By its means such a message is asynchronous; by behaviour its sender waited. The two times that are compared come from
/// one process. Where kinds are missing, the sender must moreover stand idle from the message to the reply.
enum RequestReply {
  /// So many undeclared pairs of one trace are looked at more closely.
  private static let reach = 64

  /// Marks the messages that were answered so.
  static func mark(_ trace: Trace, roles: [SpanRole], segmentOf: [Int32], _ result: inout TraceCalls) {
    var looked = 0
    var busy = BusyRequest(roles: roles, segmentOf: segmentOf)
    for index in result.calls.indices {
      // The reply: this message was sent by an execution that an earlier message began …
      let reply = result.calls[index]
      guard reply.caller >= 0, reply.callee >= 0 else { continue }
      let replier = result.segments[Int(reply.caller)]
      guard replier.call >= 0 else { continue }
      let request = result.calls[Int(replier.call)]
      guard request.caller >= 0, request.callee >= 0 else { continue }
      // … in the service that takes this one.
      let asker = result.segments[Int(request.caller)]
      let taker = result.segments[Int(reply.callee)]
      guard asker.node == taker.node else { continue }
      let (open, taken) = (trace.spans[Int(asker.root)], trace.spans[Int(taker.root)])
      let (openRole, takenRole) = (roles[Int(open.profile)], roles[Int(taken.profile)])
      guard openRole.host == takenRole.host, openRole.instance == takenRole.instance else { continue }
      guard taken.start >= open.start, taken.start <= open.end, taken.end <= open.end || taken.duration == 0 else {
        continue
      }
      if !isMessage(request, trace, roles) || !isMessage(reply, trace, roles) {
        guard looked < reach, mayBeMessage(request, trace, roles), mayBeMessage(reply, trace, roles) else { continue }
        looked += 1
        guard isIdle(request, until: taken.start, segmentOf, trace) else { continue }
      }
      let answered = Int(replier.call)
      let sides = (roles[Int(trace.spans[Int(reply.exit)].profile)], roles[Int(trace.spans[Int(request.exit)].profile)])
      if !BusyRequest.isPrivate(sides.0, answering: sides.1),
        busy.isBusy(at: Int(taker.root), root: Int(asker.root), sent: Int(request.exit), trace)
      {
        result.calls[answered].mayWait = true
        continue
      }
      result.calls[answered].evidence.insert(.requestReply)
      result.calls[answered].answeredAfter = taken.start
    }
  }

  private static func isMessage(_ call: Call, _ trace: Trace, _ roles: [SpanRole]) -> Bool {
    call.key.mechanism == .queue && roles[Int(trace.spans[Int(call.served)].profile)].part.takesMessages
  }

  /// Whether neither side declares a request with an answer.
  private static func mayBeMessage(_ call: Call, _ trace: Trace, _ roles: [SpanRole]) -> Bool {
    roles[Int(trace.spans[Int(call.served)].profile)].part != .serve
      && roles[Int(trace.spans[Int(call.exit)].profile)].part != .call
  }

  /// Whether the request does nothing between the end of its message and the reply.
  private static func isIdle(_ request: Call, until reply: UInt64, _ segmentOf: [Int32], _ trace: Trace) -> Bool {
    let sent = trace.spans[Int(request.exit)].end
    guard sent < reply else { return false }
    let segment = request.caller
    var position = Int(request.exit)
    while position >= 0, segmentOf[position] == segment { position = Int(trace.spans[position].parent) }
    let first = position + 1
    let end = position < 0 ? trace.spans.count : Int(trace.spans[position].subtreeEnd)
    return !(first..<end).contains { other in
      segmentOf[other] == segment && trace.spans[other].start >= sent && trace.spans[other].start < reply
    }
  }
}
