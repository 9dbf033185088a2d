import CallClassification
import FailureSpread

@testable import RiskReport

extension Report {
  /// The report with what fails together, where time goes, what was never seen failing, and the best firebreaks: names
  /// come from `names`, in turn, or are those of the shop.
  func detailed(_ names: [String] = []) -> Report {
    var report = self
    func name(_ place: Int, _ own: String) -> String { names.isEmpty ? own : names[place % names.count] }
    report.domains = [
      DomainReport(
        name: name(0, "postgresql@db.internal"), kind: .databaseServer,
        members: [name(1, "catalog-db"), name(2, "orders-db")], blastRadius: radius(0.64, 0.3, name(3, "storefront"))),
      DomainReport(
        name: name(4, "node-7"), kind: .host, members: [name(5, "fraud"), name(6, "payment")],
        blastRadius: radius(0.41, 0.4, name(7, "storefront"))),
      DomainReport(
        name: name(8, "node-8"), kind: .host, members: [name(9, "admin")],
        blastRadius: radius(0.03, 0.03, name(10, "admin"))),
    ]
    for place in report.entries.indices {
      report.entries[place].blocked = [
        BlockedReport(node: name(place, "ordering"), share: 0.62),
        BlockedReport(node: name(place + 1, "payment"), share: 0.4),
        BlockedReport(node: name(place + 2, "orders-db"), share: 0.1),
        BlockedReport(node: name(place + 3, "fraud"), share: 0.01),
      ]
      report.entries[place].availability = AvailabilityReport(
        dependencies: [name(place + 4, "ordering"), name(place + 5, "payment")], each: 0.999, ceiling: 0.998)
    }
    for place in report.nodes.indices {
      report.nodes[place].waitingPerSecond = Double(report.nodes.count - place) / 4
      for entry in report.nodes[place].blastRadius.entries.indices {
        report.nodes[place].blastRadius.entries[entry].low = 0
        report.nodes[place].blastRadius.entries[entry].unproven = [
          "ordering..orders-db", name(place, "storefront..nowhere"),
        ]
      }
    }
    for place in report.edges.indices where place % 3 == 0 {
      report.edges[place].deadline = DeadlineReport(calls: 7, seconds: 1, workedOn: 5, calleeP99: 3.1)
      report.edges[place].retries = RetryReport(
        logicalCalls: 200, retried: 9, attempts: CountReport(p50: 2, p95: 3, most: 255))
    }
    for place in report.findings.indices where place < 2 || !names.isEmpty {
      report.findings[place].firebreaks = [
        FirebreakReport(
          caller: name(place, "ordering"), callee: name(place + 1, "payment"), removes: 0.8, measure: .timeout,
          reason: name(place + 2, "the spans do not show whether the answer is used at once")),
        FirebreakReport(
          caller: name(place + 3, "storefront"), callee: name(place + 4, "ordering"), removes: 0.2, measure: .queue,
          reason: name(place + 5, "the work is one-way")),
      ]
    }
    return report
  }

  private func radius(_ structural: Double, _ expected: Double, _ service: String) -> BlastRadiusReport {
    BlastRadiusReport(
      structural: structural, expected: expected, low: 0.1, high: structural, observations: 4,
      entries: [
        EntryBlastRadiusReport(
          service: service, operation: "POST /checkout", structural: 1, expected: 0.9, low: 0, high: 1, requests: 264,
          exemplars: [], unproven: ["ordering..orders-db"])
      ])
  }
}

extension SampleReport {
  static let detailed = shop.detailed()
}

extension HostileReport {
  static let detailed = report.detailed(names)
}
