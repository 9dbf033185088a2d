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

  private let chains: Chains
  private let total: Double

  init(graph: SpreadGraph, chains: Chains) {
    self.graph = graph
    self.chains = chains
    total = Double(max(1, graph.summary.entries.statistics.reduce(0) { $0 +| $1.requests }))
  }

  /// The riskiest chains, the highest risk first. Only these are put into words.
  func reports() -> [ChainReport] {
    let identifiers = Identifiers(chains, graph)
    let ranked = chains.chains.indices.map { index in
      let chain = chains.chains[index]
      return Ranked(
        chain: index, risk: Self.sum(parts(chain)), requests: chain.requests, id: identifiers.value(of: chain))
    }
    return ranked.sorted { left, right in
      if left.risk != right.risk { return left.risk > right.risk }
      if left.requests != right.requests { return left.requests > right.requests }
      return left.id < right.id
    }
    .prefix(Self.limit).map { report(chains.chains[$0.chain], risk: $0.risk, id: $0.id) }
  }

  private struct Ranked {
    var chain: Int
    var risk: Double
    var requests: Int
    var id: UInt64
  }

  /// For each hop behind the entry the share of all requests that a failure there fails over this chain.
  private func parts(_ chain: Chain) -> [Double] {
    var reach = Double(chain.requests) / total
    return chains.edges(of: chain).map { edge in
      reach *= graph.propagation[Int(edge)].probability
      return ReportBuilder.share(reach)
    }
  }

  private static func sum(_ parts: [Double]) -> Double { (parts.reduce(0, +) * 1_000_000).rounded() / 1_000_000 }

  private func report(_ chain: Chain, risk: Double, id: UInt64) -> ChainReport {
    let entry = graph.summary.entries.keys[Int(chain.entry)]
    let requests = max(1, graph.summary.entries.statistics[Int(chain.entry)].requests)
    var hops = [
      ChainHopReport(
        service: graph.name(entry.node), kind: .service, operation: graph.summary.names[entry.operation]
      )
    ]
    hops.append(contentsOf: chains.edges(of: chain).map(hop))
    return ChainReport(
      id: Hexadecimal.string(id), hops: hops, stopsAt: chain.stop,
      stopReason: reason(chain, last: hops[hops.count - 1]),
      traces: chain.requests, share: ReportBuilder.share(Double(chain.requests) / Double(requests)), risk: risk,
      riskParts: zip(hops.dropFirst(), parts(chain)).map { RiskPartReport(name: $0.name, value: $1) },
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
      return "\(last.name) answered in \(estimate.failures -| estimate.propagated) of \(estimate.failures) failures of "
        + graph.name(beyond.callee)
    }
  }

  /// The identifiers of chains: made from the names of their hops, the entry's operation, and where they stop.
  private struct Identifiers {
    private let graph: SpreadGraph
    /// By hop: the hash of the names up to it, and the entry of its first.
    private var hashes: [StableHash] = []

    init(_ chains: Chains, _ graph: SpreadGraph) {
      self.graph = graph
      for hop in chains.hops {
        var hash = StableHash()
        if hop.parent >= 0 { hash = hashes[Int(hop.parent)] } else { hash.combine("chain") }
        hash.combine(graph.name(hop.node))
        hashes.append(hash)
      }
    }

    func value(of chain: Chain) -> UInt64 {
      var hash = hashes[chain.hop]
      hash.combine(graph.summary.names[graph.summary.entries.keys[Int(chain.entry)].operation])
      hash.combine(chain.stop.rawValue)
      hash.combine(chain.stopEdge.map { graph.name(graph.summary.edges.keys[Int($0)].callee) } ?? "")
      return hash.value
    }
  }
}
