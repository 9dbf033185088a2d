import JSONBridge
import Testing

@testable import RiskReport

@Suite("The SARIF form")
struct SARIFReporterTests {
  private func run(_ report: Report, _ options: RenderingOptions = RenderingOptions()) throws -> JSONValue {
    let log = try JSONValue(parsing: Array(render(report, as: .sarif, options: options).utf8))
    #expect(log["version"] == .string("2.1.0"))
    #expect(log["runs"]?.elements?.count == 1)
    return try #require(log["runs"]?.elements?.first)
  }

  @Test("gives every result a place in a file, a declared rule and a fingerprint of its own")
  func accepted() throws {
    for report in [SampleReport.shop, SampleReport.empty, HostileReport.report] {
      let run = try run(report)
      let rules = try #require(run["tool"]?["driver"]?["rules"]?.elements)
      let results = try #require(run["results"]?.elements)
      var fingerprints: Set<String> = []
      for result in results {
        for location in try locations(result) {
          let place = try #require(location["physicalLocation"])
          #expect(place["artifactLocation"]?["uri"] == .string("firebreak.yml"))
          #expect((place["region"]?["startLine"]?.int ?? 0) >= 1)
          #expect(location["logicalLocations"]?.elements?.isEmpty == false)
        }
        let index = try #require(result["ruleIndex"]?.int)
        #expect(rules[index]["id"] == result["ruleId"])
        #expect(["error", "warning", "note"].contains(result["level"]?.text))
        #expect(result["message"]?["text"]?.text?.isEmpty == false)
        fingerprints.insert(try #require(result["partialFingerprints"]?["primaryLocationLineHash"]?.text))
      }
      #expect(fingerprints.count == Set(report.findings.filter { $0.baselineState != .gone }.map(\.id)).count)
      let states = results.count { $0["baselineState"] != nil }
      #expect(states == 0 || states == results.count)
    }
  }

  private func locations(_ result: JSONValue) throws -> [JSONValue] {
    let own = try #require(result["locations"]?.elements)
    #expect(!own.isEmpty)
    let flows = (result["codeFlows"]?.elements ?? []).flatMap { $0["threadFlows"]?.elements ?? [] }
    return own + flows.flatMap { $0["locations"]?.elements ?? [] }.compactMap { $0["location"] }
  }

  @Test("declares all rules, also those that found nothing, so that alerts close")
  func rules() throws {
    let rules = try #require(try run(SampleReport.empty)["tool"]?["driver"]?["rules"]?.elements)
    #expect(rules.compactMap { $0["id"]?.text } == RuleDescription.all.map(\.rule))
    for rule in rules { #expect(rule["help"]?["markdown"]?.text?.isEmpty == false) }
  }

  @Test("shows waivers as accepted suppressions and chains as code flows")
  func waiversAndChains() throws {
    let results = try #require(try run(SampleReport.shop)["results"]?.elements)
    let waived = try #require(results.first { $0["ruleId"] == .string("synchronous-cycle") })
    let suppression = try #require(waived["suppressions"]?.elements?.first)
    #expect(suppression["kind"] == .string("external") && suppression["status"] == .string("accepted"))
    let deep = try #require(results.first { $0["ruleId"] == .string("synchronous-chain-depth") })
    let steps = try #require(
      deep["codeFlows"]?.elements?.first?["threadFlows"]?.elements?.first?["locations"]?.elements)
    let names = steps.compactMap { $0["location"]?["logicalLocations"]?.elements?.first?["name"]?.text }
    #expect(names == ["storefront", "ordering", "payment", "fraud"])
  }

  @Test("points to the line of the policy where that is the file that results point to")
  func policyLine() throws {
    func lines(_ artifact: String) throws -> [Int?] {
      let results = try #require(try run(SampleReport.shop, RenderingOptions(artifact: artifact))["results"]?.elements)
      return results.map {
        $0["locations"]?.elements?.first?["physicalLocation"]?["region"]?["startLine"]?.int
      }
    }
    #expect(try lines("firebreak.yml") == [7, 18, 1, 1, 1])
    #expect(try lines("ci/firebreak.yml") == [7, 18, 1, 1, 1])
    #expect(try lines("traces/day.jsonl") == [1, 1, 1, 1, 1])
  }

  @Test("messages form no links and no placeholders, paths are URIs")
  func text() {
    #expect(SARIFReporter.message("GET /orders/{id} [a](http://x) {0}") == "GET /orders/{id} [a] (http://x) {{0}}")
    #expect(SARIFReporter.uri("my traces/größe.json") == "my%20traces/gr%C3%B6%C3%9Fe.json")
  }
}
