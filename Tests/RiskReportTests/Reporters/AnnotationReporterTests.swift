import Testing

@testable import RiskReport

@Suite("Annotations for a change")
struct AnnotationReporterTests {
  private static func report(_ severity: Severity, count: Int) -> Report {
    var report = SampleReport.empty
    report.gate = GateReport(
      outcome: .failed,
      reasons: (0..<count).map {
        GateReason(severity: severity, message: "reason \($0)", advice: "do, this: 100%", policy: "a,b:c.yml:7")
      })
    return report
  }

  @Test("one line each, with what has a meaning escaped and the place in the policy")
  func escaped() {
    let lines = render(Self.report(.error, count: 1), as: .annotations).split(separator: "\n").map(String.init)
    #expect(lines == ["::error file=a%2Cb%3Ac.yml,line=7,title=Gate failed::reason 0%0A→ do, this: 100%25"])
  }

  @Test(
    "no more of a kind than the server shows, and the last counts the others",
    arguments: [(Severity.error, "error"), (.warning, "warning"), (.note, "notice")])
  func limit(severity: Severity, command: String) throws {
    let lines = render(Self.report(severity, count: 35), as: .annotations).split(separator: "\n")
    #expect(lines.count == 10)
    #expect(lines.allSatisfy { $0.hasPrefix("::\(command) ") })
    #expect(try #require(lines.last).contains("26 more"))
    #expect(
      render(Self.report(severity, count: 10), as: .annotations).split(separator: "\n").last?.contains("reason 9")
        == true)
  }

  @Test("names of strangers cannot begin a command of their own")
  func hostile() {
    for line in render(HostileReport.report, as: .annotations).split(separator: "\n") {
      #expect(line.hasPrefix("::error ") || line.hasPrefix("::warning ") || line.hasPrefix("::notice "))
      #expect(line.utf8.count < 16_384)
    }
  }
}
