import FirebreakKit
import Foundation
import JSONBridge
import TestSupport
import Testing

/// What earlier versions wrote, in `fixtures/compat/VERSION`, is still read; what is written now is what they promised.
@Suite("Files of earlier versions")
struct EarlierVersionTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func file(_ name: String) -> String { root.appending(path: "fixtures/compat/0.1/\(name)").path }

  static func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: file(name))) }

  static func report() throws -> Report {
    let recording = root.appending(path: "fixtures/system/recordings/healthy.otlp.jsonl").path
    return Analyzer().report(try AnalysisInput.read(paths: [recording]))
  }

  @Test("A baseline of 0.1 is read whole")
  func baseline() throws {
    let baseline = try BaselineFile.read(Self.file("baseline.json"))
    #expect(baseline.evidence.traces == 105)
    #expect(baseline.services.map(\.name) == ["ordering", "ordering-worker", "payment", "storefront"])
    #expect(baseline.findings.count == 9)
    #expect(!baseline.edges.isEmpty && !baseline.entries.isEmpty && !baseline.nodes.isEmpty)
  }

  @Test("A summary of 0.1 gives a report of the traces that it sums up")
  func summary() throws {
    let input = try AnalysisInput.read(paths: [Self.file("summary.json")])
    let report = Analyzer().report(input)
    #expect(report.evidence.traces == 105)
    #expect(report.evidence.spans == 910)
    #expect(report.edges.contains { $0.caller == "storefront" && $0.callee == "ordering" })
  }

  @Test("A report of 0.1 is read, and rendered in every format", arguments: ReportFormat.allCases)
  func report(_ format: ReportFormat) throws {
    let report = try ReportFile.read(Self.file("report.json"))
    #expect(report.gate?.outcome == .passed)
    #expect(!render(report, as: format).isEmpty)
  }

  @Test("A policy of 0.1 with every key that it knew has no mistake")
  func policy() throws {
    let policy = try PolicyFile.read(Self.file("policy.yml"))
    #expect(policy.failOn == .warning)
    #expect(policy.waivers.count == 2)
    #expect(policy.rules.overrides.count == 3)
  }

  @Test("Reports written now are what the schema of 0.1 describes, with additions")
  func newReport() throws {
    let schema = JSONSchema(
      root: try JSONValue(parsing: String(contentsOfFile: Self.file("report.schema.json"), encoding: .utf8)),
      allowsAdditions: true)
    let report = try Self.report()
    let baseline = Baseline(report: report)
    let today = try #require(CalendarDate("2026-02-01"))
    let judged = Gate.evaluate(report: report, policy: Policy(), baseline: baseline, today: today).report
    for report in [report, judged] {
      let document = try JSONValue(parsing: render(report, as: .json))
      #expect(schema.errors(document).prefix(5) == [])
    }
  }
}
