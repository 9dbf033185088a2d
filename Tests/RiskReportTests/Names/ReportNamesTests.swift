import CallClassification
import Testing

@testable import RiskReport

@Suite("Names that somebody types")
struct ReportNamesTests {
  private static let report = SampleReport.shop
  private static let names = ReportNames(report)

  private static func edge(_ caller: String, _ callee: String) -> Int? {
    report.edges.firstIndex { $0.caller == caller && $0.callee == callee }
  }

  @Test("An edge is taken in every way in which it is printed")
  func edges() throws {
    for (index, edge) in Self.report.edges.enumerated() {
      var texts = [edge.id, String(edge.id.prefix(8)), "[\(edge.id)]"]
      for arrow in ["..", " → ", " -> ", "→", " ━━▶ ", " ==> ", " - -> ", " ╌ ▷ "] {
        texts.append("\(edge.caller)\(arrow)\(edge.callee)")
        if let via = edge.via { texts.append("\(edge.caller)\(arrow)\(edge.callee) via \(via)") }
      }
      texts.append("\(edge.caller)..\(edge.callee)  [\(edge.id)]")
      for text in texts {
        let subjects = try Self.names.subjects(named: text)
        #expect(subjects.contains(.edge(index)), "\(text): \(subjects)")
      }
    }
  }

  @Test("Ids, subjects, nodes, domains, entries and rules are taken as they are printed")
  func others() throws {
    for (index, finding) in Self.report.findings.enumerated() {
      #expect(try Self.names.subjects(named: finding.id) == [.finding(index)])
      #expect(try Self.names.subjects(named: String(finding.id.prefix(10))) == [.finding(index)])
      #expect(try !Self.names.subjects(named: finding.subject).isEmpty)
    }
    for (index, chain) in Self.report.chains.enumerated() {
      #expect(try Self.names.subjects(named: chain.id) == [.chain(index)])
    }
    for (index, node) in Self.report.nodes.enumerated() {
      #expect(try Self.names.subjects(named: node.name).contains(.node(index)))
      #expect(try Self.names.subjects(named: "\(node.name) (\(node.kind.rawValue))").contains(.node(index)))
    }
    for (index, entry) in Self.report.entries.enumerated() {
      #expect(try Self.names.subjects(named: " \(entry.name) ") == [.entry(index)])
    }
    let rule = try #require(RuleDescription.named("blast-radius"))
    #expect(try Self.names.subjects(named: "blast-radius") == [.rule(rule)])
  }

  @Test("A topic chooses among the edges of two services")
  func topics() throws {
    var report = Self.report
    let first = try #require(report.edges.firstIndex { $0.via != nil })
    var other = report.edges[first]
    other.via = "kafka:other"
    other.id = "00000000000000aa"
    report.edges.append(other)
    let names = ReportNames(report)
    let pair = "\(other.caller)..\(other.callee)"
    #expect(try names.subjects(named: pair) == [.edge(first), .edge(report.edges.count - 1)])
    #expect(try names.subjects(named: "\(pair) via kafka:other") == [.edge(report.edges.count - 1)])
  }

  @Test("A name that holds the signs of an edge is found as it is")
  func signs() throws {
    var report = Self.report
    report.edges[0].caller = "a..b -> c"
    report.edges[0].callee = "d via e"
    #expect(try ReportNames(report).subjects(named: "a..b -> c..d via e") == [.edge(0)])
  }

  @Test("A long or hostile name is taken as it is printed")
  func printed() throws {
    var report = Self.report
    report.nodes[0].name = String(repeating: "very-long-", count: 20) + "name"
    report.nodes[1].name = "two\nlines"
    let names = ReportNames(report)
    #expect(try names.subjects(named: SafeText.name(report.nodes[0].name)) == [.node(0)])
    #expect(try names.subjects(named: SafeText.name(report.nodes[0].name, ascii: true)) == [.node(0)])
    #expect(try names.subjects(named: "two\\nlines") == [.node(1)])
  }

  @Test(
    "What is misspelt is told with what may be meant",
    arguments: [
      ("paymnt", "Did you mean 'payment'?"), ("Storefront", "Did you mean 'storefront'?"),
      ("blast-radios", "Did you mean 'blast-radius'?"), ("zzzzzzzzzzzz", "Nothing in the report is called"),
    ])
  func misspelt(text: String, expected: String) {
    let error = #expect(throws: NameError.self) { try Self.names.subjects(named: text) }
    #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
  }

  @Test("A beginning of several ids lists them")
  func ambiguous() throws {
    var report = Self.report
    report.edges[0].id = "abcd000000000001"
    report.findings[0].id = "abcd000000000002"
    let error = #expect(throws: NameError.self) { try ReportNames(report).subjects(named: "abcd") }
    #expect(error?.description.contains("abcd000000000001, abcd000000000002") == true)
    #expect(try ReportNames(report).subjects(named: "abcd000000000001") == [.edge(0)])
  }

  @Test(
    "An edge that is not there says what is missing",
    arguments: [
      ("storefront..paymnt", "no node is called 'paymnt'"), ("payment..storefront", "no call from payment to storefront"),
      ("storefront", "write CALLER..CALLEE"),
    ])
  func missing(text: String, expected: String) {
    let error = #expect(throws: NameError.self) { try Self.names.system.edges(named: text) }
    #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
  }
}
