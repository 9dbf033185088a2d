import CallClassification

@testable import RiskReport

extension SampleReport {
  static let findings: [Finding] = [
    finding(
      "blast-radius", .error, "payment", "41 % of all requests wait for payment; the limit is 40 %.",
      "Put a queue in front of payment, or let ordering answer without it.",
      FindingMeasure(value: 0.41, low: 0.37, high: 0.45, limit: 0.4, unit: "share"), nodes: ["payment"], state: .worse),
    finding(
      "forbidden-synchronous-edge", .error, "payment..fraud",
      "payment waits for fraud in 43 % of 264 calls; the policy forbids it.",
      "Hand the check over by a queue and act on its result later.", edges: ["payment..fraud.."],
      nodes: ["fraud", "payment"], state: .new),
    finding(
      "synchronous-cycle", .error, "fraud..payment",
      "12 requests ran from payment to fraud and back while payment was still waiting.",
      "Pass what fraud needs along with the call.", FindingMeasure(value: 12, unit: "traces"),
      edges: ["fraud..payment..", "payment..fraud.."], nodes: ["fraud", "payment"], state: .unchanged,
      waiver: WaiverReport(reason: "callback goes with the next release", owner: "payments", expires: "2027-03-31")),
    finding(
      "synchronous-chain-depth", .warning, "storefront POST /checkout",
      "A request waits for 4 services one behind the other; the limit is 3.",
      "Let ordering accept the order and charge later.",
      FindingMeasure(value: 4, limit: 3, unit: "services"), nodes: ["storefront"], chains: [id("chain", 1)],
      state: .unchanged),
    finding(
      "publish-in-request", .note, "ordering..order-events",
      "storefront's requests wait until order-events has taken the message.",
      "Write the message to an outbox table and send it from there.", edges: ["ordering..order-events.."],
      nodes: ["order-events"]),
  ]

  static func finding(
    _ rule: String, _ severity: Severity, _ subject: String, _ statement: String, _ advice: String,
    _ measure: FindingMeasure? = nil, edges: [String] = [], nodes: [String] = [], chains: [String] = [],
    state: BaselineState? = nil, waiver: WaiverReport? = nil
  ) -> Finding {
    Finding(
      id: id("finding", rule + subject), rule: rule, severity: severity, subject: subject, statement: statement,
      advice: advice, measure: measure, edges: edges.map { id("edge", $0) }, nodes: nodes, chains: chains,
      exemplars: [trace(1)], baselineState: state, waiver: waiver)
  }

  static let gate: GateReport = {
    var counts = GateCounts()
    (counts.new, counts.worse, counts.unchanged, counts.gone) = (1, 1, 1, 1)
    (counts.notExercised, counts.waived) = (1, 1)
    return GateReport(
      outcome: .failed,
      reasons: [
        GateReason(
          severity: .error, finding: id("finding", "forbidden-synchronous-edgepayment..fraud"),
          message: "New: payment waits for fraud, which the policy forbids.", advice: "Hand the check over by a queue.",
          policy: "firebreak.yml:18"),
        GateReason(
          severity: .error, finding: id("finding", "blast-radiuspayment"),
          message: "Worse: payment reaches 41 % of all requests, 33 % in the baseline; the limit is 40 %.",
          policy: "firebreak.yml:7"),
      ],
      counts: counts,
      absent: [
        AbsentFinding(id: id("finding", "a"), rule: "chatty-edge", subject: "ordering..orders-db", state: .gone),
        AbsentFinding(id: id("finding", "b"), rule: "fan-out", subject: "reporting GET /month", state: .notExercised),
      ],
      unmatchedWaivers: [
        UnmatchedWaiver(rule: "fan-out", subject: "search", exercised: true, expires: "2027-01-31")
      ])
  }()
}
