internal import TraceAssembly

/// Tells whether a request had something else to wait for when an answer came.
///
/// An event that comes back while the request does other work is no reply: nothing shows that anybody waited for it.
struct BusyRequest {
  let roles: [SpanRole]
  let segmentOf: [Int32]
  /// So many spans of a trace are looked at in all; a hostile trace cannot make it quadratic.
  private var left = 200_000

  init(roles: [SpanRole], segmentOf: [Int32]) {
    self.roles = roles
    self.segmentOf = segmentOf
  }

  /// Whether a call of an execution was running when a span of its service was taken, and went on well after it.
  ///
  /// - Parameters:
  ///   - taken: the position of the span that took the answer.
  ///   - root: the first span of the request.
  ///   - sent: the position of the message, which is no other work.
  mutating func isBusy(at taken: Int, root: Int, sent: Int, _ trace: Trace) -> Bool {
    let spans = trace.spans
    let answer = spans[taken]
    let segment = segmentOf[root]
    var position = root + 1
    while position < Int(spans[root].subtreeEnd), left > 0 {
      left -= 1
      let span = spans[position]
      if segmentOf[position] == segment, position != sent, roles[Int(span.profile)].part == .call,
        span.start < answer.start, span.end > answer.end, span.end - answer.end > span.duration / 10
      {
        return true
      }
      // Siblings are sorted by their beginning, but what lies deeper may begin later than the next sibling.
      position = span.start >= answer.start ? Int(span.subtreeEnd) : position + 1
    }
    return false
  }

  /// Whether a reply went to a destination that lives for the replies to one process alone: somebody waits there. Some
  /// clients call every destination temporary: only a difference to the message's own tells anything.
  static func isPrivate(_ reply: SpanRole, answering message: SpanRole) -> Bool {
    if message.traits.contains(.replyDestination) { return false }
    return reply.traits.contains(.replyDestination)
      || reply.traits.contains(.temporaryDestination) && !message.traits.contains(.temporaryDestination)
  }
}
