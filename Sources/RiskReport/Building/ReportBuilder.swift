internal import CallClassification
public import FailureSpread
internal import TraceModel

/// Makes the report value of an analysis: names instead of indices, shares instead of counts, everything sorted.
public struct ReportBuilder: Sendable {
  let graph: SpreadGraph
  private let threads: Int
  private let edgeNames: EdgeNames
  /// By entry: its place in the order of names.
  private let entryPlaces: [Int]

  /// - Parameter threads: so many may work at once; the report is the same.
  public init(_ graph: SpreadGraph, threads: Int = 1) {
    self.graph = graph
    self.threads = threads
    edgeNames = EdgeNames(graph)
    entryPlaces = Self.placesByName(graph)
  }

  private static func placesByName(_ graph: SpreadGraph) -> [Int] {
    let keys = graph.summary.entries.keys
    let order = keys.indices.sorted { left, right in
      let (left, right) = (keys[left], keys[right])
      let names = (graph.name(left.node), graph.name(right.node))
      if left.node != right.node { return NameOrder.precedes(names.0, names.1) }
      let operations = (graph.summary.names[left.operation], graph.summary.names[right.operation])
      return left.operation != right.operation
        ? NameOrder.precedes(operations.0, operations.1) : left.kind.rawValue < right.kind.rawValue
    }
    var places = [Int](repeating: 0, count: keys.count)
    for (place, entry) in order.enumerated() { places[entry] = place }
    return places
  }

  /// More members of one node are not named.
  private static let namedMembers = 100

  /// Fewer edges of operations are done sooner by one thread.
  private static let edgesWorthThreads = 100

  /// The report without findings.
  public func build(tool: ToolReport) -> Report {
    let counts = IndependentCounts(graph)
    let isLarge = graph.summary.edges.keys.count >= Self.edgesWorthThreads
    let (spread, paths) = SideBySide.run(threads: isLarge ? threads : 1) {
      spreading(counts)
    } and: {
      following(counts)
    }
    let entries = entries(paths, counts, spread.radii)
    return Report(
      tool: tool,
      evidence: evidence([paths.remark, LoadGenerators.remark(entries)].compactMap(\.self)),
      entries: entries,
      nodes: spread.nodes,
      edges: paths.edges,
      chains: paths.reports,
      cycles: paths.cycles,
      domains: spread.domains
    )
  }

  /// What follows from how far failures reach.
  private struct Spread {
    var radii: [EntryBlastRadius]
    var nodes: [NodeReport]
    var domains: [DomainReport]?
  }

  private func spreading(_ counts: IndependentCounts) -> Spread {
    let radii = BlastRadiusAnalysis.compute(graph, threads: threads)
    return Spread(radii: radii, nodes: nodes(radii, counts), domains: domains(radii))
  }

  /// What follows from the calls themselves.
  private struct Paths {
    var chains: Chains
    var reports: [ChainReport]
    var edges: [EdgeReport]
    var cycles: [CycleReport]
    var remark: Diagnostic?
    var dominators: [[EntryDominator]]
  }

  private func following(_ counts: IndependentCounts) -> Paths {
    let chains = Chains(graph)
    let (cycles, remark) = cycles()
    return Paths(
      chains: chains, reports: ChainReporting(graph: graph, chains: chains).reports(), edges: edges(counts),
      cycles: cycles, remark: remark, dominators: EntryDominators.compute(graph, most: EntryStructure.longest))
  }

  // MARK: - Entries

  private func entries(
    _ paths: Paths, _ counts: IndependentCounts, _ radii: [EntryBlastRadius]
  ) -> [EntryReport] {
    let time = EntryTime(graph, radii)
    let structure = EntryStructure(graph, paths.dominators, radii)
    let depth = depths(paths.chains)
    return graph.summary.entries.keys.indices.map { index in
      let key = graph.summary.entries.keys[index]
      let statistics = graph.summary.entries.statistics[index]
      return EntryReport(
        service: graph.name(key.node), operation: name(key.operation), kind: key.kind, requests: statistics.requests,
        errors: statistics.errors, latency: Self.latency(statistics.durations),
        depth: depth[index], exemplars: Self.exemplars(statistics.exemplars),
        depths: counts.depths[UInt32(index)], blocked: time.blocked(index), availability: time.availability(index),
        dominators: structure.dominators(index)
      )
    }.inOrder { left, right in left.requests != right.requests ? left.requests > right.requests : nil }
  }

  /// By entry: the most services one behind the other on a chain.
  private func depths(_ chains: Chains) -> [Int] {
    var services: [Int] = []
    for hop in chains.hops {
      services.append(hop.parent < 0 ? 1 : services[Int(hop.parent)] + (graph.kind(hop.node) == .service ? 1 : 0))
    }
    var depths = [Int](repeating: 1, count: graph.summary.entries.keys.count)
    for chain in chains.chains { depths[Int(chain.entry)] = max(depths[Int(chain.entry)], services[chain.hop]) }
    return depths
  }

  // MARK: - Nodes

  private func nodes(_ radii: [EntryBlastRadius], _ independent: IndependentCounts) -> [NodeReport] {
    let total = Double(max(1, graph.summary.entries.statistics.reduce(0) { $0 +| $1.requests }))
    var byNode: [NodeID: [EntryBlastRadius]] = [:]
    for radius in radii { if case .node(let node) = radius.target { byNode[node, default: []].append(radius) } }
    var received: [NodeID: (requests: Int, errors: Int)] = [:]
    for edge in graph.nodeEdges {
      received[edge.callee, default: (0, 0)].requests +|= edge.statistics.calls
      received[edge.callee, default: (0, 0)].errors +|= edge.statistics.errors
      received[edge.caller, default: (0, 0)].requests += 0
    }
    let brought = broughtMessages()
    let members = Dictionary(grouping: graph.summary.members, by: \.node)
    for (index, key) in graph.summary.entries.keys.enumerated() {
      let statistics = graph.summary.entries.statistics[index]
      let calls = key.kind == .message ? brought[key] ?? (0, 0) : graph.detached[key] ?? (0, 0)
      received[key.node, default: (0, 0)].requests +|= max(0, statistics.requests -| calls.0)
      received[key.node, default: (0, 0)].errors +|= max(0, statistics.errors -| calls.1)
    }
    for node in graph.summary.quality.byService.keys { received[node, default: (0, 0)].requests += 0 }
    // Nodes are numbered in the order of their names.
    return received.sorted { $0.key.index < $1.key.index }.map { node, counts in
      var report = NodeReport(
        name: graph.name(node), kind: graph.kind(node), requests: counts.requests, errors: counts.errors,
        blastRadius: blastRadius(byNode[node] ?? [], total: total),
        traces: independent.nodes[node] ?? 0, waitingPerSecond: waitingPerSecond(byNode[node] ?? [])
      )
      report.members = members[node].map { Array($0.map { name($0.name) }.sorted().prefix(Self.namedMembers)) }
      return report
    }.inOrder { left, right in
      left.blastRadius.structural != right.blastRadius.structural
        ? left.blastRadius.structural > right.blastRadius.structural : nil
    }
  }

  /// By the entry that a message is: calls that brought it, and how many of them failed. They are counted as calls already.
  private func broughtMessages() -> [EntryKey: (Int, Int)] {
    var brought: [EntryKey: (Int, Int)] = [:]
    for (index, key) in graph.summary.edges.keys.enumerated() where key.mechanism == .queue {
      let entry = EntryKey(node: key.callee, operation: key.calleeOperation, kind: .message)
      let statistics = graph.summary.edges.statistics[index]
      brought[entry, default: (0, 0)].0 +|= statistics.calls
      brought[entry, default: (0, 0)].1 +|= statistics.errors
    }
    return brought
  }

  private func waitingPerSecond(_ radii: [EntryBlastRadius]) -> Double? {
    let seconds = graph.summary.quality.seconds
    let requests = radii.reduce(0) { $0 +| $1.requests }
    guard seconds > 0, requests > 0 else { return nil }
    return (Double(requests) / seconds * 1000).rounded() / 1000
  }

  // MARK: - Failure domains

  private func domains(_ radii: [EntryBlastRadius]) -> [DomainReport]? {
    let total = Double(max(1, graph.summary.entries.statistics.reduce(0) { $0 +| $1.requests }))
    var byDomain: [FailureDomain: [EntryBlastRadius]] = [:]
    for radius in radii { if case .domain(let domain) = radius.target { byDomain[domain, default: []].append(radius) } }
    let reports = graph.summary.failureDomains().map { domain, members in
      DomainReport(
        name: name(domain.name), kind: domain.kind, members: members.map(graph.name),
        blastRadius: blastRadius(byDomain[domain] ?? [], total: total))
    }
    return reports.isEmpty ? nil : reports
  }

  private func blastRadius(_ radii: [EntryBlastRadius], total: Double) -> BlastRadiusReport {
    var isPassed = [Bool](repeating: false, count: graph.summary.edges.keys.count)
    var observations = 0
    for radius in radii {
      for edge in radius.edges where !isPassed[Int(edge)] {
        isPassed[Int(edge)] = true
        observations +|= graph.summary.edges.statistics[Int(edge)].calleeFailures
      }
    }
    // Sums of fractions depend on their order; sort before adding up.
    let sorted = radii.sorted { entryPlaces[Int($0.entry)] < entryPlaces[Int($1.entry)] }
    let reports = sorted.map(entryReport)
    return BlastRadiusReport(
      structural: Self.share(sorted.reduce(0) { $0 + Double($1.requests) * scale($1) } / total),
      expected: Self.share(sorted.reduce(0) { $0 + $1.expected * scale($1) } / total),
      low: Self.share(sorted.reduce(0) { $0 + $1.low * scale($1) } / total),
      high: Self.share(sorted.reduce(0) { $0 + $1.high * scale($1) } / total),
      observations: observations,
      // Already in order of their names.
      entries: reports.indices.sorted { left, right in
        reports[left].structural != reports[right].structural
          ? reports[left].structural > reports[right].structural : left < right
      }.map { reports[$0] }
    )
  }

  /// Requests of an entry for each one that tells whether it waits for the node.
  private func scale(_ radius: EntryBlastRadius) -> Double {
    let statistics = graph.summary.entries.statistics[Int(radius.entry)]
    return Double(statistics.requests) / Double(radius.telling(of: statistics))
  }

  private func entryReport(_ radius: EntryBlastRadius) -> EntryBlastRadiusReport {
    let key = graph.summary.entries.keys[Int(radius.entry)]
    let requests = Double(radius.telling(of: graph.summary.entries.statistics[Int(radius.entry)]))
    return EntryBlastRadiusReport(
      service: graph.name(key.node), operation: name(key.operation),
      structural: Self.share(Double(radius.requests) / requests), expected: Self.share(radius.expected / requests),
      low: Self.share(radius.low / requests), high: Self.share(radius.high / requests), requests: radius.requests,
      exemplars: Self.exemplars(radius.exemplars),
      unproven: edgeNames.unproven(radius.edges)
    )
  }

  // MARK: - Cycles

  /// More cycles than these are not listed.
  private static let cycleLimit = 100

  /// The cycles that most requests ran around, and a diagnostic that tells how many more there were.
  private func cycles() -> ([CycleReport], Diagnostic?) {
    let (found, leftOut) = Cycles.compute(graph)
    let reports = found.map { cycle in
      CycleReport(
        services: cycle.services.map(graph.name), reentrant: cycle.isReentrant, traces: cycle.requests,
        exemplars: Self.exemplars(cycle.exemplars)
      )
    }.sorted { left, right in
      if left.reentrant != right.reentrant { return left.reentrant }
      return left.traces != right.traces
        ? left.traces > right.traces : left.services.lexicographicallyPrecedes(right.services)
    }
    let more = max(0, reports.count - Self.cycleLimit) + leftOut
    guard more > 0 else { return (reports, nil) }
    return (
      Array(reports.prefix(Self.cycleLimit)),
      Diagnostic(
        id: "cycles-left-out",
        message: "More synchronous cycles were found than are listed; those that most requests ran around are.",
        advice: "Look for traces that join many units of work.", count: more, isLoss: false)
    )
  }

  // MARK: - Small conversions

  func name(_ id: NameID) -> String { graph.summary.names[id] }

  static func exemplars(_ set: ExemplarSet) -> [String] { set.traces.map(\.description) }

  static func latency(_ histogram: DurationHistogram) -> LatencyReport {
    LatencyReport(
      p50: seconds(histogram.quantile(0.5)), p95: seconds(histogram.quantile(0.95)),
      p99: seconds(histogram.quantile(0.99))
    )
  }

  /// Seconds of nanoseconds, to the microsecond.
  static func seconds(_ nanoseconds: UInt64) -> Double { (Double(nanoseconds) / 1000).rounded() / 1_000_000 }

  /// A share to six places: what lies behind is noise of the order of additions.
  static func share(_ value: Double) -> Double { (min(max(value, 0), 1) * 1_000_000).rounded() / 1_000_000 }
}
