import CallClassification
import FailureSpread

@testable import RiskReport

/// Small reports for single rules, made of the sample report's parts.
enum RuleFixture {
  /// `web GET /` and `web POST /orders`, 100 requests each, and a consumer.
  static func report(
    depth: Int = 2, nodes: [NodeReport] = [], edges: [EdgeReport] = [], chains: [ChainReport] = [],
    cycles: [CycleReport] = [], evidence: EvidenceReport = EvidenceReport(traces: 200, spans: 2000, services: 3)
  ) -> Report {
    Report(
      tool: ToolReport(name: "firebreak", version: "0"), evidence: evidence,
      entries: [
        entry("web", "GET /", depth: depth), entry("web", "POST /orders", depth: 1),
        entry("mailer", "orders process", kind: .message, depth: 2),
      ], nodes: nodes, edges: edges, chains: chains, cycles: cycles)
  }

  static func entry(_ service: String, _ operation: String, kind: EntryKind = .request, depth: Int) -> EntryReport {
    EntryReport(
      service: service, operation: operation, kind: kind, requests: 100, errors: 0,
      latency: LatencyReport(p50: 0.1, p95: 0.2, p99: 0.3), depth: depth, exemplars: ["e1"])
  }

  /// A node that a number of requests of some entries wait for.
  static func node(_ name: String, _ reach: [String: Int]) -> NodeReport { node(name, .service, reach) }

  static func node(_ name: String, _ kind: NodeKind, _ reach: [String: Int]) -> NodeReport {
    let entries = reach.sorted { $0.key < $1.key }.map { key, requests in
      let parts = key.split(separator: " ", maxSplits: 1).map(String.init)
      return EntryBlastRadiusReport(
        service: parts[0], operation: parts[1], structural: Double(requests) / 100, expected: 0, low: 0, high: 1,
        requests: requests, exemplars: ["t-\(name)"])
    }
    return NodeReport(
      name: name, kind: kind, requests: reach.values.reduce(0, +), errors: 0,
      blastRadius: BlastRadiusReport(
        structural: Double(reach.values.reduce(0, +)) / 300, expected: 0, low: 0, high: 1, observations: 0,
        entries: entries))
  }

  static func edge(
    _ caller: String, _ callee: String, via: String? = nil, _ mechanism: Mechanism = .http,
    _ verdict: Verdict = .synchronous, calls: Int = 100, declared: DeclaredVerdictReport? = nil
  ) -> EdgeReport {
    var edge = SampleReport.edge(caller, callee, via: via, mechanism, verdict, calls: calls)
    edge.declared = declared
    edge.traces = min(calls, 200)
    return edge
  }

  static func chain(_ services: [String], operation: String = "GET /", traces: Int = 50) -> ChainReport {
    ChainReport(
      id: services.joined(separator: "-"),
      hops: services.enumerated().map { index, name in
        ChainHopReport(
          service: name, kind: .service, operation: index == 0 ? operation : "work",
          verdict: index == 0 ? nil : .synchronous)
      },
      stopsAt: .leaf, stopReason: "nothing follows", traces: traces, share: Double(traces) / 100, risk: 0.5,
      riskParts: [], exemplars: ["c1"])
  }

  /// `rule severity subject` of every finding.
  static func lines(_ report: Report, _ settings: RuleSettings = RuleSettings()) -> [String] {
    RuleBook.findings(in: report, settings: settings).map { "\($0.rule) \($0.severity) \($0.subject)" }
  }
}
