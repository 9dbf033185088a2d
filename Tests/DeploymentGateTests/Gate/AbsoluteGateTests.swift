import CallClassification
import RiskReport
import Testing

@testable import DeploymentGate

@Suite("The gate without a baseline")
struct AbsoluteGateTests {
  typealias F = GateFixture

  static func judge(_ report: Report, _ yaml: String = "", changed: [String] = []) throws -> GateResult {
    Gate.evaluate(report: report, policy: try Policy(yaml: yaml), today: F.today, changed: changed)
  }

  @Test("a small system passes the default policy")
  func passes() throws {
    let result = try Self.judge(F.report([(F.callsThree, 50)]))
    #expect(F.lines(result) == ["passed", "note No baseline: only the limits were judged.", "note No finding of severity error was made."])
    #expect(result.exitCode == .passed)
    #expect(F.findings(result) == ["warning blast-radius pay -"])
  }

  @Test("a broken limit fails and names the policy's line")
  func fails() throws {
    let result = try Self.judge(F.report([(F.callsThree, 50)]), "rules:\n  synchronous-chain-depth:\n    limit: 2\n")
    #expect(result.exitCode == .gateFailed)
    let reason = try #require(result.gate.reasons.first)
    #expect(reason.policy == "firebreak.yml:2" && reason.severity == .error)
    #expect(reason.message.hasPrefix("[synchronous-chain-depth] Requests of web checkout wait for 3 services"))
    #expect(!reason.advice.isEmpty && reason.finding == result.report.findings.first?.id)
  }

  @Test("`fail-on` sets the bar", arguments: [("warning", ExitCode.gateFailed), ("error", .passed), ("none", .passed)])
  func failOn(_ value: String, _ code: ExitCode) throws {
    #expect(try Self.judge(F.report([(F.callsThree, 50)]), "fail-on: \(value)").exitCode == code)
  }

  @Test("policy edges: forbidden, queued")
  func edges() throws {
    let yaml = """
      groups: { core: [risk] }
      edges:
        forbidden:
          - { from: pay, to: core, reason: risk may be slow }
      """
    let failed = try Self.judge(F.report([(F.callsThree, 50)]), yaml)
    #expect(failed.gate.reasons.compactMap(\.policy) == ["firebreak.yml:4"])
    #expect(failed.gate.reasons.first?.message.contains("risk may be slow") == true)
    #expect(try Self.judge(F.report([(F.queued, 50)]), yaml).exitCode == .passed)
  }

  @Test("nothing read is not enough evidence, and nothing else is said")
  func empty() throws {
    let result = try Self.judge(F.report([]), "quality: { required-services: [web] }")
    #expect(result.exitCode == .notEnoughEvidence)
    #expect(result.gate.reasons.map(\.message) == ["No usable span was read, so there is nothing to judge."])
  }

  @Test(
    "missing evidence keeps the gate closed",
    arguments: [
      (5, "", "error Only 5 usable traces were read; at least 20 are needed."),
      (50, "quality: { min-traces: 60 }", "error Only 50 usable traces were read; at least 60 are needed."),
      (50, "quality: { required-services: [cart] }", "error The service cart is required and has no span in this run."),
      (
        50, "quality: { services: [{ service: risk, min-spans: 51 }] }",
        "error risk has 50 spans; at least 51 are needed."
      ),
    ])
  func evidence(_ times: Int, _ yaml: String, _ reason: String) throws {
    let result = try Self.judge(F.report([(F.callsThree, times)]), yaml)
    #expect(F.lines(result) == ["notEnoughEvidence", reason, "note No baseline: only the limits were judged."])
    #expect(result.gate.reasons.allSatisfy { !$0.advice.isEmpty })
  }

  @Test("orphans of one service keep the gate closed although the total is fine")
  func orphans() throws {
    let lost = "risk SERVER score 0..10 ^"
    let result = try Self.judge(F.report([(F.callsThree, 100), (lost, 40)]))
    #expect(result.exitCode == .notEnoughEvidence)
    #expect(result.gate.reasons.map(\.message).contains { $0.contains("of the spans of risk lack their parent") })
  }

  @Test("failing findings win over missing evidence, and both are told")
  func both() throws {
    let result = try Self.judge(F.report([(F.callsThree, 5)]), "rules: { synchronous-chain-depth: { limit: 2 } }")
    #expect(result.exitCode == .gateFailed && result.gate.reasons.filter { $0.severity == .error }.count == 2)
  }

  @Test("a name of the policy that was never seen is told, so that a slip of the pen does not switch a rule off")
  func unmatchedNames() throws {
    let yaml = """
      groups: { core: [risk] }
      edges: { forbidden: [{ from: web, to: cor }] }
      declared:
        - { caller: pay, callee: audit, verdict: asynchronous, reason: r }
      """
    let result = try Self.judge(F.report([(F.queued, 50)]), yaml)
    #expect(
      result.gate.reasons.filter { $0.severity == .warning }.map(\.message) == [
        "cor in `to` of `edges.forbidden` names neither a group nor a node that was seen. Did you mean core?",
        "audit in `callee` of `declared` names neither a group nor a node that was seen.",
      ])
    #expect(result.gate.reasons.compactMap(\.policy).prefix(2) == ["firebreak.yml:2", "firebreak.yml:4"])
  }

  @Test("--changed judges only what touches the change, and names the rest")
  func changed() throws {
    let yaml = "edges: { forbidden: [{ from: pay, to: risk }] }"
    let report = F.report([(F.callsThree, 50)])
    #expect(try Self.judge(report, yaml, changed: ["risk"]).exitCode == .gateFailed)
    let elsewhere = try Self.judge(report, yaml, changed: ["web"])
    #expect(elsewhere.exitCode == .passed)
    #expect(elsewhere.gate.reasons.last?.message.hasPrefix("Not judged, since it touches no changed service: ") == true)
    let unknown = try Self.judge(report, yaml, changed: ["wep"])
    #expect(unknown.exitCode == .notEnoughEvidence)
    #expect(unknown.gate.reasons.first?.message.hasSuffix("Did you mean web?") == true)
  }

  @Test("an unknown verdict on a judged edge keeps the gate closed, unless it is to count as synchronous")
  func unknown() throws {
    var report = F.report([(F.callsThree, 50)])
    let index = try #require(report.edges.firstIndex { $0.callee == "risk" })
    report.edges[index].verdict = .unknown
    let forbidden = "edges: { forbidden: [{ from: pay, to: risk }] }\nquality: { max-unknown-share: 1"
    let open = try Self.judge(report, forbidden + " }")
    #expect(open.exitCode == .notEnoughEvidence)
    #expect(open.gate.reasons.first?.message.contains("could not be judged, which counts as synchronous") == true)
    let strict = try Self.judge(report, forbidden + ", unknown-verdicts: count-as-synchronous }")
    #expect(strict.exitCode == .gateFailed)
  }
}
