import RiskReport
import TestSupport
import Testing

@testable import DeploymentGate

@Suite("The first policy")
struct StarterPolicyTests {
  typealias F = GateFixture

  static let cycle = """
    web SERVER checkout 0..100
      web CLIENT charge 10..60
        pay SERVER charge 12..58
          pay CLIENT user 20..50
            web SERVER user 22..48
    """

  @Test(
    "lets a team start green",
    arguments: [
      [(F.callsThree, 60)], [(F.callsThree, 5)], [(F.queued, 60)], [(cycle, 60)],
      [(F.callsThree, 60), ("risk SERVER score 0..10 ^", 50)],
      [(F.callsThree, 30), ("loadgenerator CLIENT x 0..10\n  web SERVER GET_/healthz 1..2", 30)],
    ])
  func green(_ pictures: [(String, Int)]) throws {
    let report = F.report(pictures)
    let text = StarterPolicy(report).text
    let result = Gate.evaluate(report: report, policy: try Policy(yaml: text), today: F.today)
    #expect(result.exitCode == .passed, "\(F.lines(result))\n\(text)")
  }

  @Test("and the report name a load generator")
  func generator() {
    let report = F.report([("loadgenerator CLIENT x 0..10\n  web SERVER GET_/items 1..2", 30)])
    let remarks = report.evidence.diagnostics.filter { $0.id == "load-generator" }
    #expect(remarks.map(\.count) == [30] && remarks.allSatisfy { !$0.loss && $0.advice.contains("[loadgenerator]") })
    #expect(StarterPolicy(report).text.contains("#   services: [\"loadgenerator\"]"))
    #expect(!F.report([(F.callsThree, 30)]).evidence.diagnostics.contains { $0.id == "load-generator" })
  }

  @Test("is right where its comments are taken away too")
  func uncommented() throws {
    let report = F.report([(F.callsThree, 30), (F.queued, 30)])
    let text = StarterPolicy(report).text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let isExample = line.hasPrefix("# ") && (line.hasSuffix(":") || line.hasPrefix("#   ")) && !line.contains(". ")
      return isExample ? String(line.dropFirst(2)) : String(line)
    }.joined(separator: "\n")
    let policy = try Policy(yaml: text)
    #expect(policy.waivers.count == 1 && policy.pools.count == 1 && policy.rules.forbidden.count == 1, "\(text)")
  }

  @Test(
    "names that break YAML are quoted",
    arguments: ["a\"b", "x: y", "- z", "\u{202E}*&", "a\nb", "\u{1F525}", "é", "\\"])
  func names(_ name: String) throws {
    let policy = try Policy(yaml: "exclude: { services: [\(StarterPolicy.quoted(name))] }")
    #expect(policy.exclusions.services == [NamePattern(name)])
  }
}
