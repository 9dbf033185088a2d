import Foundation
import Testing

@testable import RiskReport

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("The JUnit and CSV forms")
struct TableFormsTests {
  @Test("JUnit is well formed, and its totals are those of its cases")
  func junit() throws {
    for report in [SampleReport.shop, SampleReport.empty, HostileReport.report] {
      let counter = CaseCounter()
      let parser = XMLParser(data: Data(render(report, as: .junit).utf8))
      parser.delegate = counter
      #expect(parser.parse(), "\(String(describing: parser.parserError))")
      #expect(counter.total["tests"] == counter.found["testcase"])
      #expect(counter.total["failures"] == counter.found["failure"] ?? 0)
      #expect(counter.total["errors"] == counter.found["error"] ?? 0)
      #expect(counter.total["skipped"] == counter.found["skipped"] ?? 0)
    }
  }

  private final class CaseCounter: NSObject, XMLParserDelegate {
    var total: [String: Int] = [:]
    var found: [String: Int] = [:]

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      found[name, default: 0] += 1
      if name == "testsuites" { total = attributes.compactMapValues(Int.init) }
    }
  }

  @Test("JUnit is red exactly when the gate failed")
  func red() {
    var report = SampleReport.shop
    report.gate = nil
    #expect(render(report, as: .junit).contains("failures=\"2\""), "errors fail without a gate")
    report.gate = GateReport(outcome: .passed, reasons: [])
    #expect(render(report, as: .junit).hasPrefix("<?xml"))
    #expect(!render(report, as: .junit).contains("<failure"), "a gate that passed shows no failure")
    report.gate = GateReport(outcome: .notEnoughEvidence, reasons: [])
    #expect(render(report, as: .junit).contains("<error"))
  }

  @Test("every row of CSV has as many cells as the head, and no cell starts a formula")
  func csv() {
    let text = render(HostileReport.report, as: .csv)
    let rows = text.split(separator: "\n").map(cells)
    #expect(rows.count == HostileReport.report.edges.count + 1)
    for row in rows {
      #expect(row.count == rows[0].count)
      for cell in row where Double(cell) == nil { #expect(!"=+-@\t\r".contains(cell.first ?? "a"), "\(cell)") }
    }
  }

  private func cells(_ row: Substring) -> [String] {
    var cells = [""]
    var quoted = false
    for character in row {
      switch character {
      case "\"": quoted.toggle()
      case "," where !quoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}
