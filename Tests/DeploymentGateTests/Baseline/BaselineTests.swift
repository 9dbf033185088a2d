import JSONBridge
import RiskReport
import Testing

@testable import DeploymentGate

@Suite("Baselines")
struct BaselineTests {
  typealias F = GateFixture

  static let state = Baseline(report: F.report([(F.callsThree, 30), (F.queued, 30)]))

  @Test("are read as they were written, with one line a record")
  func roundTrip() throws {
    let text = try Self.state.fileText()
    #expect(try Baseline(file: Array(text.utf8), named: "b.json") == Self.state)
    #expect(text.hasPrefix("{\n  \"schemaVersion\": 1,\n  \"identityVersion\": 1,\n  \"rulesVersion\": 2,\n"))
    #expect(
      text.contains(
        "\n    {\"caller\":\"pay\",\"callee\":\"risk\",\"mechanism\":\"other\",\"verdict\":\"synchronous\","))
    #expect(text.split(separator: "\n").count < 40)
    #expect(try Self.state.fileText() == text)
  }

  @Test("hold no finding about the data: bad data is not excused")
  func noExcuse() throws {
    let report = F.report([(F.callsThree, 3)])
    #expect(RuleBook.findings(in: report).contains { $0.rule == "evidence-floor" })
    #expect(!Baseline(report: report).findings.contains { $0.rule == "evidence-floor" })
  }

  @Test(
    "that cannot be used say why",
    arguments: [
      ("", "is no JSON"), ("{", "is no JSON"), ("[]", "This is no baseline"),
      ("{\"schemaVersion\": 1}", "This is no baseline"),
      ("{\"schemaVersion\": 2, \"identityVersion\": 1}", "`schemaVersion` is 2, this version reads 1"),
      ("{\"schemaVersion\": 1, \"identityVersion\": 0}", "`identityVersion` is 0, this version reads 1"),
      ("{\"schemaVersion\": 1, \"identityVersion\": \"x\"}", "`identityVersion` is no number"),
      ("{\"schemaVersion\": 1, \"identityVersion\": 1}", "does not fit its schema"),
    ])
  func errors(_ text: String, _ message: String) throws {
    let error = try #require(throws: BaselineError.self) { try Baseline(file: Array(text.utf8), named: "b.json") }
    #expect(error.description.hasPrefix("b.json: error: [baseline] ") && error.message.contains(message), "\(error)")
  }

  @Test("with impossible counts are refused", arguments: ["-1", "9223372036854775807"])
  func counts(_ number: String) throws {
    let text = try Self.state.fileText().replacing("\"calls\":60", with: "\"calls\":\(number)")
      .replacing("\"calls\":30", with: "\"calls\":\(number)")
    #expect(throws: BaselineError.self) { try Baseline(file: Array(text.utf8), named: "b.json") }
  }

  @Test("hostile names stay inert and come back as they were")
  func hostile() throws {
    var report = F.report([(F.callsThree, 30)])
    report.edges[0].caller = "a\u{202E}b\u{1B}[31m\"\n\\"
    let state = Baseline(report: report)
    let text = try state.fileText()
    #expect(!text.contains("\u{202E}") && !text.contains("\u{1B}"))
    #expect(try Baseline(file: Array(text.utf8), named: "b.json") == state)
  }

  @Test("shrink only when asked to")
  func update() {
    let old = Baseline(
      report: F.report([(F.callsThree, 60), ("cart SERVER add 0..10\n  cart CLIENT q 1..5\n    tax SERVER q 2..4", 60)])
    )
    let new = Baseline(report: F.report([(F.queued, 60)]))
    func edges(_ state: Baseline) -> [String] { state.edges.map(\.place.subject) }
    let queued = ["pay..kafka:scores", "pay..risk via kafka:scores", "web..pay"]
    #expect(edges(old.updated(to: new, .replace)) == queued)
    #expect(
      edges(old.updated(to: new, .keep)) == [
        "cart..tax", "pay..kafka:scores", "pay..risk", "pay..risk via kafka:scores", "web..pay",
      ])
    // cart had no traffic: nothing shows that its edge is gone.
    #expect(edges(old.updated(to: new, .prune)) == ["cart..tax"] + queued)
    let kept = old.updated(to: new, .keep)
    #expect(kept.entries.map(\.name.description).contains("cart add"))
    #expect(kept.nodes.first { $0.name == "tax" }?.entries.count == 1)
    #expect(kept.updated(to: kept, .keep) == kept)
  }
}
