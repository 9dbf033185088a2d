import FirebreakKit
import Foundation
import RiskReport
import Testing

/// One small system in every format: kiosk asks stock and waits, stock asks its database, and kiosk hands a label over that
/// printer prints later. A format that carries the evidence gives the verdicts that OTLP gives.
@Suite("The same system in every format")
struct SameSystemTests {
  /// What a file says: what the calls are, over what, and what each format cannot carry.
  struct Row: CustomTestStringConvertible, Sendable {
    var file: String
    var format: String
    var database = "postgresql:items"
    var queue: String? = "kafka:labels"
    var services = ["kiosk", "printer", "stock"]
    var testDescription: String { file }
  }

  static let table: [Row] = [
    Row(file: "otlp.json", format: "otlp-json"),
    Row(file: "otlp-spans-bare.jsonl", format: "span-rows"),
    Row(file: "jaeger-v3.json", format: "otlp-json"),
    Row(file: "jaeger-v3-stream.jsonl", format: "otlp-json"),
    Row(file: "jaeger-bulk.ndjson", format: "jaeger-json"),
    Row(file: "clickhouse.jsonl", format: "span-rows"),
    Row(file: "clickhouse.json", format: "span-rows"),
    Row(file: "clickhouse.csv", format: "span-rows"),
    Row(file: "elasticsearch-otel.ndjson", format: "span-rows"),
    Row(file: "data-prepper-old.ndjson", format: "span-rows"),
    Row(file: "data-prepper-bulk.ndjson", format: "span-rows"),
    Row(file: "data-prepper-new.ndjson", format: "span-rows"),
    Row(file: "cloudwatch-spans.jsonl", format: "span-rows"),
    Row(file: "bigquery-rows.jsonl", format: "span-rows"),
    Row(file: "duckdb-rows.jsonl", format: "span-rows"),
    Row(file: "go-stdouttrace.jsonl", format: "console"),
    Row(file: "python-console.txt", format: "console"),
    Row(file: "python-console-lines.jsonl", format: "console"),
    Row(file: "dotnet-console.txt", format: "console"),
    Row(file: "zipkin-v1.json", format: "zipkin-v1"),
    Row(file: "xray-segments.jsonl", format: "aws-xray", queue: "sqs:labels"),
    Row(file: "xray-batch-get-traces.json", format: "aws-xray", queue: "sqs:labels"),
    Row(file: "elastic-apm.ndjson", format: "elastic-apm"),
    Row(file: "elastic-apm-elasticdump.ndjson", format: "elastic-apm"),
    Row(file: "elastic-apm-search.json", format: "elastic-apm"),
    Row(file: "elastic-apm-intake.ndjson", format: "elastic-apm"),
    Row(file: "datadog-v04.json", format: "datadog-json"),
    Row(file: "datadog-v05.json", format: "datadog-json"),
    Row(file: "skywalking-query-trace.jsonl", format: "skywalking"),
    Row(file: "skywalking-segments.jsonl", format: "skywalking", queue: "queue:labels"),
    Row(file: "google-cloud-trace.json", format: "google-cloud-trace"),
    Row(file: "application-insights.json", format: "application-insights"),
    Row(file: "application-insights.csv", format: "application-insights"),
    Row(file: "application-insights-workspace.jsonl", format: "application-insights"),
    Row(
      file: "alibaba-call-graph.csv", format: "alibaba-traces", database: "DB_items", queue: nil,
      services: ["MS_kiosk", "MS_printer", "MS_stock"]),
  ]

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "fixtures/same-system")

  @Test("gives the same verdicts as far as the format carries the evidence", arguments: table)
  func verdicts(row: Row) throws {
    let input = try AnalysisInput.read(paths: [Self.folder.appending(path: row.file).path])
    let report = Analyzer().report(input)
    #expect(report.evidence.formats.map(\.format) == [row.format])
    #expect(report.evidence.rejectedRecords == 0)
    #expect(report.evidence.traces == 12)
    let edges = report.edges.map { "\($0.caller) -> \($0.callee) \($0.verdict) \($0.calls)" }
    #expect(edges.contains("\(row.services[0]) -> \(row.services[2]) synchronous 12"), "\(edges)")
    #expect(edges.contains("\(row.services[0]) -> \(row.services[1]) asynchronous 12"), "\(edges)")
    #expect(edges.contains("\(row.services[2]) -> \(row.database) synchronous 12"), "\(edges)")
    let handedOver = report.edges.first { "\($0.callee)" == row.services[1] }
    #expect(handedOver?.via.map { "\($0)" } == row.queue)
  }

  @Test("every file is in the table")
  func isComplete() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    let made = names.filter { !$0.hasPrefix("README") && !$0.hasPrefix("make") && !$0.hasPrefix(".") }
    #expect(Set(made) == Set(Self.table.map(\.file)))
  }
}
