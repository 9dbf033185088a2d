internal import CallClassification
internal import FailureSpread
internal import TraceModel

/// Ranks chains and puts them into words.
///
/// The risk of a chain is the number of requests that one failure would take down, as a share of all requests, added up
/// over the places where it could strike: for each hop behind the entry, the chain's share of all requests times the
/// probability that a failure at this hop reaches the entry. Each hop's addend is a part of the risk.
struct ChainReporting {
  /// More chains than these are not listed; the least risky are left out.
  static let limit = 200

  let graph: SpreadGraph

  func reports(_ chains: [Chain]) -> [ChainReport] {
    let total = Double(max(1, graph.summary.entries.statistics.reduce(0) { $0 + $1.requests }))
    let reports = chains.map { report($0, total: total) }.sorted { left, right in
      if left.risk != right.risk { return left.risk > right.risk }
      if left.traces != right.traces { return left.traces > right.traces }
      return left.id < right.id
    }
    return Array(reports.prefix(Self.limit))
  }

  private func report(_ chain: Chain, total: Double) -> ChainReport {
    let entry = graph.summary.entries.keys[Int(chain.entry)]
    let requests = max(1, graph.summary.entries.statistics[Int(chain.entry)].requests)
    var hops = [
      ChainHopReport(
        service: graph.name(entry.node), kind: .service, operation: graph.summary.names[entry.operation]
      )
    ]
    var parts: [RiskPartReport] = []
    var reach = Double(chain.requests) / total
    for edge in chain.edges {
      hops.append(hop(edge))
      reach *= graph.propagation[Int(edge)].probability
      parts.append(RiskPartReport(name: hops[hops.count - 1].name, value: ReportBuilder.share(reach)))
    }
    let risk = parts.reduce(0) { $0 + $1.value }
    return ChainReport(
      id: id(hops, chain), hops: hops, stopsAt: chain.stop, stopReason: reason(chain, last: hops[hops.count - 1]),
      traces: chain.requests, share: ReportBuilder.share(Double(chain.requests) / Double(requests)),
      risk: (risk * 1_000_000).rounded() / 1_000_000, riskParts: parts,
      exemplars: ReportBuilder.exemplars(chain.exemplars)
    )
  }

  private func hop(_ edge: UInt32) -> ChainHopReport {
    let key = graph.summary.edges.keys[Int(edge)]
    let statistics = graph.summary.edges.statistics[Int(edge)]
    let kind = graph.kind(key.callee)
    let name = graph.name(key.callee)
    return ChainHopReport(
      service: kind == .service ? name : nil, node: kind == .service ? nil : name, kind: kind,
      operation: graph.summary.names[key.calleeOperation], verdict: graph.verdicts[Int(edge)],
      waiting: VerdictRule().waiting(of: statistics, graph.verdicts[Int(edge)]), mechanism: key.mechanism,
      seconds: ReportBuilder.seconds(statistics.durations.quantile(0.5)),
      propagation: ReportBuilder.share(graph.propagation[Int(edge)].probability)
    )
  }

  private func reason(_ chain: Chain, last: ChainHopReport) -> String {
    let beyond = chain.stopEdge.map { graph.summary.edges.keys[Int($0)] }
    switch chain.stop {
    case .leaf: return "\(last.name) waits for nothing else"
    case .queue:
      guard let beyond else { return "the broker hands the work on; its consumers are not waited for" }
      let topic = beyond.via.isNone ? "a queue" : graph.name(beyond.via)
      return "\(last.name) hands its work to \(graph.name(beyond.callee)) over \(topic)"
    case .detached:
      let callee = beyond.map { graph.name($0.callee) } ?? "its callee"
      return "\(last.name) does not wait for \(callee)"
    case .fallback:
      guard let edge = chain.stopEdge, let beyond else { return "\(last.name) answers without its callee" }
      let estimate = graph.propagation[Int(edge)]
      return "\(last.name) answered in \(estimate.failures - estimate.propagated) of \(estimate.failures) failures of "
        + graph.name(beyond.callee)
    }
  }

  private func id(_ hops: [ChainHopReport], _ chain: Chain) -> String {
    var hash = StableHash()
    hash.combine("chain")
    for hop in hops { hash.combine(hop.name) }
    hash.combine(hops.first?.operation ?? "")
    hash.combine(chain.stop.rawValue)
    hash.combine(chain.stopEdge.map { graph.name(graph.summary.edges.keys[Int($0)].callee) } ?? "")
    return hash.hexadecimal
  }
}
