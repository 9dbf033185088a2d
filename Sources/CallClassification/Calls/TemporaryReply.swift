internal import TraceAssembly

/// Finds messages that are answered to a temporary destination, where the taking of the answer was not traced (E17).
///
/// Such a destination belongs to the process that asked, so a consumer that sends to one replies. The request waited for the
/// reply if it stood idle for at least as long as it took: one process measures the one, another the other.
enum TemporaryReply {
  static func mark(_ trace: Trace, roles: [SpanRole], segmentOf: [Int32], _ result: inout TraceCalls) {
    var leads: [Bool]?
    for position in trace.spans.indices {
      let reply = roles[Int(trace.spans[position].profile)]
      guard reply.part == .publish, !reply.traits.isDisjoint(with: [.replyDestination, .temporaryDestination]) else {
        continue
      }
      let replier = result.segments[Int(segmentOf[position])]
      guard replier.call >= 0 else { continue }
      let leadsOut = leads ?? leadingOut(trace, segmentOf)
      leads = leadsOut
      // A consumer's span hangs below: then it is known who took the message, and when.
      if leadsOut[position] { continue }
      let message = result.calls[Int(replier.call)]
      guard message.caller >= 0, message.served >= 0, message.key.mechanism == .queue,
        BusyRequest.isPrivate(reply, answering: roles[Int(trace.spans[Int(message.exit)].profile)]),
        staysIdle(message, until: trace.spans[position].end, trace, roles, segmentOf, result)
      else { continue }
      result.calls[Int(replier.call)].evidence.insert(.requestReply)
    }
  }

  /// By position: whether a span of another execution hangs below.
  private static func leadingOut(_ trace: Trace, _ segmentOf: [Int32]) -> [Bool] {
    var leads = [Bool](repeating: false, count: trace.spans.count)
    for position in trace.spans.indices.reversed() {
      let parent = Int(trace.spans[position].parent)
      if parent >= 0, leads[position] || segmentOf[parent] != segmentOf[position] { leads[parent] = true }
    }
    return leads
  }

  private static func staysIdle(
    _ message: Call, until reply: UInt64, _ trace: Trace, _ roles: [SpanRole], _ segmentOf: [Int32],
    _ result: TraceCalls
  ) -> Bool {
    let request = Int(result.segments[Int(message.caller)].root)
    let (exit, served) = (trace.spans[Int(message.exit)], trace.spans[Int(message.served)])
    guard exit.id != trace.spans[request].id, reply >= served.start else { return false }
    let goesOn = NextActivity.time(
      after: Int(message.exit), request: request, trace, segmentOf: segmentOf, roles: roles)
    return goesOn > exit.start && goesOn - exit.start >= reply - served.start
  }
}
