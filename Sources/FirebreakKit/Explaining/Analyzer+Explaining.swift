public import RiskReport
internal import TraceModel

extension Analyzer {
  /// Explains an edge (`caller..callee` or its id), a finding's or chain's id, the name of a
  /// node, of a failure domain or of an entry (`service operation`), or a rule.
  ///
  /// - Returns: nothing when the report knows no such thing.
  public func explain(_ subject: String, in report: Report, of input: AnalysisInput) -> [Explanation] {
    var explanations: [Explanation] = []
    for edge in report.edges where edge.id == subject || "\(edge.caller)..\(edge.callee)" == subject {
      explanations.append(.edge(edge, examples: ExampleCollector(batch: input.store.batch, edge: edge).examples()))
    }
    for finding in report.findings where finding.id == subject {
      explanations.append(
        .finding(
          finding, edges: report.edges.filter { finding.edges.contains($0.id) },
          chains: report.chains.filter { finding.chains.contains($0.id) }))
    }
    for chain in report.chains where chain.id == subject { explanations.append(.chain(chain)) }
    if explanations.isEmpty {
      for node in report.nodes where node.name == subject {
        explanations.append(
          .node(node, chains: report.chains.filter { $0.hops.dropFirst().contains { $0.name == node.name } }))
      }
    }
    // A domain may be called like its only member: what it means together is told as well.
    for domain in report.domains ?? [] where domain.name == subject { explanations.append(.domain(domain)) }
    if explanations.isEmpty { explanations = entries(subject, in: report) }
    if explanations.isEmpty, let rule = RuleDescription.named(subject) { explanations.append(.rule(rule)) }
    return explanations
  }

  private func entries(_ subject: String, in report: Report) -> [Explanation] {
    report.entries.filter { $0.name.description == subject }.map { entry in
      let nodes = report.nodes.flatMap { node in
        node.blastRadius.entries.filter { $0.name == entry.name }.map { NodeAtEntry(node: node.name, radius: $0) }
      }
      return .entry(
        entry,
        nodes: nodes.sorted { left, right in
          left.radius.expected != right.radius.expected
            ? left.radius.expected > right.radius.expected : left.node < right.node
        },
        chains: report.chains.filter {
          $0.hops.first?.name == entry.service && $0.hops.first?.operation == entry.operation
        })
    }
  }
}
