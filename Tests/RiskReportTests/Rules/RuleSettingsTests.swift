import CallClassification
import Testing

@testable import RiskReport

@Suite("Rule settings")
struct RuleSettingsTests {
  typealias F = RuleFixture

  @Test("a later override wins over an earlier one, and both over the rule")
  func precedence() {
    var settings = RuleSettings()
    settings.rules[.synchronousChainDepth] = RuleChange(severity: .warning, limit: 3, origin: "p:1")
    settings.overrides = [
      RuleOverride(
        place: PlaceSelector(service: "web"), rules: [.synchronousChainDepth: RuleChange(limit: 5, origin: "p:5")]),
      RuleOverride(
        place: PlaceSelector(entryService: "web", entryOperation: "GET *"),
        rules: [.synchronousChainDepth: RuleChange(limit: 8, origin: "p:9")]),
    ]
    let get = settings.setting(of: .synchronousChainDepth, at: .entry(EntryName(service: "web", operation: "GET /")))
    #expect(get == RuleSetting(severity: .warning, limit: 8, origin: "p:9"))
    let post = settings.setting(of: .synchronousChainDepth, at: .entry(EntryName(service: "web", operation: "POST /")))
    #expect(post.limit == 5)
    let other = settings.setting(of: .synchronousChainDepth, at: .entry(EntryName(service: "api", operation: "GET /")))
    #expect(other.limit == 3)
  }

  @Test("a rule that is off finds nothing, and an override can switch it on for one place")
  func off() {
    var settings = RuleSettings()
    settings.rules[.unknownEdge] = RuleChange(enabled: false)
    settings.overrides = [
      RuleOverride(
        place: PlaceSelector(caller: "web", callee: "*"),
        rules: [.unknownEdge: RuleChange(enabled: true, severity: .error)])
    ]
    let report = F.report(edges: [
      F.edge("web", "a", .http, .unknown), F.edge("api", "a", .http, .unknown), F.edge("a", "b", calls: 900),
    ])
    #expect(F.lines(report, settings) == ["unknown-edge error web..a"])
  }

  @Test("setting only the limit drops the default warning limit")
  func oneLimit() {
    var settings = RuleSettings()
    settings.rules[.synchronousChainDepth] = RuleChange(limit: 10)
    #expect(F.lines(F.report(depth: 9), settings).isEmpty)
  }

  @Test(
    "patterns match whole names",
    arguments: [
      ("cart", "cart", true), ("cart", "cart-db", false), ("cart*", "cart-db", true), ("*-db", "cart-db", true),
      ("a*b*c", "a-b-b-c", true), ("a*b*c", "acb", false), ("*", "", true), ("", "", true), ("", "x", false),
      ("ab*ba", "aba", false), ("GET /v*/users*", "GET /v2/users/{id}", true), ("*ab*ab*", "xabyab", true),
      ("*ab*ab*", "xaby", false),
    ])
  func patterns(_ pattern: String, _ name: String, _ matches: Bool) {
    #expect(NamePattern(pattern).matches(name) == matches)
  }
}
