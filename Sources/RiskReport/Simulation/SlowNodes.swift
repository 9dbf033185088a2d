internal import CallClassification
internal import FailureSpread
internal import TraceModel

/// What waits for nodes that are slow together: requests, entries and pools.
struct SlowNodes {
  private let simulator: Simulator
  private let nodes: Set<NodeID>
  private let label: String

  init(_ simulator: Simulator, _ nodes: Set<NodeID>, _ label: String) {
    self.simulator = simulator
    self.nodes = nodes
    self.label = label
  }

  func report(seconds: Double, _ pools: [PoolSize]) -> SlowReport {
    let before = BlastRadiusAnalysis.compute(simulator.graph, failing: nodes)
    let after = BlastRadiusAnalysis.compute(simulator.changed, failing: nodes)
    let (rate, rateAfter) = (self.rate(before), self.rate(after))
    return SlowReport(
      node: label, seconds: seconds, waitingPerSecond: rate, waitingPerSecondAfter: rateAfter,
      inFlight: Self.rounded(rate * seconds), inFlightAfter: Self.rounded(rateAfter * seconds),
      entries: entries(before, after), pools: pools.compactMap { pool($0, seconds) })
  }

  private func entries(_ before: [UInt32: EntryBlastRadius], _ after: [UInt32: EntryBlastRadius]) -> [SlowEntry] {
    let graph = simulator.graph
    let found = graph.summary.entries.keys.indices.compactMap { index -> SlowEntry? in
      guard let radius = before[UInt32(index)], radius.requests > 0 else { return nil }
      let statistics = graph.summary.entries.statistics[index]
      func share(_ radius: EntryBlastRadius?) -> Double {
        radius.map { ReportBuilder.share(Double($0.requests) / Double($0.telling(of: statistics))) } ?? 0
      }
      let key = graph.summary.entries.keys[index]
      return SlowEntry(
        service: graph.name(key.node), operation: graph.summary.names[key.operation], requests: radius.requests,
        requestsAfter: after[UInt32(index)]?.requests ?? 0, share: share(radius),
        shareAfter: share(after[UInt32(index)]))
    }
    // The entries stand in the order of their names already.
    return found.indices.sorted { left, right in
      found[left].requests != found[right].requests ? found[left].requests > found[right].requests : left < right
    }.map { found[$0] }
  }

  /// Requests a second; the same number as the report's for one node.
  private func rate(_ radii: [UInt32: EntryBlastRadius]) -> Double {
    perSecond(radii.values.reduce(0) { $0 +| $1.requests })
  }

  private func perSecond(_ count: Int) -> Double {
    let seconds = simulator.graph.summary.quality.seconds
    return seconds > 0 ? Self.rounded(Double(count) / seconds) : 0
  }

  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

  /// How long a pool of calls that leave a service lasts: those that wait for the nodes, directly or through others.
  private func pool(_ pool: PoolSize, _ seconds: Double) -> PoolReport? {
    let graph = simulator.changed
    let reaching = reaching(graph)
    var calls = 0
    for edge in graph.nodeEdges
    where graph.name(edge.caller) == pool.service && edge.verdict.spreadsFailure && reaching.contains(edge.callee) {
      calls +|= edge.statistics.calls
    }
    guard calls > 0 else { return nil }
    let rate = perSecond(calls)
    return PoolReport(
      service: pool.service, size: pool.size, callsPerSecond: rate,
      exhaustedAfter: rate * seconds > Double(pool.size) && rate > 0 ? Self.rounded(Double(pool.size) / rate) : nil)
  }

  /// The slow nodes, and those from which waiting edges lead to one.
  private func reaching(_ graph: SpreadGraph) -> Set<NodeID> {
    var callers: [NodeID: [NodeID]] = [:]
    for edge in graph.nodeEdges where edge.verdict.spreadsFailure {
      callers[edge.callee, default: []].append(edge.caller)
    }
    var found = nodes
    var open = Array(nodes)
    while let next = open.popLast() {
      for caller in callers[next] ?? [] where found.insert(caller).inserted { open.append(caller) }
    }
    return found
  }
}
