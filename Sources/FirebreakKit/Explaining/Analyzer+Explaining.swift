public import RiskReport
internal import TraceModel

extension Analyzer {
  /// Explains whatever a report prints: an edge (`caller..callee`, `caller..callee via topic`), an id of an edge, finding or
  /// chain or its first digits, a node, a failure domain, an entry (`service operation`), the subject of a finding, or a
  /// rule. A name means all that it stands for.
  ///
  /// - Throws: when the report knows no such thing, with what may be meant.
  public func explanations(
    of subject: String, in report: Report, of input: AnalysisInput
  ) throws(NameError) -> [Explanation] {
    try ReportNames(report).subjects(named: subject).map { explanation(of: $0, in: report, of: input) }
  }

  /// The same.
  ///
  /// - Returns: nothing when the report knows no such thing.
  public func explain(_ subject: String, in report: Report, of input: AnalysisInput) -> [Explanation] {
    (try? explanations(of: subject, in: report, of: input)) ?? []
  }

  private func explanation(of subject: ReportSubject, in report: Report, of input: AnalysisInput) -> Explanation {
    switch subject {
    case .edge(let index):
      let edge = report.edges[index]
      return .edge(edge, examples: ExampleCollector(batch: input.store.batch, edge: edge).examples())
    case .finding(let index):
      let finding = report.findings[index]
      return .finding(
        finding, edges: report.edges.filter { finding.edges.contains($0.id) },
        chains: report.chains.filter { finding.chains.contains($0.id) })
    case .chain(let index): return .chain(report.chains[index])
    case .node(let index):
      let node = report.nodes[index]
      return .node(node, chains: report.chains.filter { $0.hops.dropFirst().contains { $0.name == node.name } })
    case .domain(let index): return .domain((report.domains ?? [])[index])
    case .entry(let index): return self.entry(report.entries[index], in: report)
    case .rule(let rule): return .rule(rule)
    }
  }

  private func entry(_ entry: EntryReport, in report: Report) -> Explanation {
    let nodes = report.nodes.flatMap { node in
      node.blastRadius.entries.filter { $0.name == entry.name }.map { NodeAtEntry(node: node.name, radius: $0) }
    }
    return .entry(
      entry,
      nodes: nodes.indices.sorted { left, right in
        // The nodes stand in a fixed order: of equal names the first comes first.
        if nodes[left].radius.expected != nodes[right].radius.expected {
          return nodes[left].radius.expected > nodes[right].radius.expected
        }
        return nodes[left].node != nodes[right].node ? nodes[left].node < nodes[right].node : left < right
      }.map { nodes[$0] },
      chains: report.chains.filter {
        $0.hops.first?.name == entry.service && $0.hops.first?.operation == entry.operation
      })
  }
}
