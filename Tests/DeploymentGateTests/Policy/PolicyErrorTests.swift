import Testing

@testable import DeploymentGate

@Suite("Errors of a policy file")
struct PolicyErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let yaml: String
    let expected: [String]

    init(_ name: String, _ yaml: String, _ expected: [String]) {
      testDescription = name
      self.yaml = yaml
      self.expected = expected
    }
  }

  static let cases = [
    Case(
      "an unknown key names the nearest one", "fail_on: error",
      ["p.yml:1:1: error: [unknown-key] `fail_on` is no key at the top level. Did you mean `fail-on`?"]),
    Case(
      "a part of a rule's name is enough to be understood",
      """
      rules:
        chain-depth: off
        blast-radios:
          limit: 0.5
      """,
      [
        "p.yml:2:3: error: [unknown-key] `chain-depth` is no key in `rules`. Did you mean `synchronous-chain-depth`?",
        "p.yml:3:3: error: [unknown-key] `blast-radios` is no key in `rules`. Did you mean `blast-radius`?",
      ]),
    Case(
      "where nothing is near, all known keys are listed",
      """
      drift:
        xyz: 1
      """, ["p.yml:2:3: error: [unknown-key] `xyz` is no key in `drift`. Known here: sampling, false-alarms."]),
    Case(
      "wrong types",
      """
      fail-on: [error]
      quality:
        min-traces: many
        max-orphan-share: 150%
      pools: 5
      groups: [a]
      """,
      [
        "p.yml:1:10: error: [wrong-type] `fail-on` must be one of error, warning, none, not a list.",
        "p.yml:3:15: error: [bad-value] `quality.min-traces` must be a whole number of at least 0, not `many`.",
        "p.yml:4:21: error: [bad-value] `quality.max-orphan-share` must be a share from 0 to 1, such as 0.25 or 25%, not `150%`.",
        "p.yml:5:8: error: [bad-value] `pools` must be a list, not `5`. Begin each element with `- `.",
        "p.yml:6:9: error: [wrong-type] `groups` must be names with values, not a list.",
      ]),
    Case(
      "choices name the nearest",
      """
      rules:
        shared-store: { severity: warn }
      """,
      [
        "p.yml:2:29: error: [bad-value] `rules.shared-store.severity` must be one of error, warning, note, not `warn`. Did you mean `warning`?"
      ]),
    Case(
      "a limit where the rule has none",
      """
      rules:
        synchronous-cycle:
          limit: 3
      """,
      ["p.yml:3:5: error: [unknown-key] `limit` is no key in `rules.synchronous-cycle`. Known here: severity."]),
    Case(
      "a waiver needs a reason, an owner, an end, and something that it is about",
      """
      waivers:
        - rule: blast-radius
          expires: 2026-02-30
      """,
      [
        "p.yml:2:5: error: [missing-key] `owner` is missing from `waivers[0]`. Add it: text. Who answers for it.",
        "p.yml:2:5: error: [missing-key] `reason` is missing from `waivers[0]`. Add it: text. Why it is accepted.",
        "p.yml:3:14: error: [bad-value] `waivers[0].expires` must be a date such as 2026-03-31, not `2026-02-30`.",
      ]),
    Case(
      "a waiver for everything",
      """
      waivers:
        - { rule: blast-radius, reason: r, owner: o, expires: 2026-01-01 }
        - { rule: blast-radius, node: "*", reason: r, owner: o, expires: 2026-01-01 }
      """,
      [
        "p.yml:2:5: error: [contradiction] A waiver must say what it is about: `caller` and `callee`, `node`, `entry` or `subject`. To switch a rule off altogether, set it to `off` under `rules`.",
        "p.yml:3:33: error: [bad-value] `node` of a waiver must not match everything. Name what is accepted.",
      ]),
    Case(
      "limits in the wrong order",
      """
      rules:
        blast-radius: { limit: 0.4, warning-limit: 0.6 }
      """,
      ["p.yml:2:46: error: [contradiction] `warning-limit` 0.6 lies beyond `limit` 0.4. It must be the milder one."]),
    Case(
      "an override for two places",
      """
      overrides:
        - service: a
          edge: { caller: a, callee: b }
          rules: { shared-store: off }
      """,
      ["p.yml:2:5: error: [contradiction] An override is for exactly one of `service`, `entry` and `edge`."]),
    Case(
      "a version that does not exist yet", "version: 2",
      ["p.yml:1:10: error: [bad-value] `version` must be a whole number from 1 to 1, not `2`."]),
    Case("a list at the top", "- a", ["p.yml:1:1: error: [wrong-type] A policy must be keys with values, not a list."]),
    Case(
      "a number instead of a key", "1: 2",
      [
        "p.yml:1:1: error: [unknown-key] `1` is no key at the top level. Known here: version, fail-on, rules, overrides, groups, edges, pools, timeouts, declared, names, exclude, quality, baseline, drift, renamed, waivers."
      ]),
  ]

  @Test("say where and what, all at once", arguments: cases)
  func messages(_ one: Case) throws {
    let error = try #require(throws: PolicyError.self) { try Policy(yaml: one.yaml, file: "p.yml") }
    #expect(error.problems.map(\.description) == one.expected)
  }

  @Test(
    "A waiver must name a place in every field that it has",
    arguments: ["*", "**", "?*", "*?*", "* *", "*/*", "*.*"],
    ["node: \"%\"", "caller: \"%\"", "callee: \"%\"", "subject: \"%\"", "entry: { service: \"%\" }",
      "entry: { service: web, operation: \"%\" }", "caller: web, callee: \"%\""])
  func wildcard(_ pattern: String, _ field: String) throws {
    let place = field.replacing("%", with: pattern)
    let yaml = "waivers:\n  - { rule: blast-radius, \(place), reason: r, owner: o, expires: 2026-03-31 }\n"
    let error = try #require(throws: PolicyError.self) { try Policy(yaml: yaml) }
    #expect(error.problems.map(\.code) == [.badValue])
    #expect(error.description.contains("of a waiver must not match everything"))
  }

  @Test(
    "broken YAML is an error with its place",
    arguments: ["rules: [", "a: b: c", "\t- x", "rules:\n  x: 1\n  x: 2", "a: &x [*x]", "key: *unknown", "\u{0}"])
  func syntax(_ yaml: String) throws {
    let error = try #require(throws: PolicyError.self) { try Policy(yaml: yaml, file: "p.yml") }
    #expect(error.problems.first.map { $0.code == .syntax || $0.code == .unknownKey } ?? false, "\(error)")
  }

  @Test("deep nesting does not overflow the stack", arguments: ["[", "{a: ", "- "])
  func deep(_ opening: String) {
    #expect(throws: PolicyError.self) { try Policy(yaml: String(repeating: opening, count: 100_000)) }
  }

  @Test("files that are no policies are refused before they are parsed")
  func large() {
    #expect(throws: PolicyError.self) { try Policy(yaml: String(repeating: "# x\n", count: 300_000)) }
  }
}
