internal import TraceAssembly
internal import TraceModel

/// Finds requests that hand work to a queue and then ask again and again for its result (a form of E17).
///
/// The request, or one above it that made it publish, asks one and the same question with pauses between and nothing else in
/// between; what it asks for is what the consumer writes, or what the consumer's service knows. A database, a cache, a blob
/// store and a status resource over HTTP serve alike. By its means the message is asynchronous; the request behaves as if it
/// were not. All times that are compared are those of the service that asks.
enum Polling {
  /// So many equal questions after the publish make a poll. A single one may be an answer that was ready at once: other
  /// messages of the edge tell.
  private static let least = 2
  /// Nanoseconds between two questions that show a pause rather than a loop.
  private static let pause: UInt64 = 1_000_000
  /// The same where only the service that is asked speaks for a poll.
  private static let longPause: UInt64 = 10_000_000
  /// So many callers above the publish are looked at, and so many services below a question and a consumer.
  private static let reach = 8
  /// So many calls of a trace are looked at in all; a hostile trace cannot make it quadratic.
  private static let budget = 200_000

  static func mark(_ trace: Trace, _ result: inout TraceCalls) {
    guard result.calls.contains(where: isHandover) else { return }
    let calls = CallsByCaller(result)
    var found: [(message: Int, questions: [Int])] = []
    var left = budget
    for index in result.calls.indices where isHandover(result.calls[index]) && left > 0 {
      if let questions = questions(for: index, trace, result, calls, &left) { found.append((index, questions)) }
    }
    for poll in found {
      guard poll.questions.count >= least else {
        result.calls[poll.message].mayWait = true
        continue
      }
      take(poll.message, poll.questions, trace, &result)
    }
  }

  private static func isHandover(_ call: Call) -> Bool {
    guard call.caller >= 0, call.callee >= 0, call.state == .doesNotWait else { return false }
    // Without kinds, a callee that outlives its caller's span may be a consumer.
    return call.isHandover && call.key.mechanism == .queue || !call.isDeclared
  }

  // MARK: - The questions

  /// What the request that published, or one above it, asks for the result of a message.
  private static func questions(
    for message: Int, _ trace: Trace, _ result: TraceCalls, _ calls: CallsByCaller, _ left: inout Int
  ) -> [Int]? {
    let written = targets(below: result.calls[message].callee, result, calls)
    let consumer = result.segments[Int(result.calls[message].callee)].node
    var exit = result.calls[message]
    for _ in 0..<reach where left > 0 {
      left -= calls.of(exit.caller).count
      let asked = runs(of: exit.caller, after: trace.spans[Int(exit.exit)].end, trace, result, calls)
      for run in asked where answers(run, written, consumer, after: exit, trace, result, calls) { return run }
      let above = result.segments[Int(exit.caller)].call
      guard above >= 0, result.calls[Int(above)].caller >= 0, !result.calls[Int(above)].isHandover else { return nil }
      exit = result.calls[Int(above)]
    }
    return nil
  }

  /// Equal questions of an execution one behind the other, with pauses between and nothing else in between. Of single ones,
  /// only the first thing that is done after the publish.
  private static func runs(
    of segment: Int32, after sent: UInt64, _ trace: Trace, _ result: TraceCalls, _ calls: CallsByCaller
  ) -> [[Int]] {
    let later = calls.of(segment).map { Int($0) }.filter { trace.spans[Int(result.calls[$0].exit)].start >= sent }
      .sorted {
        let (left, right) = (result.calls[$0].exit, result.calls[$1].exit)
        return (trace.spans[Int(left)].start, left) < (trace.spans[Int(right)].start, right)
      }
    var runs: [[Int]] = []
    var run: [Int] = []
    for call in later {
      if let last = run.last, result.calls[last].key == result.calls[call].key, pauses(last, call, trace, result) {
        run.append(call)
        continue
      }
      if run.count >= least || !run.isEmpty && run.first == later.first { runs.append(run) }
      run = isQuestion(result.calls[call]) ? [call] : []
    }
    if run.count >= least || !run.isEmpty && run.first == later.first { runs.append(run) }
    return runs
  }

  private static func isQuestion(_ call: Call) -> Bool { call.key.mechanism != .queue && !call.isHandover }

  private static func pauses(_ last: Int, _ next: Int, _ trace: Trace, _ result: TraceCalls) -> Bool {
    let (poll, later) = (trace.spans[Int(result.calls[last].exit)], trace.spans[Int(result.calls[next].exit)])
    guard later.start >= poll.end else { return false }
    return (later.start - poll.end) / 2 >= max(pause / 2, poll.duration)
  }

  // MARK: - What they ask for

  private struct Target: Hashable {
    var node: NodeID
    var operation: NameID
  }

  /// What an execution asks of peers that send no spans, itself or through the services that it calls and waits for.
  private static func targets(below segment: Int32, _ result: TraceCalls, _ calls: CallsByCaller) -> Set<Target> {
    var targets = Set<Target>()
    var open = [segment]
    var looked = 0
    while let segment = open.popLast(), looked < reach * reach {
      looked += 1
      for index in calls.of(segment) {
        let call = result.calls[Int(index)]
        if call.callee < 0 {
          targets.insert(Target(node: call.key.callee, operation: call.key.calleeOperation))
        } else if call.state != .doesNotWait, open.count < reach {
          open.append(call.callee)
        }
      }
    }
    return targets
  }

  /// Whether questions ask for what a message's consumer writes; where several pauses show a poll, also whether they ask
  /// its service, or whoever accepted the work.
  private static func answers(
    _ run: [Int], _ written: Set<Target>, _ consumer: NodeID, after exit: Call, _ trace: Trace, _ result: TraceCalls,
    _ calls: CallsByCaller
  ) -> Bool {
    guard let first = run.first else { return false }
    let question = result.calls[first]
    let asked: Set<Target> =
      question.callee < 0
      ? [Target(node: question.key.callee, operation: question.key.calleeOperation)]
      : targets(below: question.callee, result, calls)
    // A consumer that only reads the same, or writes elsewhere, has no result there.
    if asked.contains(where: { one in written.contains { $0.node == one.node && $0.operation != one.operation } }) {
      return true
    }
    guard run.count >= least, question.callee >= 0, isUnhurried(run, trace, result) else { return false }
    return question.key.callee == consumer
      || exit.evidence.contains(.acceptedOnly) && question.key.callee == exit.key.callee
        && question.key.calleeOperation != exit.key.calleeOperation
  }

  /// Whether the pauses are those of a poll rather than of a loop over things.
  private static func isUnhurried(_ run: [Int], _ trace: Trace, _ result: TraceCalls) -> Bool {
    let spans = run.map { trace.spans[Int(result.calls[$0].exit)] }
    return zip(spans, spans.dropFirst()).allSatisfy { $1.start > $0.end && $1.start - $0.end >= longPause }
  }

  // MARK: - What follows

  private static func take(_ message: Int, _ questions: [Int], _ trace: Trace, _ result: inout TraceCalls) {
    guard let last = questions.last else { return }
    var call = result.calls[message]
    call.state = .waits
    call.isHandover = false
    call.waiting = .nonblocking
    call.evidence.insert(.requestReply)
    // How long the consumer works, and when it is asked for the last time, are by two clocks; neither is subtracted.
    call.spell = nil
    result.calls[message] = call
    result.segments[Int(call.callee)].entry = nil
    // The questions of a poll are attempts of one: only whether the last one was answered matters to the request.
    for question in questions where question != last { result.calls[question].attempts = 0 }
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
