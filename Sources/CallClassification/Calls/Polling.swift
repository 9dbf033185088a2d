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
    guard result.calls.contains(where: isHandover), result.calls.contains(where: isQuestion) else { return }
    let calls = CallsByCaller(result)
    for index in result.calls.indices where isHandover(result.calls[index]) {
      let message = result.calls[index]
      guard let question = question(after: message, trace, result, calls),
        serves(question, below: message.callee, result, calls)
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

  private static func isQuestion(_ call: Call) -> Bool {
    call.callee < 0 && (call.key.mechanism == .cache || call.key.mechanism == .database)
  }

  /// What the caller asks a store again and again behind the publish, as the last thing that it does.
  private static func question(
    after message: Call, _ trace: Trace, _ result: TraceCalls, _ calls: CallsByCaller
  ) -> OperationEdgeKey? {
    let sent = trace.spans[Int(message.exit)].end
    guard calls.of(message.caller).contains(where: { isQuestion(result.calls[Int($0)]) }) else { return nil }
    let later = calls.of(message.caller).map { result.calls[Int($0)] }
      .filter { trace.spans[Int($0.exit)].start >= sent }
      .sorted { (trace.spans[Int($0.exit)].start, $0.exit) < (trace.spans[Int($1.exit)].start, $1.exit) }
    guard let last = later.last, isQuestion(last) else { return nil }
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

  private static func serves(
    _ question: OperationEdgeKey, below segment: Int32, _ result: TraceCalls, _ calls: CallsByCaller
  ) -> Bool {
    calls.of(segment).contains {
      let key = result.calls[Int($0)].key
      return key.callee == question.callee && key.calleeOperation != question.calleeOperation
    }
  }
}

/// The calls of a trace, found by the segment that makes them: looking through all calls for each message would cost the
/// square of their number.
struct CallsByCaller {
  private var starts: [Int32]
  private var calls: [Int32]

  init(_ result: TraceCalls) {
    starts = [Int32](repeating: 0, count: result.segments.count + 1)
    for call in result.calls where call.caller >= 0 { starts[Int(call.caller) + 1] += 1 }
    for segment in 1..<max(starts.count, 1) { starts[segment] += starts[segment - 1] }
    var next = starts
    calls = [Int32](repeating: 0, count: Int(starts.last ?? 0))
    for (index, call) in result.calls.enumerated() where call.caller >= 0 {
      calls[Int(next[Int(call.caller)])] = Int32(index)
      next[Int(call.caller)] += 1
    }
  }

  /// The indices of a segment's calls, in their order.
  func of(_ segment: Int32) -> ArraySlice<Int32> {
    calls[Int(starts[Int(segment)])..<Int(starts[Int(segment) + 1])]
  }
}
