import CallClassification
import FailureSpread
import FirebreakKit
import RiskReport
import TestSupport
import Testing
import TraceModel

/// Threads meet spans, names and nodes in an order that differs from run to run. Nothing that is written may show it.
@Suite("The order of arrival")
struct ArrivalOrderTests {
  /// Systems in which an order that is not total would show: nodes of one name, links, equal numbers, equal texts.
  static let systems: [(name: String, picture: String)] = [
    (
      "a service, an address and a database of one name",
      """
      front SERVER shop 0..100
        front CLIENT GET 5..60 {serverAddress=cart, httpMethod=GET}
          cart SERVER read 6..58
            cart CLIENT get 10..20 {databaseSystem=redis, serverAddress=cart}
            cart CLIENT select 30..40 {databaseSystem=cart}
        front CLIENT POST 70..80 {peerService=mail}
      ---
      front SERVER shop 0..100
        front CLIENT GET 5..60 {serverAddress=cart, httpMethod=GET} !failed
        cart CLIENT lone 5..9 {peerService=cart} ^
      ---
      mail SERVER send 0..10
      ---
      cart SERVER clean 0..50
        cart CLIENT select 1..20 {databaseSystem=mail}
      """
    ),
    (
      "one id for the sender's and the taker's span, tied by links",
      """
      web SERVER buy 0..100
        web PRODUCER publish 10..20 {messagingSystem=kafka, messagingDestination=orders} #m
          store PRODUCER publish 11..19 {messagingSystem=kafka, messagingDestination=copies} shared
      ---
      worker CONSUMER work 0..50 {messagingSystem=kafka, messagingDestination=orders} ->m
        worker CLIENT SELECT 10..30 {databaseSystem=mysql, databaseName=worker}
      ---
      worker CONSUMER work 0..50 {messagingSystem=kafka, messagingDestination=copies} ->m !failed
      ---
      worker CONSUMER receive 0..50 {messagingSystem=kafka, messagingDestination=orders, messagingOperation=receive} ->m
      """
    ),
    (
      "names that are equal as text and differ in their bytes",
      """
      web SERVER buy 0..100
        web CLIENT pay 10..40
          caf\u{E9} SERVER pay 12..38
        web CLIENT pay 50..90
          cafe\u{301} SERVER pay 52..88
            cafe\u{301} CLIENT SELECT 60..70 {databaseSystem=mysql, databaseName=e\u{301}}
      ---
      web SERVER buy 0..100
        web CLIENT pay 10..40
          caf\u{E9} SERVER pay 12..38
            caf\u{E9} CLIENT SELECT 20..30 {databaseSystem=mysql, databaseName=\u{E9}}
      """
    ),
    (
      "domains, hosts and chains of equal weight",
      """
      web SERVER buy 0..100 @h1 zone:z1
        web CLIENT a 10..40 @h1 zone:z1
          a SERVER a 12..38 @h2 zone:z2
            a CLIENT SELECT 20..30 @h2 zone:z2 {databaseSystem=mysql, databaseName=x, serverAddress=db}
        web CLIENT b 50..80 @h1 zone:z1
          b SERVER b 52..78 @h3 zone:z2
            b CLIENT SELECT 60..70 @h3 zone:z2 {databaseSystem=mysql, databaseName=y, serverAddress=db}
            b CLIENT web 71..75 @h3 zone:z2
              web SERVER back 72..74 @h1 zone:z1
      """
    ),
  ]

  /// Everything that commands write about some spans.
  private static func written(_ batches: [SpanBatch]) throws -> [String] {
    let analyzer = Analyzer()
    var summaries = batches.map { analyzer.summarize($0, isPartial: batches.count > 1) }
    var summary = summaries.removeFirst()
    for other in summaries { summary.merge(other) }
    var whole = SpanBatch()
    for batch in batches { whole.append(batch) }
    let input = AnalysisInput(batch: whole)
    let report = analyzer.report(input)
    let graph = analyzer.spread(summary)
    let names = SystemNames(graph)
    var texts = [try SummaryFile.text(of: summary)]
    for format in ReportFormat.allCases { texts.append(render(report, as: format)) }
    for name in report.nodes.map(\.name) + (report.domains ?? []).map(\.name) {
      let nodes = Set(try names.nodes(named: name).map { NodeID(index: UInt32($0)) })
      let simulation = Simulator(graph).run(failing: nodes, slow: [(nodes, 30)])
      texts.append(try SimulationFile.text(of: simulation))
      texts.append(SimulationText(options: RenderingOptions(width: 100)).render(simulation))
    }
    let subjects =
      report.nodes.map(\.name) + report.edges.map(\.id) + report.findings.map(\.id) + report.chains.map(\.id)
      + report.entries.map(\.name.description)
    for subject in subjects {
      texts.append(
        ExplanationText(options: RenderingOptions(width: 100))
          .render(try analyzer.explanations(of: subject, in: report, of: input)))
    }
    return texts
  }

  @Test("no order of arrival shows in anything that is written", arguments: systems.indices)
  func shuffled(system: Int) throws {
    let batch = TracePicture(Self.systems[system].picture, repeated: 6).batch
    let expected = try Self.written([batch])
    for seed in 1...6 as ClosedRange<UInt64> {
      let found = try Self.written([batch.shuffled(seed)])
      for (one, other) in zip(found, expected) where one != other {
        Issue.record("\(Self.systems[system].name), seed \(seed):\n\(one)\n\ninstead of\n\n\(other)")
        return
      }
      #expect(found.count == expected.count)
    }
  }

  @Test("no dealing of traces to threads shows either", arguments: systems.indices)
  func dealt(system: Int) throws {
    let batch = TracePicture(Self.systems[system].picture, repeated: 6).batch
    let expected = try Self.written([batch, SpanBatch()])
    for seed in 1...6 as ClosedRange<UInt64> {
      var random = SplitMix(state: seed)
      let found = try Self.written(batch.dealt(to: 3, seed).shuffled(using: &random))
      for (one, other) in zip(found, expected) where one != other {
        Issue.record("\(Self.systems[system].name), seed \(seed):\n\(one)\n\ninstead of\n\n\(other)")
        return
      }
      #expect(found.count == expected.count)
    }
  }
}
