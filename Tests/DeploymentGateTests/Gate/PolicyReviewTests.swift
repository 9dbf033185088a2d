import RiskReport
import TestSupport
import Testing

@testable import DeploymentGate

@Suite("Statements of the policy that are about nothing seen")
struct PolicyReviewTests {
  typealias F = GateFixture

  private static func warnings(_ override: String) throws -> [GateReason] {
    let policy = try Policy(yaml: "overrides:\n  - \(override)\n    rules: { blast-radius: off }\n")
    let report = F.report([(F.callsThree, 30)])
    return Gate.evaluate(report: report, policy: policy, today: F.today).gate.reasons.filter { $0.severity == .warning }
  }

  @Test(
    "an override of a mistyped name is named with the nearest right one",
    arguments: [
      ("service: wep", "wep in `service` of `overrides`", "web"),
      ("edge: { caller: web, callee: pai }", "pai in `edge.callee` of `overrides`", "pay"),
      ("entry: { service: wbe }", "wbe in `entry.service` of `overrides`", "web"),
      ("entry: { service: web, operation: chekout }", "chekout in `entry.operation` of `overrides`", "checkout"),
    ])
  func mistyped(_ override: String, _ place: String, _ nearest: String) throws {
    let warnings = try Self.warnings(override)
    #expect(warnings.count == 1)
    #expect(warnings.first?.message == "\(place) names nothing that was seen. Did you mean \(nearest)?")
    #expect(warnings.first?.policy == "firebreak.yml:2")
  }

  @Test(
    "one that fits something is not",
    arguments: [
      "service: web", "service: \"w*\"", "edge: { caller: pay, callee: risk }",
      "entry: { service: web, operation: \"*\" }",
    ])
  func fitting(_ override: String) throws { #expect(try Self.warnings(override).isEmpty) }
}
