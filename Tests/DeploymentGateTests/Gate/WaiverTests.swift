import RiskReport
import Testing

@testable import DeploymentGate

@Suite("Waivers")
struct WaiverTests {
  typealias F = GateFixture

  static func judge(_ waiver: String, today: String = "2026-01-15", picture: String = F.callsThree) throws -> GateResult
  {
    let policy = try Policy(
      yaml: """
        edges: { forbidden: [{ from: pay, to: risk }] }
        waivers:
          - { rule: forbidden-synchronous-edge, \(waiver), reason: "until Q2", owner: team-pay, expires: 2026-03-31 }
        """)
    return Gate.evaluate(
      report: F.report([(picture, 50)]), policy: policy, today: try #require(CalendarDate(today)))
  }

  @Test(
    "a waiver that holds lets the finding pass and stay visible",
    arguments: ["caller: pay, callee: risk", "caller: pay", "callee: ri*", "subject: pay..risk"])
  func holds(_ selector: String) throws {
    let result = try Self.judge(selector)
    #expect(result.exitCode == .passed)
    #expect(
      result.gate.reasons.map(\.message).last == "No finding of severity error was made, except for 1 waived finding.")
    let finding = try #require(result.report.findings.first { $0.rule == "forbidden-synchronous-edge" })
    #expect(finding.waiver == WaiverReport(reason: "until Q2", owner: "team-pay", expires: "2026-03-31"))
    #expect(result.gate.counts.waived == 1)
  }

  @Test(
    "the last day is included, the day after the finding is back",
    arguments: [("2026-03-31", true), ("2026-04-01", false)])
  func expires(_ today: String, _ holds: Bool) throws {
    let result = try Self.judge("caller: pay, callee: risk", today: today)
    #expect(result.exitCode == (holds ? .passed : .gateFailed))
    let lapsed = result.gate.reasons.filter { $0.message.contains("lapsed on 2026-03-31; team-pay answers for it") }
    #expect(lapsed.count == (holds ? 0 : 1))
    #expect(lapsed.allSatisfy { $0.policy == "firebreak.yml:3" })
  }

  @Test(
    "a waiver that covers nothing says whether its place was exercised",
    arguments: [("caller: pay, callee: risk", true), ("caller: gone, callee: risk", false), ("subject: x..y", false)])
  func unmatched(_ selector: String, _ exercised: Bool) throws {
    let result = try Self.judge(selector, picture: F.queued)
    #expect(result.exitCode == .passed)
    #expect(result.gate.unmatchedWaivers.map(\.exercised) == [exercised])
  }

  @Test("a waiver for another rule covers nothing")
  func otherRule() throws {
    let policy = try Policy(
      yaml: """
        edges: { forbidden: [{ from: pay, to: risk }] }
        waivers:
          - { rule: required-queue, caller: pay, callee: risk, reason: r, owner: o, expires: 2026-03-31 }
        """)
    let result = Gate.evaluate(report: F.report([(F.callsThree, 50)]), policy: policy, today: F.today)
    #expect(result.exitCode == .gateFailed && result.gate.unmatchedWaivers.count == 1)
  }

  @Test("a pattern with hardly a letter that matches every name covers nothing", arguments: ["node: \"*a*\"", "entry: { service: \"*e*\" }"])
  func everything(_ place: String) throws {
    let policy = try Policy(
      yaml: """
        rules: { synchronous-chain-depth: { limit: 1 } }
        fail-on: warning
        waivers:
          - { rule: synchronous-chain-depth, \(place), reason: r, owner: o, expires: 2026-03-31 }
          - { rule: blast-radius, \(place), reason: r, owner: o, expires: 2026-03-31 }
        """)
    let picture = "web SERVER a 0..9\n  web CLIENT b 1..8\n    tea SERVER b 2..7"
    let other = "tea SERVER a 0..9\n  tea CLIENT b 1..8\n    meal SERVER b 2..7"
    let result = Gate.evaluate(
      report: F.report([(picture.replacing("web", with: "sea"), 50), (other, 50)]), policy: policy, today: F.today)
    #expect(result.exitCode == .gateFailed)
    #expect(result.gate.reasons.filter { $0.message.contains("matches every name that was seen") }.count == 2)
  }

  @Test("a waiver for a mistyped name is named with the nearest right one")
  func mistyped() throws {
    let result = try Self.judge("node: rsik")
    #expect(result.gate.reasons.contains { $0.message.contains("Did you mean risk?") })
  }
}
