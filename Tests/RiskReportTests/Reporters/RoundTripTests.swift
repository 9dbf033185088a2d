import Testing

@testable import RiskReport

@Suite("A report read back from its JSON form")
struct RoundTripTests {
  @Test("is the same report and renders the same in every form", arguments: ReportFormat.allCases)
  func roundTrip(format: ReportFormat) throws {
    for report in [SampleReport.shop, SampleReport.empty, HostileReport.report, LargeReport.make(services: 60)] {
      let json = render(report, as: .json)
      let read = try Report(json: Array(json.utf8))
      #expect(read == report)
      #expect(render(read, as: format) == render(report, as: format))
    }
  }

  @Test("numbers that are none stop no form", arguments: ReportFormat.allCases)
  func notNumbers(format: ReportFormat) {
    for value in [Double.nan, .infinity, -.infinity, 1e308, -1e308] {
      var report = SampleReport.shop
      report.entries[0].latency.p95 = value
      report.nodes[1].blastRadius.structural = value
      report.nodes[1].blastRadius.expected = value
      report.edges[0].share = ShareReport(value: value, low: value, high: value)
      report.edges[0].latency.p95 = value
      report.edges[0].calls = .max
      report.edges[1].calls = .min
      report.edges[1].errors = .max
      report.chains[0].risk = value
      report.chains[0].hops[1].seconds = value
      report.chains[0].hops[1].propagation = value
      report.findings[0].measure?.value = value
      report.examples?[0].spans[0].duration = value
      report.examples?[0].spans[1].start = value
      report.examples?[0].spans[1].depth = .max
      #expect(!render(report, as: format).isEmpty)
    }
  }
}
