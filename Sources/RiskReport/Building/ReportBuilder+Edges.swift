internal import CallClassification
internal import FailureSpread
internal import TraceModel

extension ReportBuilder {
  func edges(_ counts: IndependentCounts) -> [EdgeReport] {
    // Nodes are numbered in the order of their names.
    func place(_ node: NodeID) -> Int { node.isNone ? -1 : Int(node.index) }
    func key(_ edge: Int) -> (Int, Int, Int) {
      let edge = graph.nodeEdges[edge]
      return (place(edge.caller), place(edge.callee), place(edge.via))
    }
    return graph.nodeEdges.indices.sorted { key($0) < key($1) }
      .map { report(graph.nodeEdges[$0], requests: counts.edges[$0]) }
  }

  private func report(_ edge: NodeEdge, requests: Int) -> EdgeReport {
    let statistics = edge.statistics
    let via = edge.via.isNone ? nil : graph.name(edge.via)
    return EdgeReport(
      id: Self.edgeID(caller: graph.name(edge.caller), callee: graph.name(edge.callee), via: via),
      caller: graph.name(edge.caller), callee: graph.name(edge.callee), via: via, mechanism: edge.mechanism,
      verdict: edge.verdict, waiting: edge.waiting, calls: statistics.calls, errors: statistics.errors,
      share: agreement(edge.share, edge.observed),
      states: states(statistics),
      propagation: PropagationReport(
        calleeErrors: edge.propagation.failures, propagated: edge.propagation.propagated,
        probability: Self.share(edge.propagation.probability), low: Self.share(edge.propagation.low),
        high: Self.share(edge.propagation.high)
      ),
      latency: Self.latency(statistics.durations),
      evidence: EvidenceWording(statistics: statistics, verdict: edge.observed, coupling: edge.coupling).items(),
      operations: operations(edge),
      exemplars: Self.exemplars(statistics.exemplars),
      declared: edge.declared.map {
        DeclaredVerdictReport(verdict: $0.verdict, reason: $0.reason, observed: edge.observed)
      },
      traces: requests,
      perRequest: statistics.perRequest.total > 0 ? Self.count(statistics.perRequest) : nil,
      retries: statistics.retried > 0
        ? RetryReport(
          logicalCalls: statistics.logicalCalls, retried: statistics.retried,
          attempts: Self.count(statistics.attempts)) : nil,
      deadline: statistics.cutOffs.total > 0
        ? DeadlineReport(
          calls: statistics.cutOffs.total, seconds: Self.seconds(statistics.cutOffs.quantile(0.5)),
          workedOn: statistics.workedOn, calleeP99: Self.seconds(statistics.calleeDurations.quantile(0.99))) : nil,
      unanswered: graph.kind(edge.callee) == .service && statistics.unanswered > 0 ? statistics.unanswered : nil
    )
  }

  /// The calls by what each of them showed, as the verdict counts them.
  private func states(_ statistics: EdgeStatistics) -> CallStatesReport {
    let counted = VerdictRule().counted(statistics)
    return CallStatesReport(
      waits: counted.waits, doesNotWait: counted.doesNotWait,
      undecided: max(0, statistics.calls -| counted.waits -| counted.doesNotWait))
  }

  private static func count(_ histogram: CountHistogram) -> CountReport {
    CountReport(p50: histogram.quantile(0.5), p95: histogram.quantile(0.95), most: histogram.largest)
  }

  private func operations(_ edge: NodeEdge) -> [OperationEdgeReport] {
    edge.operations.map { index in
      let key = graph.summary.edges.keys[Int(index)]
      let statistics = graph.summary.edges.statistics[Int(index)]
      let judged = VerdictRule().verdict(of: statistics)
      return OperationEdgeReport(
        callerOperation: name(key.callerOperation), calleeOperation: name(key.calleeOperation),
        verdict: graph.verdicts[Int(index)], waiting: VerdictRule().waiting(of: statistics, judged.verdict),
        calls: statistics.calls,
        errors: statistics.errors, share: agreement(judged.waiting, judged.verdict),
        latency: Self.latency(statistics.durations), exemplars: Self.exemplars(statistics.exemplars)
      )
    }.inOrder { left, right in
      if left.calls != right.calls { return left.calls > right.calls }
      if left.callerOperation != right.callerOperation { return left.callerOperation < right.callerOperation }
      return left.calleeOperation != right.calleeOperation ? left.calleeOperation < right.calleeOperation : nil
    }
  }

  /// The share of calls that agree with a verdict, from the share that wait.
  private func agreement(_ waiting: WilsonInterval, _ verdict: Verdict) -> ShareReport {
    verdict == .asynchronous
      ? ShareReport(
        value: Self.share(1 - waiting.value), low: Self.share(1 - waiting.high), high: Self.share(1 - waiting.low))
      : ShareReport(value: Self.share(waiting.value), low: Self.share(waiting.low), high: Self.share(waiting.high))
  }

  /// Stable from run to run and from version to version.
  public static func edgeID(caller: String, callee: String, via: String?) -> String {
    var hash = StableHash()
    hash.combine("edge")
    hash.combine(caller)
    hash.combine(callee)
    hash.combine(via ?? "")
    return hash.hexadecimal
  }
}
