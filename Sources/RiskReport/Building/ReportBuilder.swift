internal import CallClassification
public import FailureSpread
internal import TraceModel

/// Makes the report value of an analysis: names instead of indices, shares instead of counts, everything sorted.
public struct ReportBuilder {
  let graph: SpreadGraph

  public init(_ graph: SpreadGraph) {
    self.graph = graph
  }

  /// The report without findings.
  public func build(tool: ToolReport) -> Report {
    let radii = BlastRadiusAnalysis.compute(graph)
    let chains = Chains.compute(graph)
    let counts = IndependentCounts(graph)
    return Report(
      tool: tool,
      evidence: evidence(),
      entries: entries(chains, counts, radii),
      nodes: nodes(radii, counts),
      edges: edges(counts),
      chains: ChainReporting(graph: graph).reports(chains),
      cycles: cycles(),
      domains: domains(radii)
    )
  }

  // MARK: - Entries

  private func entries(
    _ chains: [Chain], _ counts: IndependentCounts, _ radii: [EntryBlastRadius]
  ) -> [EntryReport] {
    let time = EntryTime(graph, radii)
    var depth: [UInt32: Int] = [:]
    for chain in chains {
      let services = chain.edges.filter { graph.kind(graph.summary.edges.keys[Int($0)].callee) == .service }.count
      depth[chain.entry] = max(depth[chain.entry] ?? 1, services + 1)
    }
    return graph.summary.entries.keys.indices.map { index in
      let key = graph.summary.entries.keys[index]
      let statistics = graph.summary.entries.statistics[index]
      return EntryReport(
        service: graph.name(key.node), operation: name(key.operation), kind: key.kind, requests: statistics.requests,
        errors: statistics.errors, latency: Self.latency(statistics.durations),
        depth: depth[UInt32(index)] ?? 1, exemplars: Self.exemplars(statistics.exemplars),
        depths: counts.depths[UInt32(index)], blocked: time.blocked(index), availability: time.availability(index)
      )
    }.sorted { left, right in
      if left.requests != right.requests { return left.requests > right.requests }
      return [left.service, left.operation, left.kind.rawValue]
        .lexicographicallyPrecedes([right.service, right.operation, right.kind.rawValue])
    }
  }

  // MARK: - Nodes

  private func nodes(_ radii: [EntryBlastRadius], _ independent: IndependentCounts) -> [NodeReport] {
    let total = Double(max(1, graph.summary.entries.statistics.reduce(0) { $0 + $1.requests }))
    var byNode: [NodeID: [EntryBlastRadius]] = [:]
    for radius in radii { if case .node(let node) = radius.target { byNode[node, default: []].append(radius) } }
    var received: [NodeID: (requests: Int, errors: Int)] = [:]
    for edge in graph.nodeEdges {
      received[edge.callee, default: (0, 0)].requests += edge.statistics.calls
      received[edge.callee, default: (0, 0)].errors += edge.statistics.errors
      received[edge.caller, default: (0, 0)].requests += 0
    }
    for (index, key) in graph.summary.entries.keys.enumerated() {
      received[key.node, default: (0, 0)].requests += graph.summary.entries.statistics[index].requests
      received[key.node, default: (0, 0)].errors += graph.summary.entries.statistics[index].errors
    }
    for node in graph.summary.quality.byService.keys { received[node, default: (0, 0)].requests += 0 }
    return received.map { node, counts in
      NodeReport(
        name: graph.name(node), kind: graph.kind(node), requests: counts.requests, errors: counts.errors,
        blastRadius: blastRadius(byNode[node] ?? [], total: total),
        traces: independent.nodes[node] ?? 0, waitingPerSecond: waitingPerSecond(byNode[node] ?? [])
      )
    }.sorted { left, right in
      if left.blastRadius.structural != right.blastRadius.structural {
        return left.blastRadius.structural > right.blastRadius.structural
      }
      return left.name != right.name ? left.name < right.name : left.kind.rawValue < right.kind.rawValue
    }
  }

  private func waitingPerSecond(_ radii: [EntryBlastRadius]) -> Double? {
    let seconds = graph.summary.quality.seconds
    let requests = radii.reduce(0) { $0 + $1.requests }
    guard seconds > 0, requests > 0 else { return nil }
    return (Double(requests) / seconds * 1000).rounded() / 1000
  }

  // MARK: - Failure domains

  private func domains(_ radii: [EntryBlastRadius]) -> [DomainReport]? {
    let total = Double(max(1, graph.summary.entries.statistics.reduce(0) { $0 + $1.requests }))
    var byDomain: [FailureDomain: [EntryBlastRadius]] = [:]
    for radius in radii { if case .domain(let domain) = radius.target { byDomain[domain, default: []].append(radius) } }
    let reports = graph.summary.failureDomains().map { domain, members in
      DomainReport(
        name: name(domain.name), kind: domain.kind, members: members.map(graph.name),
        blastRadius: blastRadius(byDomain[domain] ?? [], total: total))
    }
    return reports.isEmpty ? nil : reports
  }

  /// The edges that the spread to an entry passes over and that were never seen failing: what is expected there is an
  /// assumption.
  private func unproven(_ radius: EntryBlastRadius) -> [String]? {
    let edges = Set(radius.edges.map { graph.nodeEdgeOf[Int($0)] }).map { graph.nodeEdges[$0] }
      .filter { $0.statistics.calleeFailures == 0 }
      .map { "\(graph.name($0.caller))..\(graph.name($0.callee))" }
    return edges.isEmpty ? nil : Set(edges).sorted()
  }

  private func blastRadius(_ radii: [EntryBlastRadius], total: Double) -> BlastRadiusReport {
    var edges = Set<UInt32>()
    for radius in radii { edges.formUnion(radius.edges) }
    // Sums of fractions depend on their order; sort before adding up.
    let sorted = radii.sorted { entrySortKey($0.entry).lexicographicallyPrecedes(entrySortKey($1.entry)) }
    return BlastRadiusReport(
      structural: Self.share(sorted.reduce(0) { $0 + Double($1.requests) * scale($1) } / total),
      expected: Self.share(sorted.reduce(0) { $0 + $1.expected * scale($1) } / total),
      low: Self.share(sorted.reduce(0) { $0 + $1.low * scale($1) } / total),
      high: Self.share(sorted.reduce(0) { $0 + $1.high * scale($1) } / total),
      observations: edges.reduce(0) { $0 + graph.summary.edges.statistics[Int($1)].calleeFailures },
      entries: sorted.map(entryReport).sorted { left, right in
        if left.structural != right.structural { return left.structural > right.structural }
        return [left.service, left.operation].lexicographicallyPrecedes([right.service, right.operation])
      }
    )
  }

  /// Requests of an entry for each one that tells whether it waits for the node.
  private func scale(_ radius: EntryBlastRadius) -> Double {
    let statistics = graph.summary.entries.statistics[Int(radius.entry)]
    return Double(statistics.requests) / Double(radius.telling(of: statistics))
  }

  private func entrySortKey(_ entry: UInt32) -> [String] {
    let key = graph.summary.entries.keys[Int(entry)]
    return [graph.name(key.node), name(key.operation), key.kind.rawValue]
  }

  private func entryReport(_ radius: EntryBlastRadius) -> EntryBlastRadiusReport {
    let key = graph.summary.entries.keys[Int(radius.entry)]
    let requests = Double(radius.telling(of: graph.summary.entries.statistics[Int(radius.entry)]))
    return EntryBlastRadiusReport(
      service: graph.name(key.node), operation: name(key.operation),
      structural: Self.share(Double(radius.requests) / requests), expected: Self.share(radius.expected / requests),
      low: Self.share(radius.low / requests), high: Self.share(radius.high / requests), requests: radius.requests,
      exemplars: Self.exemplars(radius.exemplars),
      unproven: unproven(radius)
    )
  }

  // MARK: - Cycles

  private func cycles() -> [CycleReport] {
    Cycles.compute(graph).map { cycle in
      CycleReport(
        services: cycle.services.map(graph.name), reentrant: cycle.isReentrant, traces: cycle.requests,
        exemplars: Self.exemplars(cycle.exemplars)
      )
    }.sorted { left, right in
      if left.reentrant != right.reentrant { return left.reentrant }
      return left.traces != right.traces
        ? left.traces > right.traces : left.services.lexicographicallyPrecedes(right.services)
    }
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
