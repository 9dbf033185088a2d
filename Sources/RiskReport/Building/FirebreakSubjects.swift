internal import CallClassification
internal import FailureSpread
internal import TraceModel

/// What a firebreak could do for a finding.
enum FirebreakSubject {
  /// It could take spread away: which, and whether the finding is about one edge.
  case spread(FirebreakQuestion, Kind)
  /// Nothing, and why.
  case nothing(String)

  enum Kind {
    case edge(caller: String, callee: String)
    case several
  }
}

/// Finds the spread that a finding is about, and the edges that can be cut there.
struct FirebreakSubjects {
  private var nodes: [String: NodeID] = [:]
  private var entries: [EntryName: UInt32] = [:]
  /// By `caller..callee`: indices into `SpreadGraph.nodeEdges`, and the name of what the edge passes through.
  private var edges: [String: [(edge: Int, via: String?)]] = [:]
  /// By the edge's identifier in reports.
  private var identified: [String: Int] = [:]
  private let callees: [NodeID]

  init(_ graph: SpreadGraph) {
    callees = graph.nodeEdges.map(\.callee)
    for index in graph.summary.nodes.nodes.indices {
      let id = NodeID(index: UInt32(index))
      // A service and a peer may have one name; which comes first in the table depends on the order of reading.
      let name = graph.name(id)
      if let known = nodes[name], Self.rank(known, graph) <= Self.rank(id, graph) { continue }
      nodes[name] = id
    }
    for (index, key) in graph.summary.entries.keys.enumerated() {
      entries[EntryName(service: graph.name(key.node), operation: graph.summary.names[key.operation])] = UInt32(index)
    }
    for (index, edge) in graph.nodeEdges.enumerated() {
      let (caller, callee) = (graph.name(edge.caller), graph.name(edge.callee))
      let via = edge.via.isNone ? nil : graph.name(edge.via)
      edges["\(caller)..\(callee)", default: []].append((index, via))
      identified[ReportBuilder.edgeID(caller: caller, callee: callee, via: via)] = index
    }
  }

  /// Services first, then by the names of the kinds.
  private static func rank(_ node: NodeID, _ graph: SpreadGraph) -> String {
    graph.kind(node) == .service ? "" : graph.kind(node).rawValue
  }

  /// Findings about what is known, not about what spreads.
  private static let aboutData: Set<String> = [
    RuleID.evidenceFloor.rawValue, RuleID.orphanSpans.rawValue, RuleID.lostContext.rawValue,
  ]
  /// Findings about the calls that they list: around a cycle, side by side, to a broker, tried again.
  private static let aboutListedCalls: Set<String> = [
    RuleID.synchronousCycle.rawValue, RuleID.newSynchronousCycle.rawValue, RuleID.fanOut.rawValue,
    RuleID.publishInRequest.rawValue, RuleID.retryAmplification.rawValue,
  ]

  /// - Parameter chains: by their identifiers.
  /// - Returns: nothing where the finding's place is not one of the graph.
  func subject(of finding: Finding, _ chains: [String: ChainReport]) -> FirebreakSubject? {
    if Self.aboutData.contains(finding.rule) {
      return .nothing("this is about the data, not about how a failure spreads")
    }
    guard let place = finding.place else { return nil }
    if let caller = place.caller, let callee = place.callee {
      return edge(caller, callee, place.via)
    }
    let entry = place.entry.flatMap { entries[$0] }
    if Self.aboutListedCalls.contains(finding.rule) { return listed(finding, entry) }
    if let entry {
      let onChains =
        finding.rule == RuleID.synchronousChainDepth.rawValue ? edges(on: finding.chains.compactMap { chains[$0] }) : []
      return .spread(FirebreakQuestion(entry: entry, edges: onChains), .several)
    }
    if let node = place.node.flatMap({ nodes[$0] }) { return .spread(FirebreakQuestion(nodes: [node]), .several) }
    return nil
  }

  private func edge(_ caller: String, _ callee: String, _ via: String?) -> FirebreakSubject? {
    let found = (edges["\(caller)..\(callee)"] ?? []).filter { $0.via == via }.map(\.edge).sorted()
    guard let first = found.first else { return nil }
    return .spread(
      FirebreakQuestion(nodes: [callees[first]], edges: found), .edge(caller: caller, callee: callee))
  }

  private func listed(_ finding: Finding, _ entry: UInt32?) -> FirebreakSubject? {
    var found = Set(finding.edges.compactMap { identified[$0] })
    if found.isEmpty {
      let around = zip(finding.nodes, finding.nodes.dropFirst() + finding.nodes.prefix(1))
      for (caller, callee) in around { found.formUnion((edges["\(caller)..\(callee)"] ?? []).map(\.edge)) }
    }
    guard !found.isEmpty else { return nil }
    let failing = Set(found.map { callees[$0] }).sorted { $0.index < $1.index }
    return .spread(FirebreakQuestion(nodes: failing, entry: entry, edges: found.sorted()), .several)
  }

  private func edges(on chains: [ChainReport]) -> [Int] {
    var found = Set<Int>()
    for chain in chains {
      for (hop, next) in zip(chain.hops, chain.hops.dropFirst()) {
        found.formUnion((edges["\(hop.name)..\(next.name)"] ?? []).map(\.edge))
      }
    }
    return found.sorted()
  }
}
