public import CallClassification
public import FailureSpread
internal import TraceModel

/// A size of a pool that a policy states.
public struct PoolSize: Sendable, Equatable {
  public var service: String
  public var size: Int

  public init(service: String, size: Int) {
    self.service = service
    self.size = size
  }
}

/// Lets nodes fail or hang in an analysed system, and tries changes.
public struct Simulator: Sendable {
  private let graph: SpreadGraph
  private let changed: SpreadGraph
  private let changes: [WhatIfChange]

  /// - Returns: nothing if a change names an edge that the graph does not have.
  public init?(_ graph: SpreadGraph, changes: [WhatIfChange]) {
    guard let changed = graph.applying(changes) else { return nil }
    self.graph = graph
    self.changed = changed
    self.changes = changes
  }

  /// The nodes that a name stands for: a node, or a failure domain with all its members; empty if it is neither.
  public static func nodes(named name: String, in graph: SpreadGraph) -> Set<NodeID> {
    for index in graph.summary.nodes.nodes.indices {
      let id = NodeID(index: UInt32(index))
      if graph.name(id) == name { return [id] }
    }
    for (domain, members) in graph.summary.failureDomains() where graph.summary.names[domain.name] == name {
      return Set(members)
    }
    return []
  }

  /// - Parameters:
  ///   - failing: nodes that fail together; empty to compare how exposed entries are to any single failure.
  ///   - slow: nodes and the seconds that each call of them takes.
  ///   - pools: sizes that the policy states.
  public func run(failing: Set<NodeID>, slow: [(node: NodeID, seconds: Double)], pools: [PoolSize]) -> SimulationReport
  {
    let before = shares(graph, failing)
    let after = shares(changed, failing)
    let entries = graph.summary.entries.keys.indices.map { index in
      let key = graph.summary.entries.keys[index]
      return SimulatedEntry(
        service: graph.name(key.node), operation: graph.summary.names[key.operation],
        requests: graph.summary.entries.statistics[index].requests, before: before[index], after: after[index])
    }
    return SimulationReport(
      changes: changes.map(Self.words), failing: failing.map(graph.name).sorted(),
      entries: entries.sorted { left, right in
        left.requests != right.requests
          ? left.requests > right.requests : (left.service, left.operation) < (right.service, right.operation)
      },
      slow: slow.map { self.slow($0.node, seconds: $0.seconds, pools) })
  }

  private static func words(_ change: WhatIfChange) -> String {
    switch change {
    case .queue(let caller, let callee): "a queue between \(caller) and \(callee)"
    case .fallback(let caller, let callee): "a fallback in \(caller) for \(callee)"
    }
  }

  // MARK: - Failing

  private func shares(_ graph: SpreadGraph, _ failing: Set<NodeID>) -> [SimulatedShare] {
    failing.isEmpty ? exposure(graph) : failure(graph, failing)
  }

  private func failure(_ graph: SpreadGraph, _ failing: Set<NodeID>) -> [SimulatedShare] {
    let radii = BlastRadiusAnalysis.compute(graph, failing: failing)
    return graph.summary.entries.statistics.indices.map { index in
      guard let radius = radii[UInt32(index)] else {
        return SimulatedShare(structural: 0, expected: 0, low: 0, high: 0)
      }
      let telling = Double(radius.telling(of: graph.summary.entries.statistics[index]))
      return SimulatedShare(
        structural: ReportBuilder.share(Double(radius.requests) / telling),
        expected: ReportBuilder.share(radius.expected / telling), low: ReportBuilder.share(radius.low / telling),
        high: ReportBuilder.share(radius.high / telling))
    }
  }

  /// The number of nodes, other than the entry's own service, whose single failure would fail a request.
  private func exposure(_ graph: SpreadGraph) -> [SimulatedShare] {
    var sums = [SimulatedShare](
      repeating: SimulatedShare(structural: 0, expected: 0, low: 0, high: 0), count: graph.summary.entries.keys.count)
    let radii = BlastRadiusAnalysis.compute(graph).sorted { graph.sortName($0.target) < graph.sortName($1.target) }
    for radius in radii {
      guard case .node(let node) = radius.target, node != graph.summary.entries.keys[Int(radius.entry)].node else {
        continue
      }
      let telling = Double(radius.telling(of: graph.summary.entries.statistics[Int(radius.entry)]))
      sums[Int(radius.entry)].structural += Double(radius.requests) / telling
      sums[Int(radius.entry)].expected += radius.expected / telling
      sums[Int(radius.entry)].low += radius.low / telling
      sums[Int(radius.entry)].high += radius.high / telling
    }
    return sums.map { sum in
      func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
      return SimulatedShare(
        structural: rounded(sum.structural), expected: rounded(sum.expected), low: rounded(sum.low),
        high: rounded(sum.high))
    }
  }

  // MARK: - Hanging

  private func slow(_ node: NodeID, seconds: Double, _ pools: [PoolSize]) -> SlowReport {
    let before = waiting(graph, node)
    let after = waiting(changed, node)
    return SlowReport(
      node: graph.name(node), seconds: seconds, waitingPerSecond: rate(before), waitingPerSecondAfter: rate(after),
      inFlight: rounded(rate(before) * seconds), inFlightAfter: rounded(rate(after) * seconds),
      pools: pools.compactMap { pool($0, node, seconds) })
  }

  private func waiting(_ graph: SpreadGraph, _ node: NodeID) -> Int {
    BlastRadiusAnalysis.compute(graph, failing: [node]).values.reduce(0) { $0 + $1.requests }
  }

  private func rate(_ count: Int) -> Double {
    let seconds = graph.summary.quality.seconds
    return seconds > 0 ? rounded(Double(count) / seconds) : 0
  }

  private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  /// How long a pool of calls that leave a service lasts: those that wait for the node, directly or through others.
  private func pool(_ pool: PoolSize, _ node: NodeID, _ seconds: Double) -> PoolReport? {
    var calls = 0
    for edge in changed.nodeEdges
    where changed.name(edge.caller) == pool.service && edge.verdict.spreadsFailure
      && (edge.callee == node || reaches(edge.callee, node))
    {
      calls += edge.statistics.calls
    }
    guard calls > 0 else { return nil }
    let perSecond = rate(calls)
    let held = perSecond * seconds
    return PoolReport(
      service: pool.service, size: pool.size, callsPerSecond: perSecond,
      exhaustedAfter: held > Double(pool.size) && perSecond > 0 ? rounded(Double(pool.size) / perSecond) : nil)
  }

  /// Whether waiting edges lead from one node to another.
  private func reaches(_ from: NodeID, _ to: NodeID) -> Bool {
    var seen: Set<NodeID> = [from]
    var open = [from]
    while let next = open.popLast() {
      for edge in changed.nodeEdges where edge.caller == next && edge.verdict.spreadsFailure {
        if edge.callee == to { return true }
        if seen.insert(edge.callee).inserted { open.append(edge.callee) }
      }
    }
    return false
  }
}

extension SpreadGraph {
  fileprivate func sortName(_ target: FailureTarget) -> String {
    switch target {
    case .node(let node): name(node)
    case .domain(let domain): summary.names[domain.name]
    case .several: ""
    }
  }
}
