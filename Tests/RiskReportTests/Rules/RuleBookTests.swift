import Testing

@testable import RiskReport

@Suite("The rule book")
struct RuleBookTests {
  @Test("holds every rule once")
  func complete() {
    #expect(RuleBook.rules.map(\.id.rawValue).sorted() == RuleID.allCases.map(\.rawValue).sorted())
  }

  @Test("every rule is described for people", arguments: RuleID.allCases)
  func described(_ rule: RuleID) {
    #expect(RuleDescription.named(rule.rawValue) != nil)
  }

  @Test("ids are made from rule and subject alone and stay what they were")
  func identity() {
    let id = Finding.identity(rule: "blast-radius", subject: "cart")
    #expect(id == Finding.identity(rule: "blast-radius", subject: "cart"))
    #expect(id != Finding.identity(rule: "blast-radius", subject: "cart2"))
    #expect(id != Finding.identity(rule: "blast-radiu", subject: "scart"))
    // Baselines of earlier releases hold this id. Whoever changes it must raise `identityVersion`.
    #expect(Finding.identityVersion == 1 && id == "aec7fed42e9aaab0")
  }

  @Test("findings do not depend on findings that the report already has")
  func pure() {
    var report = SampleReport.shop
    let once = RuleBook.findings(in: report)
    report.findings = once
    #expect(RuleBook.findings(in: report) == once)
    #expect(!once.isEmpty)
  }

  @Test("numbers that no report should have do not trap")
  func hostile() {
    var report = SampleReport.shop
    report.entries[0].depth = .max
    report.entries[0].requests = 0
    report.entries[1].requests = -5
    report.nodes[1].blastRadius.structural = .nan
    report.nodes[2].blastRadius.expected = .infinity
    report.edges[0].calls = -1
    report.edges[1].states.waits = .min / 4
    report.chains[0].hops = []
    report.chains[1].share = .nan
    report.cycles = [CycleReport(services: [], reentrant: true, traces: -1, exemplars: [])]
    report.evidence.orphanSpans = 1_000_000
    report.evidence.spans = 1
    #expect(!RuleBook.findings(in: report).isEmpty)
  }
}
