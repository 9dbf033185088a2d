import CallClassification
import FailureSpread
import FirebreakKit
import RiskReport
import TestSupport
import Testing

@Suite("Simulations")
struct SimulationPictures {
  private static func graph(_ picture: String) -> SpreadGraph {
    let analyzer = Analyzer()
    return analyzer.analyze(AnalysisInput(batch: TracePicture(picture, repeated: 10).batch)).graph
  }

  private static func nodes(_ name: String, _ graph: SpreadGraph) throws -> Set<NodeID> {
    Set(try SystemNames(graph).nodes(named: name).map { NodeID(index: UInt32($0)) })
  }

  private static func text(_ report: SimulationReport) -> String {
    SimulationText(options: RenderingOptions(width: 120)).render(report)
  }

  private static let twins = """
    web SERVER buy 0..100
      web CLIENT pay 10..60 {serverAddress=pay, httpMethod=POST}
        pay SERVER pay 12..58
          pay CLIENT SELECT 20..30 {databaseSystem=pay}
    """

  @Test("A name means every node of it, and a kind behind it one of them")
  func twins() throws {
    let graph = Self.graph(Self.twins)
    #expect(try Self.nodes("pay", graph).map(graph.kind).map(\.rawValue).sorted() == ["database", "service"])
    #expect(try Self.nodes("pay (database)", graph).map(graph.kind) == [.database])
    let report = Simulator(graph).run(failing: try Self.nodes("pay", graph))
    #expect(report.failing == ["pay (database)", "pay (service)"])
    #expect(report.entries.map(\.before.structural) == [1])
  }

  /// A broker that fails takes the work away from its consumers, however the two are tied.
  @Test(
    "A broker that fails starves its consumers",
    arguments: [
      (
        "by a parent",
        """
        web SERVER buy 0..100
          web PRODUCER publish 10..20 {messagingSystem=rabbitmq, messagingDestination=orders, serverAddress=mq}
            worker CONSUMER work 30..90 {messagingSystem=rabbitmq, messagingDestination=orders, serverAddress=mq}
        """, "rabbitmq:orders", 10
      ),
      (
        "by a link",
        """
        web SERVER buy 0..100
          web PRODUCER publish 10..20 {messagingSystem=rabbitmq, messagingDestination=orders, serverAddress=mq} #m
        ---
        worker CONSUMER work 30..90 {messagingSystem=rabbitmq, messagingDestination=orders, serverAddress=mq} ->m
        """, "rabbitmq:orders", 10
      ),
      (
        "by the topic alone",
        """
        web SERVER buy 0..100
          web PRODUCER publish 10..20 {messagingSystem=kafka, messagingDestination=orders, serverAddress=mq}
        ---
        worker CONSUMER work 30..90 {messagingSystem=kafka, messagingDestination=orders, serverAddress=mq}
        """, "kafka:orders", 10
      ),
      (
        "by its broker",
        """
        web SERVER buy 0..100
          web PRODUCER publish 10..20 {messagingSystem=kafka, messagingDestination=orders, serverAddress=mq}
            worker CONSUMER work 30..90 {messagingSystem=kafka, messagingDestination=orders, serverAddress=mq}
          web PRODUCER publish 22..24 {messagingSystem=kafka, messagingDestination=clicks, serverAddress=mq}
        """, "kafka@mq", 10
      ),
    ])
  func starved(tie: String, picture: String, failing: String, messages: Int) throws {
    let graph = Self.graph(picture)
    let report = Simulator(graph).run(failing: try Self.nodes(failing, graph))
    let worker = try #require(report.starved?.first, "\(tie)")
    #expect(report.starved?.count == 1)
    #expect(worker.service == "worker" && worker.messages == messages && worker.share == 1, "\(tie): \(worker)")
    // The publishing request fails, the starved work is no failed request.
    let shares = report.entries.map { ("\($0.service) \($0.operation)", $0.before.structural) }
    #expect(shares.first { $0.0 == "web buy" }?.1 == 1)
    #expect(shares.filter { $0.0.hasPrefix("worker") }.allSatisfy { $0.1 == 0 })
    let text = Self.text(report)
    #expect(text.contains("worker work gets no work"), "\(tie)\n\(text)")
  }

  @Test("Work from two brokers is starved in part, and what it hands on with it")
  func inPart() throws {
    let graph = Self.graph(
      """
      web SERVER buy 0..100
        web PRODUCER publish 10..20 {messagingSystem=kafka, messagingDestination=orders}
          worker CONSUMER work 30..90 {messagingSystem=kafka, messagingDestination=orders}
            worker PRODUCER publish 40..50 {messagingSystem=sqs, messagingDestination=mails}
              mailer CONSUMER send 60..80 {messagingSystem=sqs, messagingDestination=mails}
      ---
      desk SERVER order 0..100
        desk PRODUCER publish 10..20 {messagingSystem=rabbitmq, messagingDestination=orders}
          worker CONSUMER work 30..90 {messagingSystem=rabbitmq, messagingDestination=orders}
            worker PRODUCER publish 40..50 {messagingSystem=sqs, messagingDestination=mails}
              mailer CONSUMER send 60..80 {messagingSystem=sqs, messagingDestination=mails}
      """)
    let starved = Simulator(graph).run(failing: try Self.nodes("kafka:orders", graph)).starved ?? []
    #expect(starved.map { "\($0.service) \($0.messages) \($0.share)" } == ["mailer 10 0.5", "worker 10 0.5"])
    #expect(starved.map(\.topics) == [["sqs:mails"], ["kafka:orders"]])
  }

  @Test("A database that fails starves nobody")
  func database() throws {
    let graph = Self.graph(Self.twins)
    #expect(Simulator(graph).run(failing: try Self.nodes("pay (database)", graph)).starved == nil)
  }

  @Test("A slow node names the entries that get slow")
  func slow() throws {
    let graph = Self.graph(
      Self.twins + """

        ---
        web SERVER look 0..10
        """)
    let nodes = try Self.nodes("pay (service)", graph)
    let slow = try #require(Simulator(graph).run(failing: [], slow: [(nodes, 30)]).slow.first)
    #expect(slow.entries.map(\.operation) == ["buy"])
    #expect(slow.entries.map(\.share) == [1])
    let text = Self.text(Simulator(graph).run(failing: [], slow: [(nodes, 30)]))
    #expect(text.contains("web buy slow in 100") && !text.contains("look"), "\(text)")
  }

  @Test("A change that changes nothing says so")
  func nothing() throws {
    let graph = Self.graph(
      """
      web SERVER buy 0..100
        web PRODUCER publish 10..20 {messagingSystem=kafka, messagingDestination=orders}
          worker CONSUMER work 30..90 {messagingSystem=kafka, messagingDestination=orders}
        web CLIENT pay 30..60
          pay SERVER pay 32..58
      """)
    let names = SystemNames(graph)
    let queue = WhatIfChange(.queue, edges: try names.edges(named: "web..worker via kafka:orders"))
    let fallback = WhatIfChange(.fallback, edges: try names.edges(named: "web..worker"))
    #expect(Simulator(graph, changes: [queue]).run(failing: []).notes?.first?.contains("asynchronous already") == true)
    #expect(Simulator(graph, changes: [fallback]).run(failing: []).notes?.first?.contains("no failure crosses") == true)
    let real = WhatIfChange(.queue, edges: try names.edges(named: "web..pay"))
    #expect(Simulator(graph, changes: [real]).run(failing: []).notes == nil)
    let elsewhere = Simulator(graph, changes: [real]).run(failing: try Self.nodes("kafka:orders", graph))
    #expect(elsewhere.notes == ["The changes make no difference to what fails with kafka:orders."])
  }
}
