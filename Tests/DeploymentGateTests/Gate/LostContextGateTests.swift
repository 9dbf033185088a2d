import RiskReport
import Testing

@testable import DeploymentGate

@Suite("The gate and lost trace context")
struct LostContextGateTests {
  typealias F = GateFixture

  private static let web = "web SERVER checkout 0..100\n  web CLIENT charge 10..60"
  private static let tied = web + "\n    pay SERVER charge 12..58"
  private static let cut = web + "\n--- next\npay SERVER charge 12..58"

  private static func reasons(_ result: GateResult) -> [String] {
    result.gate.reasons.filter { $0.severity == .error }.map(\.message)
  }

  @Test("Without a baseline: calls without an answer beside requests without a caller keep the gate closed")
  func withoutBaseline() throws {
    let result = try AbsoluteGateTests.judge(F.report([(Self.cut, 50), (F.callsThree, 50)]))
    #expect(result.exitCode == .notEnoughEvidence)
    #expect(
      Self.reasons(result) == [
        """
        pay starts traces of its own: 50 of 100 calls from web found no span of pay, although pay served as many such \
        requests without a caller. What fails with pay is not seen.
        """
      ])
    #expect(result.report.findings.contains { $0.rule == "lost-context" && $0.nodes == ["pay", "web"] })
  }

  @Test(
    "With a baseline: a callee that became an entry while calls to it fell silent",
    arguments: [
      ("all of the traffic", [(cut, 50)]), ("half of it", [(cut, 25), (tied, 25)]),
      (
        "without client spans",
        [("web SERVER checkout 0..100\n  web INTERNAL charge 10..60", 50), ("pay SERVER other 0..9", 50)]
      ),
    ])
  func withBaseline(_ what: String, _ after: [(String, Int)]) throws {
    let result = try BaselineGateTests.judge(before: [(Self.tied, 50)], after: after + [(F.queued, 20)])
    #expect(result.exitCode == .notEnoughEvidence, "\(what)")
    #expect(Self.reasons(result).contains { $0.contains("pay") && $0.contains("web") }, "\(Self.reasons(result))")
  }

  @Test("With a baseline: calls whose callee no longer has spans below them")
  func unanswered() throws {
    let named = "web SERVER checkout 0..100\n  web CLIENT charge 10..60 {serverAddress=pay}"
    let answered = named + "\n    pay SERVER charge 12..58"
    let result = try BaselineGateTests.judge(before: [(answered, 50)], after: [(answered, 20), (named, 30)])
    #expect(
      Self.reasons(result) == [
        """
        Spans of pay are missing below the calls of web: \(Wording.percent(0.6)) of the calls have none, in the baseline \
        \(Wording.percent(0)).
        """
      ])
  }

  @Test("With a baseline: messages that are sent and taken, but no longer tied")
  func messages() throws {
    let sent = """
      web SERVER order 0..100
        web PRODUCER jobs publish 10..12 {messagingSystem=kafka, messagingDestination=jobs}
      """
    let taken = "work CONSUMER jobs process 15..90 {messagingSystem=kafka, messagingDestination=jobs}"
    let before = "\(sent)\n    \(taken)\n---\n\(Self.tied)"
    let result = try BaselineGateTests.judge(
      before: [(before, 50)], after: [("\(sent)\n---\n\(taken)\n---\n\(Self.tied)", 50)])
    #expect(result.exitCode == .notEnoughEvidence)
    #expect(Self.reasons(result).first?.hasPrefix("Messages of web are no longer tied to the work of work") == true)
  }

  @Test("With a baseline: kinds that changed make no message of a request", arguments: [("PRODUCER", "CONSUMER")])
  func kinds(_ caller: String, _ callee: String) throws {
    let after = "web SERVER checkout 0..100\n  web \(caller) charge 10..60\n    pay \(callee) charge 12..58"
    let result = try BaselineGateTests.judge(before: [(Self.tied, 50)], after: [(after, 50)])
    #expect(
      Self.reasons(result).first?.hasPrefix("The span kinds of web..pay changed") == true, "\(result.gate.reasons)")
  }

  @Test("A call that was removed is no lost context: its callee is not called any more")
  func removed() throws {
    let after = "web SERVER checkout 0..100\n  web CLIENT list 10..60\n    goods SERVER list 12..58"
    let other = "app SERVER look 0..100\n  app CLIENT charge 10..60\n    pay SERVER charge 12..58"
    let result = try BaselineGateTests.judge(
      before: [(Self.tied, 50), (after, 50), (other, 50)], after: [(after, 50), (other, 50)])
    #expect(result.exitCode != .notEnoughEvidence, "\(result.gate.reasons)")
  }

  @Test(
    "No call at all is nothing to judge",
    arguments: ["web SERVER checkout 0..100", "web SERVER a 0..9\n---\npay SERVER b 0..9"])
  func noCalls(_ picture: String) throws {
    let result = try AbsoluteGateTests.judge(F.report([(picture, 50)]))
    #expect(result.exitCode == .notEnoughEvidence)
    #expect(Self.reasons(result).first?.hasPrefix("No call was found") == true)
    #expect(result.gate.reasons.first?.advice.isEmpty == false)
  }
}
