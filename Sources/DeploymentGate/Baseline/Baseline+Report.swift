import CallClassification
public import RiskReport

extension Baseline {
  /// The state that a report shows, with the findings that it would have under the rules' settings.
  ///
  /// Findings about the quality of the data are no part of a state: a baseline must not excuse bad data.
  public init(report: Report, settings: RuleSettings = RuleSettings()) {
    self.init(report: report, findings: RuleBook.findings(in: report, settings: settings))
  }

  init(report: Report, findings: [Finding]) {
    let traces = report.evidence.traces
    let context = RuleContext(report: report, settings: RuleSettings())
    let depths = { (entry: EntryReport) in
      (0..<max(0, min(entry.depth, 1000))).map { context.requests(of: entry, deeperThan: $0) }
    }
    let nodes = Dictionary(report.nodes.map { ($0.name, $0) }) { first, _ in first }
    let operations = Self.operations(report)
    self.init(
      tool: report.tool,
      evidence: BaselineEvidence(traces: traces, spans: report.evidence.spans),
      services: report.evidence.byService.filter { $0.spans > 0 }
        .map {
          BaselineService(
            name: $0.service, traces: nodes[$0.service]?.observations(of: traces) ?? min($0.spans, traces),
            operations: operations[$0.service] ?? [])
        }
        .sorted { $0.name < $1.name },
      entries: Self.merged(
        report.entries.map {
          BaselineEntry(
            service: $0.service, operation: $0.operation, kind: $0.kind, requests: $0.requests, depths: depths($0))
        }),
      nodes: report.nodes.compactMap(BaselineNode.init).sorted { $0.name < $1.name },
      edges: report.edges.map { BaselineEdge($0, traces: traces) }
        .sorted { ($0.caller, $0.callee, $0.via ?? "") < ($1.caller, $1.callee, $1.via ?? "") },
      cycles: report.cycles.map { BaselineCycle(services: $0.services, reentrant: $0.reentrant, traces: $0.traces) }
        .sorted { ($0.path, $0.traces) < ($1.path, $1.traces) },
      findings: findings.filter { !$0.isAboutData }.map(BaselineFinding.init)
        .sorted { ($0.rule, $0.subject) < ($1.rule, $1.subject) })
  }
}

extension Baseline {
  /// By service, what it is asked for.
  private static func operations(_ report: Report) -> [String: [String]] {
    var operations: [String: Set<String>] = [:]
    for edge in report.edges { operations[edge.callee, default: []].formUnion(edge.operations.map(\.calleeOperation)) }
    for entry in report.entries { operations[entry.service, default: []].insert(entry.operation) }
    return operations.mapValues { Array($0.subtracting([""]).sorted().prefix(BaselineService.mostOperations)) }
  }

  /// One entry a name, sorted: an operation that both requests and messages enter by is one place.
  private static func merged(_ entries: [BaselineEntry]) -> [BaselineEntry] {
    var byName: [EntryName: BaselineEntry] = [:]
    for entry in entries {
      guard let other = byName[entry.name] else {
        byName[entry.name] = entry
        continue
      }
      let depths = (0..<max(entry.depths.count, other.depths.count)).map { index in
        [entry, other].sum { $0.depths.indices.contains(index) ? $0.depths[index] : 0 }
      }
      byName[entry.name] = BaselineEntry(
        service: entry.service, operation: entry.operation, kind: other.kind,
        requests: [entry, other].sum(of: \.requests), depths: depths)
    }
    return byName.values.sorted { $0.name < $1.name }
  }
}

extension BaselineNode {
  fileprivate init?(_ node: NodeReport) {
    let reach = node.blastRadius.entries.filter { $0.service != node.name && $0.requests > 0 }
    guard !reach.isEmpty else { return nil }
    let byName = Dictionary(grouping: reach, by: \.name).mapValues { $0.sum(of: \.requests) }
    self.init(
      name: node.name, kind: node.kind,
      entries: byName.map { BaselineReach(service: $0.service, operation: $0.operation, requests: $1) }
        .sorted { $0.name < $1.name })
  }
}

extension BaselineEdge {
  fileprivate init(_ edge: EdgeReport, traces: Int) {
    self.init(
      caller: edge.caller, callee: edge.callee, via: edge.via, mechanism: edge.mechanism, verdict: edge.verdict,
      calls: edge.calls, traces: min(edge.observations, traces), waits: edge.states.waits,
      doesNotWait: edge.states.doesNotWait, failures: edge.propagation.calleeErrors,
      propagated: edge.propagation.propagated, unanswered: edge.unanswered)
  }
}

extension BaselineFinding {
  fileprivate init(_ finding: Finding) {
    self.init(
      id: finding.id, rule: finding.rule, severity: finding.severity, subject: finding.subject,
      place: finding.place ?? .system, measure: finding.measure)
  }
}

extension BaselineCycle {
  /// As people read it.
  var path: String { (services + services.prefix(1)).joined(separator: " → ") }
}

extension NodeReport {
  /// Traces that it took part in; where an older report lacks them, the requests of entries that wait for it.
  fileprivate func observations(of all: Int) -> Int {
    if let traces { return traces }
    let waiting = blastRadius.entries.sum(of: \.requests)
    return min(all, waiting > 0 ? waiting : requests)
  }
}

extension Finding {
  /// Whether it is about the data, not about the system. Such findings keep the gate closed, but never fail it.
  var isAboutData: Bool { Self.rulesAboutData.contains(rule) }

  private static let rulesAboutData = Set([RuleID.evidenceFloor, .orphanSpans, .lostContext].map(\.rawValue))
}
