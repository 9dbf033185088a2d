internal import CallClassification

extension GraphPicture {
  /// The picture of a report with at most `nodeLimit` nodes. What is on a chain, in a finding or spreads furthest stays.
  ///
  /// An asynchronous edge over a topic is drawn from the topic to its consumer; the publish edge to the topic is one of
  /// its own. A waiting edge over a topic is drawn straight, since the failure crosses straight.
  public init(_ report: Report, nodeLimit: Int = .max) {
    var draft = Draft(report)
    for edge in report.edges { draft.add(edge) }
    self = draft.picture(of: report, nodeLimit: nodeLimit)
  }
}

/// A picture while it is put together.
private struct Draft {
  private var nodes: [PictureNode] = []
  private var position: [String: Int] = [:]
  private var edges: [PictureEdge] = []
  private var edgePosition: [EdgeKey: Int] = [:]
  private let published: Set<[String]>

  private struct EdgeKey: Hashable {
    var from: Int
    var to: Int
    var line: PictureLine
    var via: String?
  }

  init(_ report: Report) {
    published = Set(report.edges.filter { $0.via == nil }.map { [$0.caller, $0.callee] })
    let entries = Set(report.entries.map(\.service))
    for node in report.nodes where position[node.name] == nil {
      position[node.name] = nodes.count
      nodes.append(
        PictureNode(
          name: node.name, kind: node.kind, isEntry: entries.contains(node.name),
          spread: node.blastRadius.structural.isFinite ? min(1, max(0, node.blastRadius.structural)) : 0))
    }
  }

  mutating func add(_ edge: EdgeReport) {
    let line = PictureLine(edge.verdict)
    let caller = node(edge.caller, .service)
    let callee = node(edge.callee, edge.via == nil ? .external : .service)
    guard let via = edge.via else { return add(edge, caller, callee, line, via: nil) }
    guard line == .asynchronous else { return add(edge, caller, callee, line, via: via) }
    let topic = node(via, .queue)
    if !published.contains([edge.caller, via]) { add(edge, caller, topic, .asynchronous, via: nil) }
    add(edge, topic, callee, .asynchronous, via: nil)
  }

  private mutating func add(_ edge: EdgeReport, _ from: Int, _ to: Int, _ line: PictureLine, via: String?) {
    let key = EdgeKey(from: from, to: to, line: line, via: via)
    if let known = edgePosition[key] {
      edges[known].calls &+= edge.calls
      edges[known].errors &+= edge.errors
      edges[known].ids.append(edge.id)
    } else {
      edgePosition[key] = edges.count
      edges.append(
        PictureEdge(from: from, to: to, line: line, calls: edge.calls, errors: edge.errors, via: via, ids: [edge.id]))
    }
  }

  /// The position of a node, drawn as `kind` where the report does not list it.
  private mutating func node(_ name: String, _ kind: NodeKind) -> Int {
    if let known = position[name] { return known }
    position[name] = nodes.count
    nodes.append(PictureNode(name: name, kind: kind, isEntry: false, spread: 0))
    return nodes.count - 1
  }

  func picture(of report: Report, nodeLimit: Int) -> GraphPicture {
    let order = nodes.indices.sorted { nodes[$0].name < nodes[$1].name }
    guard nodes.count > nodeLimit else { return picture(keeping: order, leavingOut: []) }
    var importance = nodes.map { $0.spread + ($0.isEntry ? 0.5 : 0) }
    func raise(_ name: String, by amount: Double) {
      if let place = position[name] { importance[place] += amount }
    }
    for finding in report.findings where finding.severity != .note {
      for name in finding.nodes { raise(name, by: 2) }
    }
    for chain in report.chains.prefix(50) {
      for hop in chain.hops { raise(hop.name, by: 1) }
    }
    let ranked = order.sorted { (importance[$1], nodes[$0].name) < (importance[$0], nodes[$1].name) }
    let kept = Set(ranked.prefix(max(0, nodeLimit)))
    return picture(keeping: order.filter(kept.contains), leavingOut: order.filter { !kept.contains($0) })
  }

  private func picture(keeping kept: [Int], leavingOut out: [Int]) -> GraphPicture {
    var place: [Int: Int] = [:]
    for (new, old) in kept.enumerated() { place[old] = new }
    var drawn = kept.map { nodes[$0] }
    var hidden: [Int: Set<Int>] = [:]
    var lines: [PictureEdge] = []
    for edge in edges {
      switch (place[edge.from], place[edge.to]) {
      case (let from?, let to?):
        var moved = edge
        (moved.from, moved.to) = (from, to)
        lines.append(moved)
      case (let from?, nil): hidden[from, default: []].insert(edge.to)
      case (nil, let to?): hidden[to, default: []].insert(edge.from)
      case (nil, nil): break
      }
    }
    for (node, neighbours) in hidden { drawn[node].hiddenNeighbours = neighbours.count }
    lines.sort { ($0.from, $0.to, $0.line.rawValue, $0.via ?? "") < ($1.from, $1.to, $1.line.rawValue, $1.via ?? "") }
    return GraphPicture(nodes: drawn, edges: lines, collapsed: out.map { nodes[$0].name })
  }
}
