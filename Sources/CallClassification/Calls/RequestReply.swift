internal import TraceAssembly
internal import TraceModel

/// Finds requests and replies over queues (E17): a message whose consumer sends one back that is taken in the sender's
/// service while the sender's request is still open.
///
/// Asynchronous by its means, it behaves as synchronous: the sender waited. The two times that are compared come from one
/// process.
enum RequestReply {
  /// Marks the messages that were answered so.
  static func mark(_ trace: Trace, roles: [SpanRole], _ result: inout TraceCalls) {
    for index in result.calls.indices where isMessage(result.calls[index], trace, roles) {
      // The reply: this message was sent by an execution that an earlier message began …
      let reply = result.calls[index]
      let replier = result.segments[Int(reply.caller)]
      guard replier.call >= 0 else { continue }
      var request = result.calls[Int(replier.call)]
      guard isMessage(request, trace, roles) else { continue }
      // … in the service that takes this one.
      let asker = result.segments[Int(request.caller)]
      let taker = result.segments[Int(reply.callee)]
      guard asker.node == taker.node else { continue }
      let open = trace.spans[Int(asker.root)]
      let taken = trace.spans[Int(taker.root)]
      let (openRole, takenRole) = (roles[Int(open.profile)], roles[Int(taken.profile)])
      guard openRole.host == takenRole.host, openRole.instance == takenRole.instance else { continue }
      if taken.start >= open.start, taken.start <= open.end, taken.end <= open.end || taken.duration == 0 {
        request.evidence.insert(.requestReply)
        result.calls[Int(replier.call)] = request
      }
    }
  }

  private static func isMessage(_ call: Call, _ trace: Trace, _ roles: [SpanRole]) -> Bool {
    guard call.callee >= 0, call.caller >= 0, call.key.mechanism == .queue else { return false }
    return roles[Int(trace.spans[Int(call.served)].profile)].part.takesMessages
  }
}
