import Testing

@testable import RiskReport

@Suite("What the reporters write stays as it was looked at")
struct GoldenTests {
  static let written: [ReportFormat] = ReportFormat.allCases

  @Test("each form of the shop's report", arguments: Self.written)
  func shop(format: ReportFormat) {
    Golden.expect(render(SampleReport.shop, as: format), equals: "shop.\(format.fileEnding)")
  }

  @Test("each form of a report without data", arguments: Self.written)
  func empty(format: ReportFormat) {
    Golden.expect(render(SampleReport.empty, as: format), equals: "empty.\(format.fileEnding)")
  }

  @Test("each form of a report full of hostile names", arguments: Self.written)
  func hostile(format: ReportFormat) {
    Golden.expect(render(HostileReport.report, as: format), equals: "hostile.\(format.fileEnding)")
  }

  @Test("the page with all that a report can hold")
  func detailedPage() {
    Golden.expect(render(SampleReport.detailed, as: .html), equals: "detailed.html")
  }

  @Test("text in ASCII, with colour, and on a wide terminal")
  func textVariants() {
    let shop = SampleReport.shop
    Golden.expect(
      render(shop, as: .text, options: RenderingOptions(characters: .ascii)), equals: "shop.ascii.txt")
    Golden.expect(render(shop, as: .text, options: RenderingOptions(colour: true)), equals: "shop.colour.txt")
    Golden.expect(render(shop, as: .text, options: RenderingOptions(width: 140)), equals: "shop.wide.txt")
  }

  @Test("entries with what they wait for, and edges that never failed")
  func entries() {
    var report = SampleReport.shop
    report.entries[0].blocked = [BlockedReport(node: "db|1`", share: 0.61), BlockedReport(node: "mail", share: 0.2)]
    report.entries[0].availability = AvailabilityReport(dependencies: ["a", "b", "c"], each: 0.999, ceiling: 0.997003)
    report.entries[0].dominators = [
      DominatorReport(node: "<b>&\u{202E}x", share: 1, protects: 12, nodes: ["a", "b"]),
      DominatorReport(node: "mail", share: 0.4, protects: 1, nodes: ["smtp"]),
    ]
    for index in report.nodes.indices {
      for entry in report.nodes[index].blastRadius.entries.indices {
        report.nodes[index].blastRadius.entries[entry].low = 0
        report.nodes[index].blastRadius.entries[entry].high = 1
        report.nodes[index].blastRadius.entries[entry].unproven = ["web..ma|il", "@here..</details>"]
      }
    }
    Golden.expect(render(report, as: .markdown), equals: "entries.md")
    Golden.expect(render(report, as: .text), equals: "entries.txt")
  }

  @Test("however many entries and edges there are, Markdown fits into a comment")
  func size() {
    var report = LargeReport.make(services: 60)
    for index in report.entries.indices {
      report.entries[index].blocked = (0..<10).map { BlockedReport(node: "node-with-a-long-name-\($0)", share: 0.1) }
    }
    for index in report.nodes.indices {
      for entry in report.nodes[index].blastRadius.entries.indices {
        report.nodes[index].blastRadius.entries[entry].low = 0
        report.nodes[index].blastRadius.entries[entry].high = 1
        report.nodes[index].blastRadius.entries[entry].unproven = (0..<200).map { "caller-\(index)..callee-\($0)" }
      }
    }
    let text = render(report, as: .markdown)
    #expect(text.utf8.count <= 65_536)
    #expect(text.contains("Not known"))
  }
}
