import JSONBridge
import Testing

@testable import RiskReport

@Suite("The report as a stream of JSON")
struct JSONStreamTests {
  @Test("has the bytes that the tree of its values gives")
  func sameBytes() throws {
    for report in [SampleReport.shop, SampleReport.empty, HostileReport.report, LargeReport.make(services: 60)] {
      let tree = JSONText.escaped(String(decoding: try JSONCoding.encode(report), as: UTF8.self))
      for threads in 1...4 { #expect(JSONText.encode(report, threads: threads) == tree) }
    }
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
}
