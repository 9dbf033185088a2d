import CallClassification
import RiskReport

/// Edges of the baseline that fell silent although their caller and callee still run, and although what else is seen says
/// that the calls go on: the trace context or the span kinds were lost. A gate that passed on them would pass blindly.
struct LostEdges {
  private let baseline: Baseline
  private let policy: Policy
  private let exposure: Exposure
  /// Services of which the report says the same already.
  private let known: Set<String>

  /// - Parameters:
  ///   - baseline: the accepted state.
  ///   - state: what this run shows.
  ///   - report: of this run.
  init(_ baseline: Baseline, _ state: Baseline, report: Report, policy: Policy) {
    self.baseline = baseline
    self.policy = policy
    exposure = Exposure(before: baseline, after: state)
    known = Set(Shortfall.all(in: report, floors: policy.rules.quality).compactMap(\.service))
  }

  /// One reason per service that is no longer tied to its callers, then one for kinds that changed.
  func reasons() -> [GateReason] {
    let edges = Dictionary(grouping: baseline.edges.filter(isObservable), by: \.callee)
    let perEdge = Significance(policy.drift, comparisons: edges.values.sum(of: \.count))
    let perService = Significance(policy.drift, comparisons: edges.count)
    let services = edges.keys.sorted().filter { !known.contains($0) }.compactMap { service in
      becameEntry(service, edges[service] ?? [], perEdge, perService)
        ?? unanswered(service, edges[service] ?? [], perService)
    }
    return services + lostMessages(perEdge) + changedKinds()
  }

  /// Both sides are services that sent spans, then and now.
  private func isObservable(_ edge: BaselineEdge) -> Bool {
    [edge.caller, edge.callee].allSatisfy { exposure.before.calls(of: $0) > 0 && exposure.after.calls(of: $0) > 0 }
      && edge.caller != edge.callee
  }

  // MARK: - A callee that became an entry

  private func becameEntry(
    _ service: String, _ edges: [BaselineEdge], _ perEdge: Significance, _ perService: Significance
  ) -> GateReason? {
    guard requests(exposure.before, service) == 0 else { return nil }
    // What a queue brings is tied to its sender.
    let brought = exposure.after.state.edges.filter { $0.callee == service && $0.mechanism == .queue }.sum(of: \.calls)
    let entered = requests(exposure.after, service) - min(brought, requests(exposure.after, service))
    guard entered > 0 else { return nil }
    let chance = Chance.ofGrowth(
      from: Counts(0, of: exposure.before.traces), to: Counts(entered, of: max(entered, exposure.after.traces)))
    guard perService.accepts(chance: chance) else { return nil }
    let fallen = edges.filter { edge in
      // A queue in place of a call ties the two as well.
      let isReplaced = exposure.after.state.edges.contains {
        $0.caller == edge.caller && $0.callee == service && $0.via != edge.via
      }
      return !isReplaced && share(edge, exposure.after) < share(edge, exposure.before)
        && perEdge.accepts(chance: chanceOfFall(edge))
    }
    guard let worst = fallen.min(by: { share($0, exposure.after) < share($1, exposure.after) }) else { return nil }
    let callers = Wording.list(fallen.map(\.caller))
    return GateReason(
      severity: .error,
      message: """
        \(service) is no longer tied to \(callers): in the baseline \(worst.caller) called it in \
        \(Wording.percent(share(worst, exposure.before))) of its traces, now in \
        \(Wording.percent(share(worst, exposure.after))), while \(Wording.count(entered, "request")) \
        \(entered == 1 ? "enters" : "enter") by \(service), which was no entry before. The trace context is lost on the way.
        """,
      advice: """
        Check that \(callers) \(fallen.count == 1 ? "sends" : "send") the trace context and that \(service) reads it. If \
        \(service) is meant to be called from outside now, write the baseline again.
        """)
  }

  private func requests(_ side: Exposure.Side, _ service: String) -> Int {
    side.state.entries.filter { $0.service == service }.sum(of: \.requests)
  }

  /// Traces of the caller in which spans of the callee answer it.
  private func answered(_ edge: BaselineEdge, _ side: Exposure.Side) -> Counts {
    let all = side.calls(of: edge.caller)
    guard let own = side.edges[edge.place] else { return Counts(0, of: all) }
    return Counts(own.traces - own.scaled(own.unanswered ?? 0), of: all)
  }

  private func share(_ edge: BaselineEdge, _ side: Exposure.Side) -> Double { answered(edge, side).share }

  private func chanceOfFall(_ edge: BaselineEdge) -> Double {
    Chance.ofGrowth(from: answered(edge, exposure.after), to: answered(edge, exposure.before))
  }

  // MARK: - Calls that nothing answers any more

  private func unanswered(_ service: String, _ edges: [BaselineEdge], _ significance: Significance) -> GateReason? {
    let after = edges.compactMap { exposure.after.edges[$0.place] }
    let difference = ShareDifference(from: Self.unanswered(edges), to: Self.unanswered(after))
    let limit = policy.rules.quality.floors(of: service).maximumLostContextShare
    guard difference.value > 0, significance.accepts(chance: difference.chance),
      ShareReport(observed: difference.after.seen, of: difference.after.total).low > limit
    else { return nil }
    let callers = Wording.list(after.filter { ($0.unanswered ?? 0) > 0 }.map(\.caller))
    return GateReason(
      severity: .error,
      message: """
        Spans of \(service) are missing below the calls of \(callers): \(Wording.percent(difference.after.share)) of the \
        calls have none, in the baseline \(Wording.percent(difference.before.share)).
        """,
      advice: """
        Check that the trace context reaches \(service), and that all its spans are exported and sampled together with \
        those of its callers.
        """)
  }

  /// Calls without a span of the callee, counted in traces: the calls of one trace are one observation.
  private static func unanswered(_ edges: [BaselineEdge]) -> Counts {
    let direct = edges.filter { $0.mechanism != .queue }
    return Counts(direct.sum { $0.scaled($0.unanswered ?? 0) }, of: direct.sum(of: \.traces))
  }

  // MARK: - Messages

  /// Messages that are still sent and still taken, although nothing ties one to the other any more.
  private func lostMessages(_ significance: Significance) -> [GateReason] {
    let lost = baseline.edges.filter { edge in
      guard let via = edge.via, isObservable(edge) else { return false }
      let taken = FindingPlace.edge(caller: via, callee: edge.callee)
      let sent = FindingPlace.edge(caller: edge.caller, callee: via)
      return exposure.before.edges[taken] == nil && exposure.after.edges[taken] != nil
        && exposure.after.edges[sent] != nil && share(edge, exposure.after) < share(edge, exposure.before)
        && significance.accepts(chance: chanceOfFall(edge))
    }
    return lost.map { edge in
      GateReason(
        severity: .error,
        message: """
          Messages of \(edge.caller) are no longer tied to the work of \(edge.callee): both still use \(edge.via ?? ""), \
          but the trace context does not travel with the message.
          """,
        advice: "Check that the producer writes the trace context into the message, and that the consumer reads it.")
    }
  }

  // MARK: - Kinds that changed

  /// Requests of the baseline that are messages now, although nothing names a queue.
  private func changedKinds() -> [GateReason] {
    let changed = baseline.edges.filter { old in
      guard old.via == nil, old.mechanism != .queue, old.verdict.spreadsFailure,
        let new = exposure.after.edges[old.place]
      else { return false }
      return new.mechanism == .queue && exposure.before.calls(of: old.callee) > 0
    }
    guard !changed.isEmpty else { return [] }
    return [
      GateReason(
        severity: .error,
        message: """
          The span kinds of \(Wording.list(changed.map(\.place.subject))) changed: requests of the baseline are messages \
          now, but no span names a queue.
          """,
        advice: """
          Check that the pipeline keeps span kinds. If the calls really go through a queue now, name it in \
          `messaging.destination.name`, or write the baseline again.
          """)
    ]
  }
}

extension BaselineEdge {
  /// A number of its calls, counted in traces.
  fileprivate func scaled(_ number: Int) -> Int {
    guard calls > 0 else { return 0 }
    return Int((Double(min(number, calls)) * min(1, Double(traces) / Double(calls))).rounded())
  }
}
