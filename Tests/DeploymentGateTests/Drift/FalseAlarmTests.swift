import RiskReport
import TestSupport
import Testing

@testable import DeploymentGate

@Suite("The gate against chance")
struct FalseAlarmTests {
  @Test("random halves of one unchanged system hardly ever fail", arguments: [(200, 100), (2000, 40)])
  func halves(_ count: Int, _ runs: Int) throws {
    var random = SplitMix(state: UInt64(count))
    let system = SyntheticSystem.shop(&random)
    let today = try #require(CalendarDate("2026-01-01"))
    // Everything that can fail does: the property must hold for warnings too.
    let policy = try Policy(yaml: "fail-on: warning")
    var pool = system.requests(2 * count, &random)
    var failed: [String] = []
    var closed = 0
    for _ in 0..<runs {
      pool.shuffle(using: &random)
      let before = Baseline(report: system.report(Array(pool[..<count])), settings: policy.rules)
      let result = Gate.evaluate(
        report: system.report(Array(pool[count...])), policy: policy, baseline: before, today: today)
      if result.exitCode == .gateFailed { failed.append(result.gate.reasons.first?.message ?? "") }
      if result.exitCode == .notEnoughEvidence { closed += 1 }
    }
    // The accepted rate is 0.5 %: more than 3 of 100 runs have a probability below 0.2 %.
    #expect(failed.count <= 3, "\(failed)")
    #expect(closed <= 3)
  }

  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let rule: RuleID
    let apply: @Sendable (inout SyntheticSystem) -> Void
  }

  static let changes = [
    Change(testDescription: "a call that waits, beside a queue", rule: .edgeBecameSynchronous) {
      $0.entries[0].calls.append(SyntheticSystem.Call(caller: "s0", callee: "w0", probability: 0.5))
    },
    Change(testDescription: "a call that every request needs", rule: .newSinglePointOfFailure) {
      $0.entries[0].calls.append(SyntheticSystem.Call(caller: "s0", callee: "loyalty", probability: 1))
    },
    Change(testDescription: "a call that a fifth of the requests makes", rule: .blastRadiusGrown) {
      $0.entries[1].calls.append(SyntheticSystem.Call(caller: "s1", callee: "loyalty", probability: 0.2))
    },
    Change(testDescription: "a conditional call that becomes the rule", rule: .blastRadiusGrown) {
      $0.entries[2].calls[0].probability = min(1, $0.entries[2].calls[0].probability + 0.4)
    },
    Change(testDescription: "an edge whose calls now wait", rule: .edgeBecameSynchronous) {
      for index in 0..<10 { $0.entries[index].calls[3].waits = index == 0 ? 1 : $0.entries[index].calls[3].waits }
    },
  ]

  @Test("a planted change is found", arguments: changes)
  func planted(_ change: Change) throws {
    var random = SplitMix(state: 7)
    var system = SyntheticSystem.shop(&random)
    system.entries[2].calls[0].probability = 0.3
    let today = try #require(CalendarDate("2026-01-01"))
    let before = Baseline(report: system.report(system.requests(1500, &random)))
    change.apply(&system)
    var found = 0
    for _ in 0..<5 {
      let result = Gate.evaluate(
        report: system.report(system.requests(1500, &random)), baseline: before, today: today)
      let ids = result.report.findings.filter { $0.rule == change.rule.rawValue && $0.severity == .error }.map(\.id)
      if result.exitCode == .gateFailed, result.gate.reasons.contains(where: { ids.contains($0.finding ?? "") }) {
        found += 1
      }
    }
    #expect(found == 5)
  }
}
