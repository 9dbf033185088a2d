import CallClassification
import FailureSpread
import FirebreakKit
import RiskReport
import TestSupport
import Testing
import TraceModel

@Suite("What fails together")
struct DomainPictures {
  /// A shop with two topics on one broker, two databases on one server, and services on several hosts and zones.
  private static let shop = """
    web SERVER buy 0..100 @h1 zone:z1
      web CLIENT pay 10..40 @h1 zone:z1
        pay SERVER pay 12..38 @h2 zone:z2
          pay CLIENT SELECT 20..30 @h2 zone:z2 {databaseSystem=mysql, databaseName=bills, serverAddress=db1}
      web PRODUCER orders publish 50..52 @h1 zone:z1 {messagingSystem=kafka, messagingDestination=orders, serverAddress=mq1}
    ---
    web SERVER look 0..100 @h1 zone:z1
      web CLIENT SELECT 20..30 @h1 zone:z1 {databaseSystem=mysql, databaseName=goods, serverAddress=db1}
      web PRODUCER clicks publish 50..52 @h1 zone:z1 {messagingSystem=kafka, messagingDestination=clicks, serverAddress=mq1}
    """

  private static func analysed() -> (Analyzer, AnalysisInput) {
    (Analyzer(), AnalysisInput(batch: TracePicture(shop, repeated: 10).batch))
  }

  @Test(
    "Each kind can be named to a simulation, and be explained down to traces",
    arguments: [
      ("kafka@mq1", FailureDomainKind.broker, ["kafka:clicks", "kafka:orders"], [1.0, 1.0]),
      ("mysql@db1", .databaseServer, ["mysql:bills", "mysql:goods"], [1, 1]),
      ("h2", .host, ["pay"], [1, 0]),
      ("z2", .zone, ["pay"], [1, 0]),
      ("z1", .zone, ["web"], [1, 1]),
    ])
  func kinds(name: String, kind: FailureDomainKind, members: [String], shares: [Double]) throws {
    let (analyzer, input) = Self.analysed()
    let report = analyzer.report(input)
    let domains = report.domains ?? []
    let domain = try #require(domains.first { $0.name == name }, "\(domains.map { ($0.name, $0.members) })")
    #expect(domain.kind == kind)
    #expect(domain.members == members)

    let graph = analyzer.analyze(input).graph
    let nodes = Set(try SystemNames(graph).nodes(named: name).map { NodeID(index: UInt32($0)) })
    #expect(nodes.map(graph.name).sorted() == members)
    let entries = Simulator(graph).run(failing: nodes).entries.sorted { $0.operation < $1.operation }
    #expect(entries.map(\.operation) == ["buy", "look"])
    #expect(entries.map(\.before.structural) == shares)

    let explanations = analyzer.explain(name, in: report, of: input)
    let text = ExplanationText(options: RenderingOptions(width: 100)).render(explanations)
    #expect(text.contains("These fail together: \(members.joined(separator: ", "))."))
    let traces = domain.blastRadius.entries.flatMap(\.exemplars)
    #expect(!traces.isEmpty)
    #expect(traces.allSatisfy { text.contains($0) }, "\(text)")
  }

  @Test("An entry is explained by what fails it")
  func entry() {
    let (analyzer, input) = Self.analysed()
    let report = analyzer.report(input)
    let explanations = analyzer.explain("web buy", in: report, of: input)
    #expect(explanations.count == 1)
    let text = ExplanationText(options: RenderingOptions(width: 100)).render(explanations)
    for part in ["web buy  request", "10 requests", "Only through", "pay 100 % wait for it; before mysql:bills"] {
      #expect(text.lowercased().contains(part.lowercased()), "\(part) is missing in\n\(text)")
    }
  }
}
