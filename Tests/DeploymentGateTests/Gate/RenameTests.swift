import RiskReport
import Testing

@testable import DeploymentGate

@Suite("Renames do not hide what is new")
struct RenameTests {
  typealias F = GateFixture

  private static func picture(
    _ operation: String = "GET /rooms", desk: String = "desk", store: String = "store", more: String = ""
  ) -> String {
    """
    front SERVER \(operation) 0..100
      front CLIENT find 5..60
        \(desk) SERVER find 6..58
          \(desk) CLIENT load 10..20
            \(store) SERVER load 11..19
          \(desk) CLIENT price 22..30
            prices SERVER price 23..29
      front CLIENT greet 62..70
        greeter SERVER greet 63..69
    \(more)
    """
  }

  private static let bonus = """
      front CLIENT points 72..80
        bonus SERVER points 73..79
    """

  private static func judge(
    _ before: [(String, Int)], _ after: [(String, Int)], _ yaml: String = ""
  ) throws -> GateResult {
    let policy = try Policy(yaml: yaml)
    let baseline = Baseline(report: F.report(before, policy: policy), settings: policy.rules)
    return Gate.evaluate(report: F.report(after, policy: policy), policy: policy, baseline: baseline, today: F.today)
  }

  @Test(
    "A node that nothing needed before fails, whatever the operations are called",
    arguments: [
      [(picture(more: bonus), 100)], [(picture("GET /v2/rooms", more: bonus), 100)],
      [(picture(), 70), (picture("GET /points", more: bonus), 30)],
      [("front SERVER GET /points 0..20\n  front CLIENT get 1..9\n    bonus SERVER get 2..8", 40), (picture(), 60)],
      [("desk SERVER GET /points 0..20\n  desk CLIENT SELECT 1..9 {databaseSystem=postgresql}", 40), (picture(), 60)],
    ])
  func news(_ after: [(String, Int)]) throws {
    let result = try Self.judge([(Self.picture(), 100)], after)
    #expect(result.exitCode == .gateFailed, "\(F.lines(result))")
    let finding = try #require(
      result.report.findings.first { $0.rule == "new-single-point-of-failure" }, "\(F.findings(result))")
    #expect(finding.severity == .error && finding.baselineState == .new)
    let text = render(result.report, as: .text)
    #expect(
      text.contains("A failure of \(finding.subject) could now take down"), "the headline is about what is new: \(text.prefix(400))")
  }

  @Test("Other names for the operations alone are no change")
  func operations() throws {
    let result = try Self.judge(
      [(Self.picture("GET /rooms"), 100)], [(Self.picture("rooms.list"), 100)], "fail-on: warning")
    #expect(result.exitCode == .passed, "\(F.lines(result))")
    #expect(result.gate.reasons.contains { $0.message.contains("front GET /rooms is now front rooms.list") })
  }

  @Test("A known node that a renamed operation newly needs fails")
  func knownNode() throws {
    let other = "audit SERVER log 0..20\n  audit CLIENT get 1..9\n    bonus SERVER points 2..8"
    let result = try Self.judge(
      [(Self.picture(), 60), (other, 40)], [(Self.picture("GET /v2/rooms", more: Self.bonus), 60), (other, 40)])
    #expect(F.findings(result).contains("error new-single-point-of-failure bonus new"), "\(F.lines(result))")
  }

  @Test("What only a new service needs is not held against those that were there")
  func newService() throws {
    let other = "points SERVER GET /points 0..20\n  points CLIENT get 1..9\n    bonus SERVER get 2..8"
    let result = try Self.judge([(Self.picture(), 60)], [(Self.picture(), 60), (other, 40)])
    #expect(result.exitCode == .passed, "\(F.lines(result))")
    #expect(F.findings(result).contains("warning new-synchronous-edge points..bonus new"))
  }

  @Test("A rare new entry is not told from one that the baseline missed")
  func rare() throws {
    let result = try Self.judge(
      [(Self.picture(), 100)], [(Self.picture(), 98), (Self.picture("GET /points", more: Self.bonus), 2)])
    #expect(result.exitCode == .passed, "\(F.lines(result))")
  }

  @Test(
    "A renamed service keeps the gate closed, and is recognised",
    arguments: [("desk", "desk-v2"), ("desk", "counter"), ("store", "rooms-store"), ("front", "web")])
  func service(_ old: String, _ new: String) throws {
    let after = Self.picture().replacing("\(old) ", with: "\(new) ")
    let result = try Self.judge([(Self.picture(), 100)], [(after, 100)])
    #expect(result.exitCode == .notEnoughEvidence, "\(F.lines(result))")
    let reason = try #require(result.gate.reasons.first { $0.message.contains("looks like a rename") })
    #expect(reason.message.contains("\(old) is silent and \(new) is new"))
    #expect(reason.advice.contains("renamed: { \"\(old)\": \"\(new)\" }"))
    let declared = try Self.judge(
      [(Self.picture(), 100)], [(after, 100)], "fail-on: warning\nrenamed: { \(old): \(new) }")
    #expect(declared.exitCode == .passed, "\(F.lines(declared))")
  }

  @Test("Two services that were renamed at once are recognised both")
  func both() throws {
    let after = Self.picture(desk: "desk-v2", store: "store-v2")
    let result = try Self.judge([(Self.picture(), 100)], [(after, 100)])
    #expect(result.gate.reasons.filter { $0.message.contains("looks like a rename") }.count == 2, "\(F.lines(result))")
  }

  @Test("A renamed service does not hide a new one behind it")
  func behind() throws {
    let result = try Self.judge(
      [(Self.picture(), 100)], [(Self.picture(desk: "desk-v2", more: Self.bonus), 100)],
      "renamed: { desk: desk-v2 }")
    #expect(F.findings(result).contains("error new-single-point-of-failure bonus new"), "\(F.lines(result))")
  }

  @Test("A service that takes another one's place and does other work is no rename")
  func replaced() throws {
    let after = Self.picture().replacing("greeter SERVER greet", with: "weather SERVER forecast")
    let result = try Self.judge([(Self.picture(), 100)], [(after, 100)])
    #expect(result.exitCode == .gateFailed, "\(F.lines(result))")
    #expect(!result.gate.reasons.contains { $0.message.contains("looks like a rename") })
  }

  @Test(
    "A declared rename that does not fit is said",
    arguments: [("dask: desk-v2", "Did you mean desk?"), ("desk: desk-v2", "this run still has desk")])
  func declared(_ line: String, _ words: String) throws {
    let result = try Self.judge([(Self.picture(), 100)], [(Self.picture(), 100)], "renamed: { \(line) }")
    #expect(result.exitCode == .passed)
    #expect(result.gate.reasons.contains { $0.message.contains(words) }, "\(F.lines(result))")
  }

  @Test("Chance is never given as certain")
  func chance() throws {
    // The baseline has `prices` behind `desk` only; now `front` calls it, too, so that it has a finding of its own.
    let more = "  front CLIENT price 72..80\n    prices SERVER price 73..79"
    let result = try Self.judge(
      [(Self.picture(), 100)], [(Self.picture(), 70), (Self.picture(more: more), 30)])
    let text = render(result.report, as: .text)
    #expect(!text.contains("probability 100"), "\(text)")
    #expect(!result.report.findings.contains { $0.statement.contains("probability 100") })
  }
}
