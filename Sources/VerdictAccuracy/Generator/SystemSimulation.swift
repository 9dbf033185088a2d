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
  private mutating func serve(_ index: Int, at start: Int64, parent: SpanID, message: Message?) -> (end: Int64, failed: Bool) {
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
        .init(id: holder, parent: id, service: index, kind: .internal, name: "handler", start: start + 20_000, end: answer))
    }
    writer.write(
      .init(
        id: id, parent: parent, service: index, kind: message == nil ? .server : .consumer,
        name: message.map { "\($0.topic) process" } ?? "POST /\(service.name)", start: start, end: end,
        outcome: failed && message == nil ? .failed : .ok,
        attributes: message.map { Self.messaging($0.topic, "process") }
          ?? [(.httpMethod, "POST"), (.httpStatus, failed ? "500" : "200"), (.httpRoute, "/\(service.name)")],
        isRemote: parent.isValid))
    settle(index, end: end)
    lastTime = max(lastTime, answer)
    return (answer, failed)
  }

  /// Detached calls of open requests, whose lateness is to be told.
  private var pending: [(edge: [Int], end: Int64, service: Int)] = []

  /// Counts how many detached calls of a request end behind it by more than bookkeeping explains.
  private mutating func settle(_ service: Int, end: Int64) {
    for call in pending where call.service == service {
      shown[call.edge, default: (0, 0)].calls += 1
      if call.end > end + 2_000_000 { shown[call.edge, default: (0, 0)].late += 1 }
    }
    pending.removeAll { $0.service == service }
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
    case .cutOff: return call(index, edge, at: now, under: parent, limit: Int64(plan.services[edge.callee].work * 3))
    case .hedged:
      let first = call(index, edge, at: now, under: parent)
      guard random.chance(0.4) else { return first }
      let second = call(index, edge, at: now + 300_000, under: parent, cutAt: first.end)
      return (min(first.end, second.end), first.failed)
    case .longPoll:
      return call(index, edge, at: now, under: parent, idle: random.time(around: 80e6, spread: 1))
    case .detachedSometimes, .detachedQuick:
      detachNow(index, edge, at: now, under: parent)
      let pause = edge.coupling == .detachedQuick ? plan.services[edge.callee].work * 8 : plan.services[edge.callee].work * 2
      return (now + random.time(around: pause, spread: 0.8), false)
    case .sometimesWaited:
      if random.chance(0.5) { return call(index, edge, at: now, under: parent) }
      detachNow(index, edge, at: now, under: parent)
      return (now + 100_000, false)
    case .message, .briefConsumer, .batch, .requestReply: return publish(index, edge, at: now, under: parent)
    default: return call(index, edge, at: now, under: parent)
    }
  }

  private mutating func detachNow(_ index: Int, _ edge: SystemPlan.Edge, at now: Int64, under parent: SpanID) {
    let outcome = call(index, edge, at: now, under: parent)
    pending.append(([index, edge.callee], outcome.end, index))
  }

  private mutating func detach(_ index: Int, _ edge: SystemPlan.Edge, answer: Int64, under parent: SpanID) {
    let start = edge.coupling == .background ? answer + random.time(around: 400_000) : answer - 300_000
    detachNow(index, edge, at: start, under: parent)
  }

  private mutating func call(
    _ index: Int, _ edge: SystemPlan.Edge, at start: Int64, under parent: SpanID, limit: Int64 = .max,
    fails: Bool = false, idle: Int64 = 0, cutAt: Int64? = nil
  ) -> (end: Int64, failed: Bool) {
    let service = plan.services[index]
    let id = service.hasClientSpans ? writer.newID() : parent
    let way = random.time(around: 250_000)
    var (answer, failed) = serve(edge.callee, at: start + way + idle, parent: id, message: nil)
    failed = failed || fails
    var end = answer + random.time(around: 250_000)
    var outcome: SpanOutcome = failed ? .failed : .ok
    var attributes: [(AttributeKey, String)] = [(.httpMethod, "POST"), (.httpStatus, failed ? "500" : "200")]
    if let cutAt, end > cutAt {
      (end, outcome, attributes) = (cutAt, .ok, [(.httpMethod, "POST")])
    } else if limit < .max, end - start > limit {
      (end, outcome, failed, attributes) = (start + limit, .timedOut, true, [(.httpMethod, "POST")])
    }
    if edge.coupling == .stream { attributes = [(.rpcSystem, "grpc"), (.streaming, "true")] }
    if service.hasClientSpans {
      writer.write(
        .init(
          id: id, parent: parent, service: index, kind: .client, name: "POST", start: start, end: end, outcome: outcome,
          attributes: attributes))
    }
    return (end, failed)
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
    let delay = edge.coupling == .requestReply ? 300_000 : random.time(around: 3_000_000, spread: 1.5)
    let done = serve(
      edge.callee, at: sent + delay, parent: id, message: Message(topic: topic, isBrief: edge.coupling == .briefConsumer))
    guard edge.coupling == .requestReply else { return (sent, false) }
    let reply = writer.newID()
    writer.write(
      .init(
        id: reply, parent: id, service: edge.callee, kind: .producer, name: "replies publish", start: done.end,
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
    guard plan.lost > 0 else { return }
    let spans = writer.batch.spans
    var places = [UInt32?](repeating: nil, count: spans.count)
    writer.batch.spans = []
    for (index, span) in spans.enumerated() where !random.chance(plan.lost) {
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

  private func truth() -> [TruthEdge] {
    var edges: [TruthEdge] = []
    for (index, service) in plan.services.enumerated() {
      for edge in service.edges {
        edges.append(contentsOf: truth(of: edge, caller: index))
      }
    }
    return edges
  }

  private func truth(of edge: SystemPlan.Edge, caller: Int) -> [TruthEdge] {
    let names = (plan.services[caller].name, plan.services[edge.callee].name)
    let topic = "topic-\(names.0)-\(names.1)"
    var truth = TruthEdge(
      caller: names.0, callee: names.1, verdict: edge.coupling.waits ? .synchronous : .asynchronous,
      pattern: "\(edge.coupling)")
    if edge.coupling.isMessage { truth.via = topic }
    let seen = shown[[caller, edge.callee]] ?? (0, 0)
    if edge.coupling == .sometimesWaited { truth.verdict = .mixed }
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
