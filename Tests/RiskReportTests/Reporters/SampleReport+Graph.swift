import CallClassification
import FailureSpread

@testable import RiskReport

extension SampleReport {
  static let nodes: [NodeReport] = [
    node(
      "storefront", .service, 394, 31, 0.611, expected: 0.611,
      [("storefront", checkout, 1), ("storefront", products, 1)]),
    node(
      "ordering", .service, 282, 33, 0.437, expected: 0.42, seen: 33,
      [("storefront", checkout, 1), ("admin", orders, 1)]),
    node("orders-db", .database, 546, 0, 0.437, expected: 0.22, [("storefront", checkout, 1), ("admin", orders, 1)]),
    node("payment", .service, 276, 31, 0.409, expected: 0.4, seen: 31, [("storefront", checkout, 1)]),
    node("order-events", .queue, 233, 0, 0.361, expected: 0.18, [("storefront", checkout, 0.88)]),
    node("fraud", .service, 264, 4, 0.312, expected: 0.02, seen: 4, [("storefront", checkout, 0.76)]),
    node("catalog-cache", .cache, 130, 6, 0.202, expected: 0.01, seen: 6, [("storefront", products, 1)]),
    node("admin", .service, 18, 2, 0.028, expected: 0.028, [("admin", orders, 1)]),
    node("notifications", .service, 233, 0, 0, expected: 0, []),
  ]

  private static let checkout = "POST /checkout"
  private static let products = "GET /products/{id}"
  private static let orders = "GET /orders"

  static func node(
    _ name: String, _ kind: NodeKind, _ requests: Int, _ errors: Int, _ structural: Double, expected: Double,
    seen: Int = 0, _ entries: [(String, String, Double)]
  ) -> NodeReport {
    NodeReport(
      name: name, kind: kind, requests: requests, errors: errors,
      blastRadius: BlastRadiusReport(
        structural: structural, expected: expected, low: max(0, expected - 0.08), high: min(1, expected + 0.05),
        observations: seen,
        entries: entries.map { service, operation, share in
          let total = [checkout: 264, products: 130, orders: 18][operation] ?? 10
          return EntryBlastRadiusReport(
            service: service, operation: operation, structural: share, expected: share * 0.9, low: share * 0.8,
            high: share, requests: Int(share * Double(total)), exemplars: [trace(total)])
        }))
  }

  static let edges: [EdgeReport] = [
    edge("admin", "ordering", .http, .synchronous, calls: 18, errors: 2, seen: (2, 2)),
    edge("fraud", "payment", .http, .unknown, .unknown, calls: 12, share: 0.5, undecided: 10),
    edge("ordering", "notifications", via: "order-events", .queue, .asynchronous, .unknown, calls: 233),
    edge("ordering", "order-events", .queue, .synchronous, calls: 233),
    edge("ordering", "orders-db", .database, .synchronous, calls: 546),
    edge("ordering", "payment", .http, .synchronous, calls: 276, errors: 31, seen: (31, 31)),
    edge("payment", "fraud", .rpc, .mixed, .nonblocking, calls: 264, errors: 4, share: 0.43, seen: (4, 0)),
    edge("storefront", "catalog-cache", .cache, .synchronous, calls: 130, errors: 6, seen: (6, 0)),
    edge("storefront", "ordering", .http, .synchronous, calls: 264, errors: 31, seen: (31, 31)),
  ]

  static func edge(
    _ caller: String, _ callee: String, via: String? = nil, _ mechanism: Mechanism, _ verdict: Verdict,
    _ waiting: Waiting = .blocking, calls: Int, errors: Int = 0, share: Double = 1, undecided: Int = 0,
    seen: (Int, Int) = (0, 0)
  ) -> EdgeReport {
    let number = Double(calls)
    let latency = LatencyReport(p50: 0.001 * number / 2, p95: 0.001 * number, p99: 0.0015 * number)
    let interval = ShareReport(
      value: share, low: max(0, share - 2 / max(1, number) - 0.01), high: min(1, share + 2 / max(1, number)))
    let exemplars = [trace(calls), trace(calls + 1)]
    let waits = Int(Double(calls - undecided) * (verdict == .asynchronous ? 0 : share))
    return EdgeReport(
      id: id("edge", "\(caller)..\(callee)..\(via ?? "")"), caller: caller, callee: callee, via: via,
      mechanism: mechanism, verdict: verdict, waiting: waiting, calls: calls, errors: errors, share: interval,
      states: CallStatesReport(waits: waits, doesNotWait: calls - undecided - waits, undecided: undecided),
      propagation: PropagationReport(
        calleeErrors: seen.0, propagated: seen.1, probability: Double(seen.1 + 1) / Double(seen.0 + 2), low: 0.2,
        high: 1),
      latency: latency,
      evidence: [
        EvidenceItemReport(
          code: verdict == .asynchronous ? "E2" : "E5", observations: calls,
          statement: verdict == .asynchronous
            ? "a message was sent and processed later" : "a client span encloses a server span",
          contradicts: false)
      ],
      operations: [
        OperationEdgeReport(
          callerOperation: "POST /checkout", calleeOperation: "POST /\(callee)", verdict: verdict, waiting: waiting,
          calls: calls, errors: errors, share: interval, latency: latency, exemplars: exemplars)
      ],
      exemplars: exemplars)
  }

  static let chains: [ChainReport] = [
    ChainReport(
      id: id("chain", 1),
      hops: [
        hop("storefront", "POST /checkout"),
        hop("ordering", "POST /orders", 0.118, 0.97), hop("payment", "POST /charge", 0.081, 0.97),
        hop("fraud", "fraud.Check/Score", 0.022, 0.17, .mixed, .nonblocking, .rpc),
      ],
      stopsAt: .leaf, stopReason: "nothing follows", traces: 201, share: 0.76, risk: 0.71,
      riskParts: [RiskPartReport(name: "depth", value: 0.31), RiskPartReport(name: "traffic", value: 0.4)],
      exemplars: [trace(1)]),
    ChainReport(
      id: id("chain", 2),
      hops: [
        hop("storefront", "POST /checkout"), hop("ordering", "POST /orders", 0.118, 0.97),
        ChainHopReport(
          node: "order-events", kind: .queue, operation: "publish", verdict: .synchronous, waiting: .blocking,
          mechanism: .queue, seconds: 0.0021, propagation: 0.5),
      ],
      stopsAt: .queue, stopReason: "queue order-events takes the work over", traces: 233, share: 0.88, risk: 0.48,
      riskParts: [RiskPartReport(name: "depth", value: 0.2), RiskPartReport(name: "traffic", value: 0.28)],
      exemplars: [trace(2), trace(3)]),
    ChainReport(
      id: id("chain", 3),
      hops: [
        hop("storefront", "GET /products/{id}"),
        ChainHopReport(
          node: "catalog-cache", kind: .cache, operation: "GET", verdict: .synchronous, waiting: .blocking,
          mechanism: .cache, seconds: 0.0007, propagation: 0.125),
      ],
      stopsAt: .fallback, stopReason: "storefront answers although the cache failed", traces: 130, share: 1, risk: 0.12,
      riskParts: [RiskPartReport(name: "traffic", value: 0.12)], exemplars: [trace(5)]),
  ]

  static func hop(
    _ service: String, _ operation: String, _ seconds: Double? = nil, _ propagation: Double? = nil,
    _ verdict: Verdict = .synchronous, _ waiting: Waiting = .blocking, _ mechanism: Mechanism = .http
  ) -> ChainHopReport {
    let called = seconds != nil
    return ChainHopReport(
      service: service, kind: .service, operation: operation, verdict: called ? verdict : nil,
      waiting: called ? waiting : nil, mechanism: called ? mechanism : nil, seconds: seconds, propagation: propagation)
  }
}
