public import CallClassification
public import FailureSpread
internal import TraceModel

/// The names that nodes, failure domains and edges of a system go by: the one place where a name that somebody typed
/// becomes what it means, for every command.
///
/// A name means every node of it: a service and a database may have one name. `NAME (KIND)` means one of them.
public struct SystemNames: Sendable {
  public struct Node: Sendable, Hashable {
    public var name: String
    public var kind: NodeKind
    /// Whether traffic was seen at it. The table of an analysis also holds names that turned out to be other nodes.
    var isLive = true

    /// `cart (database)`: the name that no other node has.
    var qualified: String { "\(name) (\(kind.rawValue))" }
  }

  struct Domain: Sendable {
    var name: String
    var kind: FailureDomainKind
    var members: [Int]

    var qualified: String { "\(name) (\(kind.words))" }
  }

  struct Edge: Sendable {
    var id: String
    var caller: String
    var callee: String
    var via: String?

    /// `caller..callee via topic`.
    var subject: String { FindingPlace.edge(caller: caller, callee: callee, via: via).subject }
  }

  public let nodes: [Node]
  let domains: [Domain]
  let edges: [Edge]

  /// The names of a report; indices are those of its nodes and edges.
  public init(_ report: Report) {
    nodes = report.nodes.map { Node(name: $0.name, kind: $0.kind) }
    let places = Dictionary(grouping: report.nodes.indices) { report.nodes[$0].name }
    domains = (report.domains ?? []).map { domain in
      Domain(name: domain.name, kind: domain.kind, members: domain.members.flatMap { places[$0] ?? [] })
    }
    edges = report.edges.map { Edge(id: $0.id, caller: $0.caller, callee: $0.callee, via: $0.via) }
  }

  /// The names of an analysis; indices are those of its nodes and of the edges between nodes.
  public init(_ graph: SpreadGraph) {
    var isLive = [Bool](repeating: false, count: graph.summary.nodes.nodes.count)
    func meet(_ node: NodeID) { if isLive.indices.contains(Int(node.index)) { isLive[Int(node.index)] = true } }
    for edge in graph.nodeEdges { for node in [edge.caller, edge.callee, edge.via] { meet(node) } }
    for key in graph.summary.entries.keys { meet(key.node) }
    for node in graph.summary.quality.byService.keys { meet(node) }
    nodes = graph.summary.nodes.nodes.indices.map { index in
      let id = NodeID(index: UInt32(index))
      return Node(name: graph.name(id), kind: graph.kind(id), isLive: isLive[index])
    }
    domains = graph.summary.failureDomains().map { domain, members in
      Domain(name: graph.summary.names[domain.name], kind: domain.kind, members: members.map { Int($0.index) })
    }
    edges = graph.nodeEdges.map { edge in
      let (caller, callee) = (graph.name(edge.caller), graph.name(edge.callee))
      let via = edge.via.isNone ? nil : graph.name(edge.via)
      return Edge(
        id: ReportBuilder.edgeID(caller: caller, callee: callee, via: via), caller: caller, callee: callee, via: via)
    }
  }

  // MARK: - Nodes

  /// The nodes that a name stands for: all of that name, or else the members of the failure domain of that name.
  ///
  /// - Throws: when there is no such node, with what may be meant.
  public func nodes(named text: String) throws(NameError) -> [Int] {
    let found = nodes(of: text)
    if !found.isEmpty { return found }
    let members = domains(of: text).flatMap { domains[$0].members }
    if !members.isEmpty { return Set(members).sorted() }
    throw NameError(
      name: text, problem: "No node or failure domain is called '\(SafeText.inert(text, limit: 160))'.",
      suggestion: NameError.suggestion(for: text, among: nodeNames, kinds: "nodes"))
  }

  /// What nodes and domains are called.
  var nodeNames: [String] { nodes.filter(\.isLive).map(\.name) + domains.map(\.name) }

  /// The nodes of a name, as it is or as reports print it; none where no node has it.
  func nodes(of text: String) -> [Int] {
    matching(nodes.indices.filter { nodes[$0].isLive }, text) { [nodes[$0].name, nodes[$0].qualified] }
  }

  func domains(of text: String) -> [Int] {
    matching(Array(domains.indices), text) { [domains[$0].name, domains[$0].qualified] }
  }

  /// Those with that very name; else those that are printed like that: made harmless, or cut in the middle.
  private func matching(_ candidates: [Int], _ text: String, names: (Int) -> [String]) -> [Int] {
    for index in 0..<2 {
      let exact = candidates.filter { names($0)[index] == text }
      if !exact.isEmpty { return exact }
    }
    guard PrintedName.isPossible(text) else { return [] }
    return candidates.filter { PrintedName(text).stands(for: names($0)[0]) }
  }

  /// The names of nodes, with their kinds where two would be the same; sorted.
  func labels(of indices: some Sequence<Int>) -> [String] {
    let chosen = Set(indices).filter { nodes[$0].isLive }
    let byName = Dictionary(grouping: chosen) { nodes[$0].name }
    return NameOrder.sorted(
      chosen.map { (byName[nodes[$0].name]?.count ?? 0) > 1 ? nodes[$0].qualified : nodes[$0].name })
  }
}
