import RiskReport
import Testing

@testable import DeploymentGate

@Suite("A gate without a baseline")
struct NoBaselineTests {
  typealias F = GateFixture

  private static func judge(_ yaml: String, baseline: Baseline? = nil) throws -> GateResult {
    Gate.evaluate(
      report: F.report([(F.callsThree, 60)]), policy: try Policy(yaml: yaml), baseline: baseline, today: F.today)
  }

  @Test("It says so in text and Markdown, whether it passes or fails", arguments: ["", "fail-on: warning"])
  func said(_ yaml: String) throws {
    let result = try Self.judge(yaml)
    for format in [ReportFormat.text, .markdown] {
      #expect(render(result.report, as: format).contains("No baseline: only the limits were judged"), "\(format)")
    }
  }

  @Test("It stays closed where the policy requires a baseline, and names the line")
  func required() throws {
    let result = try Self.judge("version: 1\nbaseline: required\n")
    #expect(result.exitCode == .notEnoughEvidence)
    #expect(result.gate.reasons.first?.message.hasPrefix("No baseline was given") == true)
    #expect(result.gate.reasons.first?.policy == "firebreak.yml:2")
    #expect(try Self.judge("baseline: required", baseline: Baseline(report: F.report([(F.callsThree, 60)]))).exitCode == .passed)
    #expect(try Self.judge("baseline: optional").exitCode == .passed)
  }

  @Test("What fails by a limit still fails where a baseline is required")
  func fails() throws {
    #expect(try Self.judge("baseline: required\nfail-on: warning").exitCode == .gateFailed)
  }

  @Test(
    "A pull request's own policy is told of, and decides nothing",
    arguments: [
      (GateOutcome.passed, "the gate would pass"), (.failed, "the gate would fail"),
      (.notEnoughEvidence, "the gate would stay closed"),
    ])
  func proposal(_ outcome: GateOutcome, _ words: String) throws {
    var result = try Self.judge("fail-on: warning")
    result.add(.proposal(of: ["policy"], outcome: outcome, removesBaseline: false))
    #expect(result.exitCode == .gateFailed)
    for format in [ReportFormat.text, .markdown] {
      let text = render(result.report, as: format).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(text.contains("With this pull request's policy, \(words)"), "\(format)")
      #expect(text.contains("To land it, merge the change of the policy first"), "\(format)")
    }
  }
}
