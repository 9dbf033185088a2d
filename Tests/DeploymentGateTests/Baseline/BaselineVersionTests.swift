import RiskReport
import Testing

@testable import DeploymentGate

@Suite("Baselines of other rules")
struct BaselineVersionTests {
  typealias F = GateFixture

  /// A baseline as 0.1 wrote it: without a version, under the old names.
  private static func old(_ picture: String, names: [String: String] = [:]) -> Baseline {
    var state = Baseline(report: F.report([(picture, 60)])).renamed(nodes: names)
    state.rulesVersion = nil
    for index in state.services.indices { state.services[index].operations = nil }
    return state
  }

  @Test("They are not compared, keep the gate closed, and the command to migrate is printed")
  func closed() throws {
    let result = Gate.evaluate(
      report: F.report([(F.queuedAndCalled, 60)]), baseline: Self.old(F.queued), today: F.today,
      remedy: BaselineRemedy(paths: ["my traces/"]))
    #expect(result.exitCode == .notEnoughEvidence)
    #expect(!result.report.findings.contains { $0.baselineState != nil }, "what the rules changed is no drift")
    let reason = try #require(result.gate.reasons.first { $0.message.contains("under other rules") })
    #expect(reason.command == "firebreak baseline 'my traces/' --output=firebreak-baseline.json --update=migrate")
  }

  @Test("One in which today's rules change nothing is compared, and the report says so")
  func comparable() throws {
    let same = Gate.evaluate(report: F.report([(F.callsThree, 60)]), baseline: Self.old(F.callsThree), today: F.today)
    #expect(same.exitCode == .passed)
    #expect(same.gate.reasons.contains { $0.message.contains("under older rules") && $0.severity == .note })
    var newer = Self.old(F.callsThree)
    newer.rulesVersion = Baseline.currentRulesVersion + 1
    #expect(Gate.evaluate(report: F.report([(F.callsThree, 60)]), baseline: newer, today: F.today).exitCode == .notEnoughEvidence)
  }

  @Test("A migration takes old names over, keeps what had no traffic, and opens the gate")
  func migrate() throws {
    let policy = try Policy(
      yaml: """
        waivers:
          - { rule: blast-radius, node: "kafka:old-scores", reason: r, owner: o, expires: 2026-03-31 }
          - { rule: blast-radius, node: pay, reason: r, owner: o, expires: 2026-03-31 }
        """)
    let old = Self.old(F.queued, names: ["kafka:scores": "kafka:old-scores"])
    let report = F.report([(F.queued, 60)])
    let migration = BaselineMigration(of: old, to: Baseline(report: report), policy: policy)
    #expect(migration.names.map { "\($0.before) \($0.after)" } == ["kafka:old-scores kafka:scores"])
    #expect(migration.difference.isEmpty)
    #expect(migration.lostWaivers.map(\.target) == ["kafka:old-scores"])
    #expect(migration.baseline.rulesVersion == Baseline.currentRulesVersion)
    #expect(Gate.evaluate(report: report, baseline: migration.baseline, today: F.today).exitCode == .passed)
  }

  @Test("The baseline of 0.1 is one of these")
  func first() throws {
    let baseline = try Baseline(
      file: Array(try EarlierVersionTests.bytes("baseline.json")), named: "baseline.json")
    #expect(baseline.rulesVersion == nil && !baseline.isComparable)
  }
}
