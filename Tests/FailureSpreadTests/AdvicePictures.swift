import FirebreakKit
import RiskReport
import TestSupport
import Testing

@Suite("Advice on pictures")
struct AdvicePictures {
  /// Two entries that both need `stock`, once over `cart`, which is asked twice as often as it should.
  private static let picture = """
    web SERVER buy 0..100
      web CLIENT cart 5..90
        cart SERVER cart 6..88
          cart CLIENT GET stock 10..20
            stock SERVER GET stock 11..19
    ---
    web SERVER look 0..100
      web CLIENT GET stock 10..20
        stock SERVER GET stock 11..19
    """

  private func findings(_ places: [(String, FindingPlace, Severity)], edges: [String] = []) -> [Finding] {
    let analyzer = Analyzer()
    let analysis = analyzer.analyze(AnalysisInput(batch: TracePicture(Self.picture, repeated: 10).batch))
    var report = analysis.report
    report.findings = places.map { rule, place, severity in
      Finding(
        id: "\(rule) \(place.subject)", rule: rule, severity: severity, subject: place.subject, statement: "",
        advice: "",
        edges: report.edges.filter { edges.contains("\($0.caller)..\($0.callee)") }.map(\.id), place: place)
    }
    analysis.complete(&report)
    return report.findings
  }

  private func drawn(_ finding: Finding) -> [String] {
    (finding.firebreaks ?? []).map { "\($0.caller)..\($0.callee) \(Int(($0.removes * 100).rounded())) \($0.measure)" }
  }

  @Test(
    "Every error and warning has its firebreaks with their numbers",
    arguments: [
      ("chatty-edge", FindingPlace.edge(caller: "cart", callee: "stock"), ["cart..stock 47 fallback"]),
      ("deadline-violation", .edge(caller: "web", callee: "stock"), ["web..stock 53 fallback"]),
      ("shared-store", .node("stock"), ["web..stock 53 fallback", "cart..stock 47 fallback"]),
      ("new-chain-entry", .entry(EntryName(service: "web", operation: "buy")), ["web..cart 100 timeout"]),
      ("fan-out", .node("web"), ["web..cart 66 timeout", "web..stock 34 fallback"]),
    ])
  func places(rule: String, place: FindingPlace, expected: [String]) {
    let edges = rule == "fan-out" ? ["web..cart", "web..stock"] : []
    for severity in [Severity.error, .warning] {
      let finding = findings([(rule, place, severity)], edges: edges)[0]
      #expect(drawn(finding) == expected, "\(finding.advice)")
      #expect(finding.advice.contains("away"))
    }
    #expect(findings([(rule, place, .note)], edges: edges)[0].firebreaks == nil)
  }

  @Test("Where cutting cannot help, one sentence says why")
  func nothing() {
    let advice = findings([
      ("evidence-floor", .system, .error), ("orphan-spans", .node("web"), .warning),
      ("unlisted-edge", .edge(caller: "web", callee: "cart"), .error),
    ])
    .map(\.advice)
    #expect(
      advice.prefix(2).allSatisfy {
        $0 == " No firebreak is named: this is about the data, not about how a failure spreads."
      })
    #expect(advice[2].hasPrefix(" A firebreak at web..cart takes 100 % of the spread of cart away."))
  }

  @Test("Words of operations tell the direction of the work")
  func verbs() {
    let finding = findings([("chatty-edge", .edge(caller: "web", callee: "stock"), .warning)])[0]
    #expect(finding.firebreaks?.first?.reason.hasPrefix("10 of 10 calls read") == true)
  }
}
