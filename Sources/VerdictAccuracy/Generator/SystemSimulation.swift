internal import CallClassification
internal import TraceModel

/// Runs requests through a generated system and writes what its instrumentation would record.
struct SystemSimulation {
  let plan: SystemPlan
  var random: SeededRandom
  var writer: SpanWriter
  /// Per caller and callee: calls, and those whose end shows that the request did not wait.
  private(set) var shown: [[Int]: (calls: Int, late: Int)] = [:]
  /// Messages that wait for their batch: the consumer, and the spans that sent them.
  private var batches: [[Int]: [(trace: TraceID, id: SpanID)]] = [:]
  private var lastTime: Int64 = 0

  init(seed: UInt64) {
    plan = SystemPlan(seed: seed)
    random = SeededRandom(state: seed ^ 0xABCD)
    writer = SpanWriter(plan: plan)
  }

  /// The spans and what is true of them.
  static func run(seed: UInt64) -> LabelledTraces {
    var simulation = SystemSimulation(seed: seed)
    for number in 0..<simulation.plan.requests {
      simulation.writer.beginTrace()
      let start = Int64(number) * 400_000_000
      simulation.serve(0, at: start, parent: .none, message: nil)
    }
    for (edge, messages) in simulation.batches.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      simulation.drain(edge, messages)
    }
    simulation.loseSpans()
    return LabelledTraces(
      name: "generated \(seed)", batch: simulation.writer.batch, truth: .edges(simulation.truth()))
  }

  // MARK: - One service

  /// Serves a request or works on a message; gives the time at which the answer leaves.
  @discardableResult
  private mutating func serve(_ index: Int, at start: Int64, parent: SpanID, message: Message?)
    -> (end: Int64, failed: Bool, id: SpanID)
  {
    let service = plan.services[index]
    let id = writer.newID()
    var now = start + random.time(around: service.work / 3)
    var failed = random.chance(0.01)
    var afterwards: [SystemPlan.Edge] = []
    let (inner, holder) = scope(of: index, under: id)
    var position = 0
    while position < service.edges.count {
      let edge = service.edges[position]
      if edge.coupling == .joined, position + 1 < service.edges.count, service.edges[position + 1].coupling == .joined {
        let first = call(index, edge, at: now, under: inner)
        let second = call(index, service.edges[position + 1], at: now + 50_000, under: inner)
        now = max(first.end, second.end)
        failed = failed || first.failed || second.failed
        position += 2
        continue
      }
      position += 1
      if edge.coupling == .background || edge.coupling == .detachedLate {
        afterwards.append(edge)
        continue
      }
      let result = use(index, edge, at: now, under: inner)
      now = result.end + random.time(around: service.work / 6)
      failed = failed || result.failed
    }
    now += random.time(around: service.work / 3)
    let answer = now
    let covers = !(message?.isBrief ?? false)
    for edge in afterwards { detach(index, edge, answer: answer, under: inner) }
    let end = covers ? answer + (service.endsAfterAnswer ? random.time(around: 300_000) : 0) : start + 150_000
    if let holder {
      writer.write(
        .init(
          id: holder, parent: id, service: index, kind: .internal, name: "handler", start: start + 20_000, end: answer))
    }
    writer.write(
      .init(
        id: id, parent: parent, service: index, kind: message == nil ? .server : .consumer,
        name: message.map { "\($0.topic) process" } ?? "POST /\(service.name)", start: start, end: end,
        outcome: failed && message == nil ? .failed : .ok,
        attributes: message.map { Self.messaging($0.topic, "process") }
          ?? [(.httpMethod, "POST"), (.httpStatus, failed ? "500" : "200"), (.httpRoute, "/\(service.name)")],
        isRemote: parent.isValid))
    settle(index, start: start, end: end, isMessage: message != nil)
    lastTime = max(lastTime, answer)
    return (answer, failed, id)
  }

  /// Detached calls of open requests, whose lateness is to be told.
  private var pending: [Pending] = []

  private struct Pending {
    var edge: [Int]
    var start: Int64
    var end: Int64
  }

  /// Counts how many detached calls of a request show that it did not wait, by more than bookkeeping explains: they end
  /// behind it; without a span of the call, the callee must outlive the request, or start behind it on the same host. Of
  /// a consumer, whose span may end before its work, only calls prove anything that began inside.
  private mutating func settle(_ index: Int, start: Int64, end: Int64, isMessage: Bool) {
    let service = plan.services[index]
    for call in pending where call.edge[0] == index {
      shown[call.edge, default: (0, 0)].calls += 1
      let isShown =
        if isMessage {
          service.hasClientSpans && end - start >= 500_000 && call.start < end
            && call.end - end > max(2_000_000, (end - start) / 40)
        } else if service.hasClientSpans {
          call.end - end > max(2_000_000, (end - start) / 40)
        } else {
          call.end - call.start > (end - start) + max(5_500_000, (end - start) / 8)
            || plan.services[call.edge[1]].host == service.host && call.start > end
        }
      if isShown { shown[call.edge, default: (0, 0)].late += 1 }
    }
    pending.removeAll { $0.edge[0] == index }
  }

  private mutating func scope(of index: Int, under id: SpanID) -> (inner: SpanID, holder: SpanID?) {
    guard plan.services[index].hasInternalSpans else { return (id, nil) }
    let holder = writer.newID()
    return (holder, holder)
  }

  struct Message {
    var topic: String
    var isBrief: Bool
  }

  static func messaging(_ topic: String, _ operation: String) -> [(AttributeKey, String)] {
    [(.messagingSystem, "kafka"), (.messagingDestination, topic), (.messagingOperation, operation)]
  }

  // MARK: - One use of another service

  private mutating func use(_ index: Int, _ edge: SystemPlan.Edge, at now: Int64, under parent: SpanID)
    -> (end: Int64, failed: Bool)
  {
    switch edge.coupling {
    case .retried:
      let first = call(index, edge, at: now, under: parent, fails: random.chance(0.2))
      return first.failed ? call(index, edge, at: first.end + 500_000, under: parent) : first
    case .cutOff: return call(index, edge, at: now, under: parent, isCutOff: random.chance(0.125))
    case .hedged: return hedge(index, edge, at: now, under: parent)
    case .longPoll:
      return call(index, edge, at: now, under: parent, idle: random.time(around: 80e6, spread: 1))
    case .detachedSometimes, .detachedQuick:
      detachNow(index, edge, at: now, under: parent)
      let pause =
        edge.coupling == .detachedQuick ? plan.services[edge.callee].work * 8 : plan.services[edge.callee].work * 2
      return (now + random.time(around: pause, spread: 0.8), false)
    case .sometimesWaited:
      if random.chance(0.5) { return call(index, edge, at: now, under: parent) }
      detachNow(index, edge, at: now, under: parent)
      return (now + 100_000, false)
    case .message, .briefConsumer, .batch, .requestReply, .silentReply:
      return publish(index, edge, at: now, under: parent)
    default: return call(index, edge, at: now, under: parent)
    }
  }

  private mutating func detachNow(_ index: Int, _ edge: SystemPlan.Edge, at now: Int64, under parent: SpanID) {
    let outcome = call(index, edge, at: now, under: parent)
    pending.append(Pending(edge: [index, edge.callee], start: now, end: outcome.end))
  }

  private mutating func detach(_ index: Int, _ edge: SystemPlan.Edge, answer: Int64, under parent: SpanID) {
    let start = edge.coupling == .background ? answer + random.time(around: 400_000) : answer - 300_000
    detachNow(index, edge, at: start, under: parent)
  }

  /// A call whose callee has answered, before the caller's span for it is written.
  private struct Open {
    var id: SpanID
    var start: Int64
    var answer: Int64
    var failed: Bool
  }

  private mutating func open(
    _ index: Int, _ edge: SystemPlan.Edge, at start: Int64, under parent: SpanID, idle: Int64 = 0
  )
    -> Open
  {
    let id = plan.services[index].hasClientSpans ? writer.newID() : parent
    let way = random.time(around: 250_000)
    let served = serve(edge.callee, at: start + way + idle, parent: id, message: nil)
    return Open(id: id, start: start, answer: served.end + random.time(around: 250_000), failed: served.failed)
  }

  private mutating func close(
    _ call: Open, _ index: Int, under parent: SpanID, end: Int64, outcome: SpanOutcome,
    attributes: [(AttributeKey, String)]
  ) {
    guard plan.services[index].hasClientSpans else { return }
    writer.write(
      .init(
        id: call.id, parent: parent, service: index, kind: .client, name: "POST", start: call.start, end: end,
        outcome: outcome, attributes: [(.httpMethod, "POST")] + attributes))
  }

  private mutating func call(
    _ index: Int, _ edge: SystemPlan.Edge, at start: Int64, under parent: SpanID, isCutOff: Bool = false,
    fails: Bool = false, idle: Int64 = 0
  ) -> (end: Int64, failed: Bool) {
    let call = open(index, edge, at: start, under: parent, idle: idle)
    if isCutOff {
      let end = start + (call.answer - start) * 6 / 10
      close(call, index, under: parent, end: end, outcome: .timedOut, attributes: [])
      return (end, true)
    }
    let failed = call.failed || fails
    close(
      call, index, under: parent, end: call.answer, outcome: failed ? .failed : .ok,
      attributes: edge.coupling == .stream ? [(.streaming, "true")] : [(.httpStatus, failed ? "500" : "200")])
    return (call.answer, failed)
  }

  /// Asks a second time where the first answer is late; whoever answers first ends both.
  private mutating func hedge(_ index: Int, _ edge: SystemPlan.Edge, at start: Int64, under parent: SpanID)
    -> (end: Int64, failed: Bool)
  {
    let first = open(index, edge, at: start, under: parent)
    var calls = [first]
    if random.chance(0.4) { calls.append(open(index, edge, at: start + 300_000, under: parent)) }
    let end = calls.map(\.answer).min() ?? start
    for call in calls {
      let won = call.answer == end
      close(
        call, index, under: parent, end: end, outcome: won && call.failed ? .failed : .ok,
        attributes: won ? [(.httpStatus, call.failed ? "500" : "200")] : [])
    }
    return (end, calls.contains { $0.answer == end && $0.failed })
  }

  // MARK: - Messages

  private mutating func publish(_ index: Int, _ edge: SystemPlan.Edge, at start: Int64, under parent: SpanID)
    -> (end: Int64, failed: Bool)
  {
    let topic = "topic-\(plan.services[index].name)-\(plan.services[edge.callee].name)"
    let id = writer.newID()
    let sent = start + random.time(around: 400_000)
    writer.write(
      .init(
        id: id, parent: parent, service: index, kind: .producer, name: "\(topic) publish", start: start, end: sent,
        attributes: Self.messaging(topic, "publish")))
    if edge.coupling == .batch {
      batches[[index, edge.callee], default: []].append((writer.trace, id))
      return (sent, false)
    }
    let delay = edge.coupling.waits ? 300_000 : random.time(around: 3_000_000, spread: 1.5)
    let done = serve(
      edge.callee, at: sent + delay, parent: id,
      message: Message(topic: topic, isBrief: edge.coupling == .briefConsumer))
    if edge.coupling == .silentReply { return (done.end + random.time(around: 500_000), done.failed) }
    guard edge.coupling == .requestReply else { return (sent, false) }
    let reply = writer.newID()
    writer.write(
      .init(
        id: reply, parent: done.id, service: edge.callee, kind: .producer, name: "replies publish", start: done.end,
        end: done.end + 200_000, attributes: Self.messaging("replies-" + topic, "publish")))
    writer.write(
      .init(
        id: writer.newID(), parent: reply, service: index, kind: .consumer, name: "replies receive",
        start: done.end + 400_000, end: done.end + 450_000, attributes: Self.messaging("replies-" + topic, "receive"),
        isRemote: true))
    return (done.end + 500_000, false)
  }

  /// Takes the messages of an edge in batches of up to eight, each a trace of its own with links.
  private mutating func drain(_ edge: [Int], _ messages: [(trace: TraceID, id: SpanID)]) {
    let topic = "topic-\(plan.services[edge[0]].name)-\(plan.services[edge[1]].name)"
    var rest = messages[...]
    while !rest.isEmpty {
      let batch = rest.prefix(random.integer(1...8))
      rest = rest.dropFirst(batch.count)
      writer.beginTrace()
      let start = lastTime + 10_000_000
      lastTime = start
      let record = writer.write(
        .init(
          id: writer.newID(), parent: .none, service: edge[1], kind: .consumer, name: "\(topic) process", start: start,
          end: start + random.time(around: plan.services[edge[1]].work), attributes: Self.messaging(topic, "process")))
      for message in batch {
        writer.batch.links.append(LinkRecord(span: record, trace: message.trace, id: message.id))
      }
    }
  }

  // MARK: - Loss and truth

  private mutating func loseSpans() {
    let kept = keptTraces()
    guard plan.lost > 0 || kept != nil else { return }
    let spans = writer.batch.spans
    var places = [UInt32?](repeating: nil, count: spans.count)
    writer.batch.spans = []
    for (index, span) in spans.enumerated() where kept?.contains(span.trace) ?? true && !random.chance(plan.lost) {
      places[index] = UInt32(writer.batch.spans.count)
      writer.batch.spans.append(span)
    }
    writer.batch.links = writer.batch.links.compactMap { link in
      var link = link
      guard let place = places[Int(link.span)] else { return nil }
      link.span = place
      return link
    }
  }

  /// The traces that sampling leaves; `nil` for all.
  private mutating func keptTraces() -> Set<TraceID>? {
    let share: Double
    var kept = Set<TraceID>()
    switch plan.sampling {
    case .all: return nil
    case .head(let part): share = part
    case .tail(let part):
      share = part
      let profiles = writer.batch.profiles.profiles
      for span in writer.batch.spans where profiles[Int(span.profile)].outcome.isError { kept.insert(span.trace) }
    }
    var last: TraceID?
    for span in writer.batch.spans where span.trace != last {
      last = span.trace
      if random.chance(share) { kept.insert(span.trace) }
    }
    return kept
  }

  private func truth() -> [TruthEdge] {
    var edges: [TruthEdge] = []
    for (index, service) in plan.services.enumerated() {
      for edge in service.edges {
        edges.append(contentsOf: truth(of: edge, caller: index))
      }
    }
    return edges
  }

  private func isBrief(_ index: Int) -> Bool {
    plan.services.contains { $0.edges.contains { $0.callee == index && $0.coupling == .briefConsumer } }
  }

  private func truth(of edge: SystemPlan.Edge, caller: Int) -> [TruthEdge] {
    let names = (plan.services[caller].name, plan.services[edge.callee].name)
    let topic = "topic-\(names.0)-\(names.1)"
    var truth = TruthEdge(
      caller: names.0, callee: names.1, verdict: edge.coupling.waits ? .synchronous : .asynchronous,
      pattern: "\(edge.coupling)" + (plan.services[caller].declares ? "" : ", caller without kinds")
        + (plan.services[edge.callee].declares ? "" : ", callee without kinds")
        + (plan.services[caller].hasClientSpans || edge.coupling.isMessage ? "" : ", no client spans"))
    if edge.coupling.isMessage { truth.via = topic }
    let seen = shown[[caller, edge.callee]] ?? (0, 0)
    if edge.coupling == .sometimesWaited { truth.verdict = .mixed }
    // That a message is waited for, although nothing tells of its reply, only the lengths of many requests can show.
    if edge.coupling == .silentReply { truth.acceptable = [.asynchronous, .mixed, .unknown] }
    // Of a consumer whose span ends before its work nobody sees whether it was still open when the reply came.
    if edge.coupling == .requestReply, isBrief(caller) { truth.acceptable = [.asynchronous, .mixed, .unknown] }
    // A detached call that ends before its request looks as if it had been waited for.
    if seen.calls > 0 {
      let share = Double(seen.late) / Double(seen.calls)
      if edge.coupling == .sometimesWaited {
        if share < 0.9 { truth.acceptable.insert(.unknown) }
        if share < 0.5 { truth.acceptable.insert(.synchronous) }
      } else {
        if share < 0.9 { truth.acceptable.formUnion([.unknown, .mixed]) }
        if share < 0.2 { truth.acceptable.insert(.synchronous) }
      }
    }
    return [truth]
  }
}
