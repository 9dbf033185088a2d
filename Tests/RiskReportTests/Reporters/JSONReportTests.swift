import Foundation
import JSONBridge
import TestSupport
import Testing

@testable import RiskReport

@Suite("The JSON form")
struct JSONReportTests {
  static func schema() throws -> JSONSchema {
    let file = Golden.folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "schemas/report.schema.json")
    return JSONSchema(root: try JSONValue(parsing: Array(try Data(contentsOf: file))))
  }

  @Test("is what the published schema describes, property by property")
  func valid() throws {
    let schema = try Self.schema()
    for report in [SampleReport.shop, SampleReport.empty, HostileReport.report, LargeReport.make(services: 60)] {
      let document = try JSONValue(parsing: Array(render(report, as: .json).utf8))
      #expect(schema.errors(document).prefix(5) == [])
    }
  }

  @Test("the goldens too", arguments: ["shop.json", "empty.json", "hostile.json"])
  func goldens(name: String) throws {
    let file = Golden.folder.appending(path: name)
    let document = try JSONValue(parsing: Array(try Data(contentsOf: file)))
    #expect(try Self.schema().errors(document).prefix(5) == [])
  }

  @Test("every property of the schema has a description")
  func described() throws {
    #expect(try Self.schema().undescribed() == [])
  }

  @Test("the check itself finds what is wrong")
  func check() throws {
    let schema = try Self.schema()
    let good = render(SampleReport.shop, as: .json)
    for (old, new) in [
      ("\"schemaVersion\": 1", "\"schemaVersion\": 2"), ("\"caller\"", "\"color\""), ("\"synchronous\"", "\"sync\""),
      ("\"calls\": 18", "\"calls\": -18"), ("\"calls\": 18", "\"calls\": 1.5"),
      ("\"share\": 0.76", "\"share\": \"much\""),
    ] {
      let document = try JSONValue(parsing: Array(good.replacing(old, with: new).utf8))
      #expect(!schema.errors(document).isEmpty, "\(new)")
    }
  }
}
