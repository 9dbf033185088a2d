import CallClassification
import Testing

@testable import RiskReport

@Suite("Rules")
struct RuleTests {
  typealias F = RuleFixture

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let report: Report
    var settings = RuleSettings()
    let expected: [String]
    var testDescription: String { name }
  }

  static let cases: [Case] = spread + policy + couplings + data

  static let spread: [Case] = [
    Case(name: "a normal system makes no finding", report: F.report(), expected: []),
    Case(
      name: "a chain beyond the warning limit warns",
      report: F.report(depth: 5, chains: [F.chain(["web", "a", "b", "c", "d"])]),
      expected: ["synchronous-chain-depth warning web GET /"]),
    Case(
      name: "a chain beyond the limit is an error, once an entry",
      report: F.report(
        depth: 7,
        chains: [F.chain(["web", "a", "b", "c", "d", "e", "f"]), F.chain(["web", "x", "b", "c", "d", "e", "f"])]),
      expected: ["synchronous-chain-depth error web GET /"]),
    Case(
      name: "a node behind half of all requests is no finding",
      report: F.report(nodes: [F.node("cart", ["web GET /": 100, "web POST /orders": 50])]), expected: []),
    Case(
      name: "a node behind more than half warns; its private database is folded into it",
      report: F.report(
        nodes: [
          F.node("cart", ["web GET /": 100, "web POST /orders": 80]),
          F.node("cart-db", .database, ["web GET /": 100, "web POST /orders": 70]),
        ], edges: [F.edge("web", "cart"), F.edge("cart", "cart-db", .database)]),
      expected: ["blast-radius warning cart"]),
    Case(
      name: "a service that only one other waits for is folded into it, through several hops; a shared one is not",
      report: F.report(
        nodes: ["a", "b", "c", "d"].map { F.node($0, ["web GET /": 100, "web POST /orders": 80]) },
        edges: [F.edge("web", "a"), F.edge("a", "b"), F.edge("b", "c"), F.edge("b", "d"), F.edge("web", "d")]),
      expected: ["blast-radius warning a", "blast-radius warning d"]),
    Case(
      name: "one service of a cycle stands for it",
      report: F.report(
        nodes: ["a", "b"].map { F.node($0, ["web GET /": 100, "web POST /orders": 80]) },
        edges: [F.edge("a", "b"), F.edge("b", "a")]), expected: ["blast-radius warning a"]),
    Case(
      name: "the entry's own service is no finding, whatever its radius",
      report: F.report(nodes: [F.node("web", ["web GET /": 100, "web POST /orders": 100])]), expected: []),
    Case(
      name: "a node that carries two entries is a single point of failure",
      report: F.report(nodes: [F.node("auth", ["web GET /": 100, "mailer orders process": 50, "web POST /orders": 96])]
      ),
      expected: ["blast-radius warning auth", "single-point-of-failure warning auth"]),
    Case(
      name: "a re-entrant cycle is an error, one across requests a note",
      report: F.report(
        cycles: [
          CycleReport(services: ["a", "b"], reentrant: true, traces: 3, exemplars: ["t"]),
          CycleReport(services: ["c", "d"], reentrant: false, traces: 0, exemplars: []),
        ]), expected: ["synchronous-cycle error a → b → a", "synchronous-cycle note c → d → c"]),
  ]

  static let policy: [Case] = {
    var settings = RuleSettings()
    let front = NodeSet(name: "front", patterns: ["web*"])
    settings.forbidden = [
      EdgeConstraint(from: front, to: NodeSet(name: "core", patterns: ["ledger"]), origin: "firebreak.yml:7")
    ]
    settings.queued = [
      EdgeConstraint(
        from: NodeSet(name: "orders", patterns: ["orders"]), to: NodeSet(name: "mail", patterns: ["mail*"]))
    ]
    settings.allowed = [EdgeConstraint(from: front, to: NodeSet(name: "cart", patterns: ["cart"]), severity: .warning)]
    return [
      Case(
        name: "forbidden, also when the verdict is unknown",
        report: F.report(edges: [F.edge("web", "ledger", calls: 900), F.edge("web2", "ledger", .http, .unknown)]),
        settings: settings,
        expected: [
          "forbidden-synchronous-edge error web..ledger", "forbidden-synchronous-edge error web2..ledger",
          "unknown-edge note web2..ledger", "unlisted-edge warning web..ledger", "unlisted-edge warning web2..ledger",
        ].sorted(by: bySeverity)),
      Case(
        name: "handing over to a forbidden node is allowed",
        report: F.report(edges: [F.edge("web", "ledger", via: "t", .queue, .asynchronous)]), settings: settings,
        expected: []),
      Case(
        name: "a queue is required: a detached call is none",
        report: F.report(
          edges: [
            F.edge("orders", "mailer", .http, .asynchronous),
            F.edge("orders", "mail2", via: "t", .queue, .asynchronous),
          ]),
        settings: settings, expected: ["required-queue error orders..mailer"]),
      Case(
        name: "waiting for what is not listed; data stores and the own set are not judged",
        report: F.report(
          nodes: [F.node("db", .database, ["web GET /": 1]), F.node("ads", .external, ["web GET /": 1])],
          edges: [
            F.edge("web", "cart"), F.edge("web", "db", .database), F.edge("web", "web2"), F.edge("web", "ads"),
            F.edge("other", "ads"),
          ]),
        settings: settings, expected: ["unlisted-edge warning web..ads"]),
      Case(
        name: "declared asynchronous and seen to wait",
        report: F.report(
          edges: [
            F.edge(
              "web", "audit", .http, .asynchronous,
              declared: DeclaredVerdictReport(verdict: .asynchronous, reason: "fire and forget", observed: .synchronous)
            ),
            F.edge(
              "web", "log", .http, .synchronous,
              declared: DeclaredVerdictReport(verdict: .synchronous, reason: "always", observed: .asynchronous)),
            F.edge(
              "web", "x", .http, .synchronous,
              declared: DeclaredVerdictReport(verdict: .synchronous, reason: "always", observed: .unknown)),
          ]),
        expected: ["declared-contradiction error web..audit", "declared-contradiction note web..log"]),
    ]
  }()

  static let couplings: [Case] = [
    Case(
      name: "waiting on a queue; a publish is none",
      report: F.report(
        nodes: [F.node("topic", .queue, [:])],
        edges: [F.edge("web", "rates", via: "rpc", .queue, .synchronous), F.edge("web", "topic", .queue, .synchronous)]),
      expected: ["sync-over-async warning web..rates via rpc"]),
    Case(
      name: "two services on one database; two on one cache are fine",
      report: F.report(
        nodes: [F.node("db", .database, ["web GET /": 1]), F.node("redis", .cache, ["web GET /": 1])],
        edges: [
          F.edge("a", "db", .database), F.edge("b", "db", .database), F.edge("a", "redis", .cache),
          F.edge("b", "redis", .cache),
        ]), expected: ["shared-store warning db"]),
    Case(
      name: "a publish that a request waits for, one finding a service",
      report: F.report(
        nodes: [
          F.node("t1", .queue, ["web GET /": 10]), F.node("t2", .queue, ["web GET /": 10]), F.node("t3", .queue, [:]),
        ],
        edges: [
          F.edge("web", "t1", .queue), F.edge("web", "t2", .queue), F.edge("batch", "t3", .queue),
        ]), expected: ["publish-in-request note web"]),
    Case(
      name: "a consumer that waits for a service",
      report: F.report(chains: [F.chain(["mailer", "users"], operation: "orders process")]),
      expected: ["synchronous-call-in-consumer note mailer orders process"]),
  ]

  static let data: [Case] = [
    Case(
      name: "open edges are notes from 20 calls on",
      report: F.report(
        edges: [
          F.edge("a", "b", .http, .mixed), F.edge("a", "c", .http, .unknown),
          F.edge("a", "d", .http, .unknown, calls: 19),
          F.edge("a", "e", calls: 1000),
        ]), expected: ["mixed-edge note a..b", "unknown-edge note a..c"]),
    Case(
      name: "too few traces, and a service whose context is lost",
      report: F.report(
        evidence: EvidenceReport(
          traces: 3, spans: 400, services: 2,
          byService: [
            ServiceQualityReport(service: "cart", spans: 100, orphanSpans: 60, spansWithoutKind: 0),
            ServiceQualityReport(service: "tiny", spans: 10, orphanSpans: 10, spansWithoutKind: 0),
          ])), expected: ["evidence-floor warning min-traces", "orphan-spans warning max-orphan-share of cart"]),
  ]

  static func bySeverity(_ left: String, _ right: String) -> Bool {
    func rank(_ line: String) -> Int { line.contains(" error ") ? 0 : line.contains(" warning ") ? 1 : 2 }
    return (rank(left), left) < (rank(right), right)
  }

  @Test("find what they are for and nothing else", arguments: cases)
  func finds(_ one: Case) {
    #expect(RuleFixture.lines(one.report, one.settings) == one.expected)
  }

  @Test("statements carry the numbers and say what counts as synchronous")
  func statements() throws {
    var chain = F.chain(["web", "a", "b", "c", "d", "e", "f"], traces: 42)
    chain.hops[3].verdict = .unknown
    let finding = try #require(RuleBook.findings(in: F.report(depth: 7, chains: [chain])).first)
    #expect(
      finding.statement
        == "Requests of web GET / wait for 7 services one behind the other: web → a → b → c → d → e → f; at most 6 are "
        + "allowed. 42 % of its requests run along this chain. The verdict on the call to c (unknown) counts as synchronous."
    )
    #expect(finding.measure == FindingMeasure(value: 7, limit: 6, unit: "services", observed: 42, of: 100))
    #expect(finding.exemplars == ["c1"])
    #expect(finding.place == .entry(EntryName(service: "web", operation: "GET /")))
  }
}
