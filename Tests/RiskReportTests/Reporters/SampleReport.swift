import CallClassification
import FailureSpread
import TraceModel

@testable import RiskReport

/// A report of a small shop: storefront calls ordering, which calls payment and hands over to notifications by a queue.
enum SampleReport {
  static let shop = Report(
    tool: ToolReport(name: "firebreak", version: "0.1.0"),
    gate: gate,
    evidence: evidence,
    entries: [
      entry("storefront", "POST /checkout", requests: 264, errors: 31, p: [0.128, 0.41, 0.92], depth: 3),
      entry("storefront", "GET /products/{id}", requests: 130, errors: 0, p: [0.012, 0.031, 0.058], depth: 2),
      entry("admin", "GET /orders", requests: 18, errors: 2, p: [0.044, 0.09, 0.11], depth: 2),
      entry(
        "notifications", "order-events process", .message, requests: 233, errors: 0, p: [0.02, 0.06, 0.07], depth: 1),
    ],
    nodes: nodes,
    edges: edges,
    chains: chains,
    cycles: [CycleReport(services: ["fraud", "payment"], reentrant: true, traces: 12, exemplars: [trace(4)])],
    findings: findings,
    examples: [
      TraceExampleReport(
        trace: trace(1),
        spans: [
          span("storefront", "POST /checkout", 0, 0, 0.131, failed: true),
          span("storefront", "POST ordering", 1, 0.004, 0.121, failed: true),
          span("ordering", "POST /orders", 2, 0.006, 0.118, failed: true),
          span("ordering", "INSERT orders", 3, 0.008, 0.011),
          span("ordering", "POST payment", 3, 0.021, 0.083, failed: true),
          span("payment", "POST /charge", 4, 0.022, 0.081, failed: true),
          span("payment", "fraud.Check/Score", 5, 0.025, 0.022, waits: false),
          span("notifications", "order-events process", 3, 0.126, 0.04, waits: false),
        ])
    ])

  static func span(
    _ service: String, _ operation: String, _ depth: Int, _ start: Double, _ duration: Double, waits: Bool = true,
    failed: Bool = false
  ) -> SpanExampleReport {
    SpanExampleReport(
      service: service, operation: operation, depth: depth, start: start, duration: duration, waits: waits,
      failed: failed)
  }

  static let empty = Report(tool: ToolReport(name: "firebreak", version: "0.1.0"), evidence: EvidenceReport())

  static func trace(_ number: Int) -> String { id("trace", number) + id("ecart", number) }

  static func id(_ kind: String, _ number: Int) -> String { id(kind, String(number)) }

  static func id(_ kind: String, _ name: String) -> String {
    var hash = StableHash()
    hash.combine(kind)
    hash.combine(name)
    return hash.hexadecimal
  }

  static func entry(
    _ service: String, _ operation: String, _ kind: EntryKind = .request, requests: Int, errors: Int, p: [Double],
    depth: Int
  ) -> EntryReport {
    EntryReport(
      service: service, operation: operation, kind: kind, requests: requests, errors: errors,
      latency: LatencyReport(p50: p[0], p95: p[1], p99: p[2]), depth: depth, exemplars: [trace(requests)])
  }

  private static let evidence = EvidenceReport(
    traces: 645, spans: 6_214, services: 6, duplicateSpans: 12, orphanSpans: 9, rejectedRecords: 3, spansWithoutKind: 0,
    untrustedTimes: 1, unresolvedLinks: 2, calls: 2_417,
    formats: [FormatReport(format: "jaeger-json", files: 1), FormatReport(format: "otlp-json", files: 3)],
    byService: [
      ServiceQualityReport(service: "admin", spans: 54, orphanSpans: 0, spansWithoutKind: 0),
      ServiceQualityReport(service: "fraud", spans: 264, orphanSpans: 0, spansWithoutKind: 0),
      ServiceQualityReport(service: "notifications", spans: 466, orphanSpans: 9, spansWithoutKind: 0),
      ServiceQualityReport(service: "ordering", spans: 1_932, orphanSpans: 0, spansWithoutKind: 0),
      ServiceQualityReport(service: "payment", spans: 1_320, orphanSpans: 0, spansWithoutKind: 0),
      ServiceQualityReport(service: "storefront", spans: 2_178, orphanSpans: 0, spansWithoutKind: 0),
    ],
    diagnostics: [
      DiagnosticReport(
        id: "orphan-span", message: "the parent of a span is not in the data",
        advice: "Read the files of all services of one period together.", count: 9, loss: true,
        examples: ["traces/notifications.jsonl:118", "traces/notifications.jsonl:121"]),
      DiagnosticReport(
        id: "truncated-record", message: "a line ends in the middle of a record",
        advice: "The file was still being written; read it again.", count: 3, loss: true,
        examples: ["traces/ordering.jsonl:4012"]),
    ])
}
