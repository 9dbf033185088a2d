import JSONBridge
import Testing

@testable import RiskReport

@Suite("The report as JSON that its values write themselves")
struct JSONWritingTests {
  @Test("has the bytes that its derived coding gives, also with every property set")
  func sameBytes() throws {
    let reports = [
      SampleReport.shop, SampleReport.empty, SampleReport.detailed, HostileReport.report,
      LargeReport.make(services: 60), try FullReport.make(),
    ]
    for report in reports {
      let tree = JSONText.escaped(String(decoding: try JSONCoding.encode(report), as: UTF8.self))
      for threads in 1...4 { #expect(JSONText.encode(report, threads: threads) == tree) }
    }
  }

  @Test("Every property of the full report is set")
  func full() throws {
    let report = try FullReport.make()
    #expect(report.domains?.count == 2)
    #expect(report.edges.first?.deadline?.calls == 7)
    #expect(report.findings.last?.place?.entry?.service == "text")
    #expect(report.gate?.outcome == .passed)
  }

  @Test("Characters are written as the tree's writer writes them")
  func characters() throws {
    for scalar in (0..<0x3000).compactMap(Unicode.Scalar.init) {
      var report = SampleReport.empty
      report.tool.name = "a\(Character(scalar))b\u{301}"
      let tree = JSONText.escaped(String(decoding: try JSONCoding.encode(report), as: UTF8.self))
      let equal = JSONText.encode(report, threads: 1) == tree
      #expect(equal, "\(scalar.value)")
    }
  }

  @Test("Numbers are written as the tree's writer writes them")
  func numbers() throws {
    for number in [0, -1, 10, .max, .min] {
      for share in [0, -0.0, 1e-7, 1.5e300, .leastNonzeroMagnitude] {
        var report = try FullReport.make()
        report.evidence.spans = number
        report.nodes[0].blastRadius.low = share
        let tree = String(decoding: try JSONCoding.encode(report), as: UTF8.self)
        #expect(JSONText.encode(report, threads: 2) == tree)
      }
    }
  }

  @Test("A text longer than a piece is written whole")
  func longTexts() throws {
    var report = SampleReport.empty
    for length in [65_530, 65_536, 200_000] {
      report.tool.name = String(repeating: "a", count: length)
      let tree = String(decoding: try JSONCoding.encode(report), as: UTF8.self)
      #expect(JSONText.encode(report, threads: 1) == tree)
    }
  }

  @Test("A number that JSON has no word for leaves no half report")
  func unwritable() throws {
    for threads in 1...2 {
      var report = LargeReport.make(services: 60)
      report.nodes[20].blastRadius.low = .nan
      #expect(JSONText.encode(report, threads: threads).hasPrefix("{\"error\": "))
    }
  }
}
