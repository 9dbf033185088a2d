internal import CallClassification

/// The part of a report's graph that a reader of a change needs: the worst chains, what the findings are about, and the
/// firebreaks next to them.
struct RiskyPart {
  /// The report with that part's nodes and edges alone.
  let report: Report
  let leftOutNodes: Int
  let leftOutEdges: Int

  init(_ report: Report, chains: Int = 10) {
    var pairs: Set<[String]> = []
    var names: Set<String> = []
    for chain in report.chains.prefix(chains) {
      for (hop, next) in zip(chain.hops, chain.hops.dropFirst()) { pairs.insert([hop.name, next.name]) }
      names.formUnion(chain.hops.map(\.name))
    }
    var identifiers: Set<String> = []
    for finding in report.findings where finding.severity != .note && finding.waiver == nil {
      identifiers.formUnion(finding.edges)
      names.formUnion(finding.nodes)
    }
    let topics = Set(report.nodes.filter { $0.kind == .queue }.map(\.name))
    let edges = report.edges.filter { edge in
      if identifiers.contains(edge.id) || pairs.contains([edge.caller, edge.callee]) { return true }
      return edge.verdict == .asynchronous && names.contains(edge.caller)
        || edge.mechanism == .queue && names.contains(edge.caller) && topics.contains(edge.callee)
    }
    var part = report
    part.edges = edges
    names.formUnion(edges.flatMap { [$0.caller, $0.callee] + ($0.via.map { [$0] } ?? []) })
    part.nodes = report.nodes.filter { names.contains($0.name) }
    self.report = part
    leftOutNodes = report.nodes.count - part.nodes.count
    leftOutEdges = report.edges.count - edges.count
  }
}
