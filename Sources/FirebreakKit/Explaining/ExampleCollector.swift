internal import CallClassification
internal import FailureSpread
public import RiskReport
internal import TraceAssembly
internal import TraceModel

/// Finds example calls of an edge again in the spans: those that contradict the verdict first.
struct ExampleCollector {
  static let limit = 3

  let batch: SpanBatch
  let edge: EdgeReport

  /// At most three calls, of the smallest trace ids, so that equal input gives equal examples.
  func examples() -> [CallExample] {
    let roles = RoleTable(names: batch.names, profiles: batch.profiles.profiles)
    let groups = TraceGroups(spans: batch.spans)
    var assembler = TraceAssembler(names: batch.names, profiles: batch.profiles.profiles)
    var finder = CallFinder(roles: roles.roles, links: LinkIndex(batch.links, conversations: batch.conversations))
    var trace = Trace()
    var found = TraceCalls()
    var kept: [CallExample] = []
    for range in groups.ranges {
      assembler.assemble(groups.order[range], of: batch.spans, into: &trace)
      finder.find(in: trace, into: &found)
      for call in found.calls where matches(call, roles) {
        kept.append(example(call, found, trace, roles))
        if kept.count > Self.limit * 8 { kept = best(kept) }
      }
    }
    let examples = best(kept)
    // Most messages are tied by parents or by links, not by both.
    return examples.count == Self.limit
      ? examples
      : examples + LinkedExamples(batch: batch, edge: edge, roles: roles).examples(limit: Self.limit - examples.count)
  }

  private func matches(_ call: Call, _ roles: RoleTable) -> Bool {
    func name(_ node: NodeID) -> String { node.isNone ? "" : roles.names[roles.nodes.nodes[Int(node.index)].name] }
    return name(call.key.caller) == edge.caller && name(call.key.callee) == edge.callee
  }

  private func best(_ examples: [CallExample]) -> [CallExample] {
    if edge.verdict == .mixed || edge.verdict == .unknown { return oneOfEachSort(examples) }
    let sorted = examples.sorted { left, right in
      if left.contradicts != right.contradicts { return left.contradicts }
      return left.trace != right.trace ? left.trace < right.trace : Self.start(left) < Self.start(right)
    }
    // Contradictions first, but never without one of the calls that made the verdict.
    let contradicting = sorted.prefix { $0.contradicts }
    let agreeing = sorted.dropFirst(contradicting.count)
    let kept = contradicting.prefix(agreeing.isEmpty ? Self.limit : Self.limit - 1)
    return Array(kept + agreeing.prefix(Self.limit - kept.count))
  }

  /// For edges whose calls differ: first one call of each state, then more of them.
  private func oneOfEachSort(_ examples: [CallExample]) -> [CallExample] {
    let sorted = examples.sorted { left, right in
      left.trace != right.trace ? left.trace < right.trace : Self.start(left) < Self.start(right)
    }
    var seen = Set<String>()
    let (first, more) = sorted.reduce(into: ([CallExample](), [CallExample]())) { parts, example in
      if seen.insert(example.state).inserted { parts.0.append(example) } else { parts.1.append(example) }
    }
    return Array((first + more).prefix(Self.limit))
  }

  private static func start(_ example: CallExample) -> Double { example.spans.last?.start ?? 0 }

  private func example(_ call: Call, _ found: TraceCalls, _ trace: Trace, _ roles: RoleTable) -> CallExample {
    var positions: [(role: String, position: Int)] = []
    if call.caller >= 0 { positions.append(("request", Int(found.segments[Int(call.caller)].root))) }
    if positions.last.map({ $0.position != Int(call.exit) }) ?? true { positions.append(("call", Int(call.exit))) }
    if call.served >= 0, call.served != call.exit { positions.append(("callee", Int(call.served))) }
    let origin = positions.first.map { trace.spans[$0.position] }
    return CallExample(
      trace: trace.id.description, state: Self.words(call.state), evidence: codes(call.evidence),
      contradicts: edge.verdict == .synchronous && call.state == .doesNotWait
        || edge.verdict == .asynchronous && call.state == .waits,
      spans: positions.map { span($0.role, trace.spans[$0.position], origin: origin, roles) }
    )
  }

  private func span(_ role: String, _ span: TraceSpan, origin: TraceSpan?, _ roles: RoleTable) -> ExampleSpan {
    let profile = batch.profiles.profiles[Int(span.profile)]
    let base = origin?.start ?? span.start
    let offset = span.start >= base ? Double(span.start - base) : -Double(base - span.start)
    let originHost = origin.map { batch.profiles.profiles[Int($0.profile)] }
    return ExampleSpan(
      role: role, service: roles.names[roles.nodes.nodes[Int(roles.roles[Int(span.profile)].service.index)].name],
      kind: profile.kind == .unspecified ? "-" : "\(profile.kind)".uppercased(), name: batch.names[profile.name],
      start: (offset / 1000).rounded() / 1_000_000, duration: (Double(span.duration) / 1000).rounded() / 1_000_000,
      failed: profile.outcome.isError,
      ownClock: role == "callee" && (originHost?.host != profile.host || profile.host.isEmpty)
    )
  }

  private func codes(_ evidence: EvidenceSet) -> [String] {
    EvidenceCode.allCases.filter { evidence.contains($0) }.map(\.label)
  }

  private static func words(_ state: CallState) -> String {
    switch state {
    case .waits: "the request waited"
    case .doesNotWait: "the request did not wait"
    case .covered: "other work of the request still ran when the call ended: open whether it waited"
    case .contested: "the caller went on without an answer"
    case .fits: "fits inside the caller's span: open whether it waited"
    case .undecided: "open whether the request waited"
    }
  }
}
