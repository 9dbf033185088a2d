import Testing

@testable import RiskReport

@Suite("Names of strangers come out inert")
struct SafetyTests {
  @Test("nothing that steers a terminal or turns a line is written", arguments: ReportFormat.allCases)
  func invisible(format: ReportFormat) {
    let text = render(HostileReport.detailed, as: format)
    let bad = text.unicodeScalars.filter { $0 != "\n" && !SafeText.isVisible($0) }
    #expect(bad.isEmpty, "\(format): \(Set(bad.map { SafeText.written($0) }).sorted())")
  }

  @Test("no name makes a form grow without bound", arguments: ReportFormat.allCases)
  func bounded(format: ReportFormat) {
    guard format != .json && format != .csv else { return }
    #expect(!render(HostileReport.detailed, as: format).contains(String(repeating: "x", count: 1_001)))
  }

  @Test("no line of the text form is wider than the page", arguments: [40, 60, 80, 100, 140, 200])
  func lineWidth(width: Int) {
    for report in [SampleReport.shop, SampleReport.empty, HostileReport.report] {
      let text = render(report, as: .text, options: RenderingOptions(width: width, listLimit: nil))
      for line in text.split(separator: "\n") where Columns.width(String(line)) > width {
        Issue.record("\(Columns.width(String(line))) columns: \(line)")
      }
    }
  }

  @Test("the ASCII text form is ASCII")
  func ascii() {
    for report in [SampleReport.shop, HostileReport.report] {
      let text = render(report, as: .text, options: RenderingOptions(characters: .ascii, listLimit: nil))
      #expect(text.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
    }
  }

  @Test("colour adds paint and nothing else")
  func colour() throws {
    let plain = render(HostileReport.report, as: .text)
    let painted = render(HostileReport.report, as: .text, options: RenderingOptions(colour: true))
    let stripped = painted.replacing(try Regex("\u{1B}\\[[0-9;]+m"), with: "")
    #expect(lines(stripped) == lines(plain))
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return String(line)
    }
  }

  @Test("Markdown has no element of a stranger's, one picture, and fits a comment")
  func markdown() throws {
    let text = render(HostileReport.report, as: .markdown)
    #expect(text.utf8.count < 65_536)
    let ours = ["details", "/details", "summary", "/summary", "sub", "/sub", "br", "br/"]
    var fenced = false
    for line in text.split(separator: "\n") {
      if line.hasPrefix("```") { fenced.toggle() }
      guard !fenced else { continue }
      for match in withoutCode(String(line)).matches(of: try Regex("<([^>]*)>")) {
        #expect(ours.contains(String(match.output[1].substring ?? "")), "\(line)")
      }
    }
    #expect(!fenced)
    #expect(text.split(separator: "\n").count { $0.hasPrefix("```mermaid") } == 1)
  }

  /// A line without its code spans: runs of backticks up to the next run of the same length.
  private func withoutCode(_ line: String) -> String {
    var result = ""
    var rest = Substring(line)
    while let start = rest.firstIndex(of: "`") {
      result += rest[..<start]
      let fence = rest[start...].prefix { $0 == "`" }
      rest = rest[fence.endIndex...]
      var place = rest.startIndex
      while let next = rest[place...].firstIndex(of: "`") {
        let run = rest[next...].prefix { $0 == "`" }
        place = run.endIndex
        if run.count == fence.count { break }
      }
      rest = rest[place...]
    }
    return result + rest
  }

  @Test("a report with very many rows still fits a comment")
  func large() {
    var report = HostileReport.report
    for _ in 0..<6 {
      report.findings += report.findings
      report.edges += report.edges
      report.chains += report.chains
    }
    #expect(render(report, as: .markdown).utf8.count < 65_536)
  }

  @Test("every statement of the Mermaid form is one of ours")
  func mermaid() throws {
    let label = "\"[^\"`{}\\[\\]|;%]*(?:#[0-9]+;[^\"`{}\\[\\]|;%]*)*\""
    let statement = try Regex(
      "  n[0-9]+(?:\\[\\(?\\[?|\\(\\[|\\(\\()\(label)(?:\\]?\\)?\\]|\\]\\)|\\)\\))"
        + "|  n[0-9]+ (?:==>|-\\.->|-->)\\|\(label)\\| n[0-9]+"
        + "|  classDef [a-z0-9]+ [a-z0-9:#,-]+|  class [n0-9,]+ [a-z0-9]+|flowchart LR")
    for line in render(HostileReport.report, as: .mermaid).split(separator: "\n") {
      #expect(line.wholeMatch(of: statement) != nil, "\(line)")
    }
  }

  @Test("every statement of the DOT form is one of ours")
  func dot() throws {
    let value = "(?:\"(?:[^\"\\\\]|\\\\.)*\"|[a-z0-9.]+)"
    let statement = try Regex("  n[0-9]+(?: -> n[0-9]+)? \\[(?:[a-z]+=\(value)(?:, )?)+\\];")
    for line in render(HostileReport.report, as: .dot).split(separator: "\n") where line.hasPrefix("  n") {
      if line.hasPrefix("  node [") { continue }
      #expect(line.wholeMatch(of: statement) != nil, "\(line)")
    }
  }
}
