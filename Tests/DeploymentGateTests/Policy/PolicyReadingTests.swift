import CallClassification
import FailureSpread
import RiskReport
import Testing

@testable import DeploymentGate

@Suite("Reading a policy")
struct PolicyReadingTests {
  static let whole = """
    version: 1
    fail-on: warning
    rules:
      synchronous-chain-depth: { limit: 5, warning-limit: 3, severity: error }
      blast-radius:
        limit: 40%
      shared-store: off
      mixed-edge: { at-least: 100 }
    overrides:
      - entry: { service: web, operation: "GET /export" }
        rules: { synchronous-chain-depth: { limit: 9 } }
      - service: legacy-*
        rules: { blast-radius: off }
      - edge: { caller: web, callee: ads }
        rules: { unknown-edge: { severity: warning } }
    groups:
      payments: [payment-*, ledger]
      front: web
    edges:
      forbidden:
        - { from: front, to: payments, reason: money moves by message }
      queued:
        - { from: orders, to: [mail, sms], severity: warning }
      allowed:
        - { from: front, to: cart }
    pools:
      - { service: web, size: 200 }
      - { service: web, callee: cart, size: 20 }
    timeouts:
      - { caller: web, callee: cart, timeout: 250ms }
      - { caller: "*", callee: "*", timeout: 1.5 s }
    declared:
      - { caller: web, callee: audit, verdict: asynchronous, reason: "a detached task, see ADR 12" }
    exclude:
      services: [loadgenerator]
      operations: GET /health*
    quality:
      min-traces: 50
      max-orphan-share: 0.2
      services:
        - { service: legacy-*, max-orphan-share: 1, min-spans: 5 }
      required-services: [web, cart]
      silent-services: batch-*
      unknown-verdicts: count-as-synchronous
    drift: { sampling: complete, false-alarms: 1% }
    waivers:
      - rule: edge-became-synchronous
        caller: orders
        callee: mail
        reason: until the queue is back
        owner: team-orders
        expires: 2026-03-31
      - { rule: synchronous-chain-depth, entry: { service: web }, reason: r, owner: o, expires: 2026-01-01 }
      - { rule: synchronous-cycle, subject: a → b → a, reason: r, owner: o, expires: 2026-01-01 }
    """

  @Test("every key arrives where it belongs")
  func everything() throws {
    let policy = try Policy(yaml: Self.whole)
    #expect(policy.failOn == .warning)
    #expect(
      policy.rules.rules[.synchronousChainDepth]
        == RuleChange(enabled: true, severity: .error, limit: 5, warningLimit: 3, origin: "firebreak.yml:4"))
    #expect(policy.rules.rules[.blastRadius] == RuleChange(enabled: true, limit: 0.4, origin: "firebreak.yml:5"))
    #expect(policy.rules.rules[.sharedStore] == RuleChange(enabled: false, origin: "firebreak.yml:7"))
    #expect(policy.rules.rules[.mixedEdge]?.atLeast == 100)
    let export = FindingPlace.entry(EntryName(service: "web", operation: "GET /export"))
    #expect(policy.rules.setting(of: .synchronousChainDepth, at: export).limit == 9)
    #expect(policy.rules.setting(of: .synchronousChainDepth, at: export).origin == "firebreak.yml:11")
    #expect(!policy.rules.setting(of: .blastRadius, at: .node("legacy-crm")).enabled)
    #expect(policy.rules.setting(of: .unknownEdge, at: .edge(caller: "web", callee: "ads")).severity == .warning)
    #expect(policy.groups.map(\.name) == ["front", "payments"])
    let forbidden = try #require(policy.rules.forbidden.first)
    #expect(
      forbidden.matches(caller: "web", callee: "payment-eu") && !forbidden.matches(caller: "web2", callee: "ledger"))
    #expect(forbidden.origin == "firebreak.yml:21" && forbidden.reason == "money moves by message")
    #expect(policy.rules.queued.first?.to.contains("sms") == true && policy.rules.queued.first?.severity == .warning)
    #expect(policy.rules.allowed.count == 1)
    #expect(policy.pools == [Pool(service: "web", size: 200), Pool(service: "web", callee: "cart", size: 20)])
    #expect(policy.timeouts.map(\.seconds) == [0.25, 1.5])
    #expect(
      policy.declared
        == [
          DeclaredVerdict(caller: "web", callee: "audit", verdict: .asynchronous, reason: "a detached task, see ADR 12")
        ])
    #expect(
      policy.exclusions.excludes(service: "loadgenerator") && policy.exclusions.excludes(operation: "GET /healthz"))
    #expect(policy.rules.quality.minimumTraces == 50 && policy.rules.quality.maximumOrphanShare == 0.2)
    #expect(policy.rules.quality.floors(of: "legacy-crm").maximumOrphanShare == 1)
    #expect(policy.rules.quality.floors(of: "web").maximumOrphanShare == 0.2)
    #expect(policy.rules.quality.origins["min-traces"] == "firebreak.yml:38")
    #expect(policy.evidence.required.map(\.pattern.text) == ["web", "cart"])
    #expect(policy.evidence.maybeSilent == ["batch-*"] && !policy.evidence.unknownVerdictsStop)
    #expect(policy.drift.sampling == .complete && policy.drift.falseAlarms == 0.01)
    #expect(policy.waivers.count == 3)
    #expect(policy.waivers[0].expires.description == "2026-03-31" && policy.waivers[0].target == "orders..mail")
    #expect(policy.waivers[1].target == "web *" && policy.waivers[2].target == "a → b → a")
  }

  @Test(
    "empty files and empty sections are the default policy",
    arguments: ["", "# nothing\n", "~", "rules:\nwaivers:\nquality:\n", "---\n"])
  func empty(_ yaml: String) throws {
    #expect(try Policy(yaml: yaml) == Policy())
  }

  @Test("what YAML would make of plain scalars does not matter")
  func plainScalars() throws {
    let policy = try Policy(
      yaml: """
        exclude: { services: [1.0, yes, 2026-01-01, "null"] }
        rules: { shared-store: no, mixed-edge: "off", unknown-edge: on }
        """)
    #expect(policy.exclusions.services == ["1.0", "yes", "2026-01-01", "null"])
    #expect(policy.rules.rules[.sharedStore]?.enabled == false && policy.rules.rules[.mixedEdge]?.enabled == false)
    #expect(policy.rules.rules[.unknownEdge]?.enabled == true)
  }
}
