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
}
