internal import TraceAssembly

/// Finds requests that hand work to a queue and then poll a store for its result (a form of E17).
///
/// The request publishes, asks one store for one thing again and again with pauses between, does nothing else behind that,
/// and the consumer does something else to that same store. By its means the message is asynchronous; the request behaves
/// as if it were not. All times that are compared are the request's own.
enum Polling {
  /// So many equal questions behind the publish make a poll.
  private static let least = 2
  /// Nanoseconds between two questions that show a pause rather than a loop.
  private static let pause: UInt64 = 1_000_000

  static func mark(_ trace: Trace, _ result: inout TraceCalls) {
    for index in result.calls.indices where isHandover(result.calls[index]) {
      let message = result.calls[index]
      guard let question = question(after: message, trace, result), serves(question, below: message.callee, result)
      else { continue }
      var call = message
      call.state = .waits
      call.isHandover = false
      call.waiting = .nonblocking
      call.evidence.insert(.requestReply)
      result.calls[index] = call
      result.segments[Int(message.callee)].entry = nil
      foldQuestions(question, of: message.caller, trace, &result)
    }
  }

  private static func isHandover(_ call: Call) -> Bool {
    guard call.caller >= 0, call.callee >= 0 else { return false }
    // Without kinds, a callee that outlives its caller's span may be a consumer.
    return call.isHandover && call.key.mechanism == .queue || call.state == .doesNotWait && !call.isDeclared
  }

  /// What the caller asks a store again and again behind the publish, as the last thing that it does.
  private static func question(after message: Call, _ trace: Trace, _ result: TraceCalls) -> OperationEdgeKey? {
    let sent = trace.spans[Int(message.exit)].end
    let later = result.calls.filter { $0.caller == message.caller && trace.spans[Int($0.exit)].start >= sent }
      .sorted { (trace.spans[Int($0.exit)].start, $0.exit) < (trace.spans[Int($1.exit)].start, $1.exit) }
    guard let last = later.last, last.callee < 0, last.key.mechanism == .cache || last.key.mechanism == .database else {
      return nil
    }
    let polls = later.filter { $0.key == last.key }.map { trace.spans[Int($0.exit)] }
    guard polls.count >= least else { return nil }
    for (poll, next) in zip(polls, polls.dropFirst()) {
      guard next.start >= poll.end, next.start - poll.end >= max(pause, poll.duration * 2) else { return nil }
    }
    return last.key
  }

  /// The questions of a poll are attempts of one: only whether the last one was answered matters to the request.
  private static func foldQuestions(
    _ question: OperationEdgeKey, of segment: Int32, _ trace: Trace, _ result: inout TraceCalls
  ) {
    let places = result.calls.indices.filter { result.calls[$0].caller == segment && result.calls[$0].key == question }
    guard
      let last = places.max(by: {
        trace.spans[Int(result.calls[$0].exit)].start < trace.spans[Int(result.calls[$1].exit)].start
      })
    else { return }
    for place in places where place != last { result.calls[place].attempts = 0 }
  }

  private static func serves(_ question: OperationEdgeKey, below segment: Int32, _ result: TraceCalls) -> Bool {
    result.calls.contains {
      $0.caller == segment && $0.key.callee == question.callee && $0.key.calleeOperation != question.calleeOperation
    }
  }
}
