import CallClassification
import FirebreakKit
import RiskReport
import TestSupport
import Testing
import TraceModel

/// The edge cases of classification that lie in messages and functions, by their number in the reference.
@Suite("Edge cases: messages")
struct MessagingCases {
  private let orders = "messagingSystem=kafka, messagingDestination=orders"

  @Test(
    "11. A broker that pushes by HTTP: the SERVER span works on a message",
    arguments: [
      "messagingSystem=gcp_pubsub, messagingDestination=orders", "cloudEvent=order.created",
    ])
  func push(attributes: String) {
    let seen = edges(
      of: """
        web SERVER checkout 0..100
          web PRODUCER orders publish 70..75 {messagingSystem=gcp_pubsub, messagingDestination=orders}
            worker SERVER POST /push 80..400 {httpMethod=POST, \(attributes)}
        """)
    #expect(seen.last == "web..worker via gcp_pubsub:orders asynchronous nonblocking 1")
  }

  @Test("13. The receive is a sibling of the work: the link on it leads to the producer")
  func siblingReceive() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web PRODUCER orders publish 70..75 #m {\(orders)}
          ---
          worker INTERNAL listen 0..500
            worker CLIENT orders receive 1..20 ->m {\(orders), messagingOperation=receive}
            worker INTERNAL handle 21..400
              worker CLIENT SELECT 30..60 {databaseSystem=mysql, databaseName=shop}
          """) == [
          "web..kafka:orders synchronous blocking 1", "web..worker via kafka:orders asynchronous nonblocking 1",
          "worker..mysql:shop synchronous blocking 1",
        ])
  }

  @Test("14. A batch with many links, some twice, some to spans that were not sampled")
  func batch() {
    var batch = TracePicture(
      """
      web SERVER checkout 0..100
        web PRODUCER orders publish 70..75 #a {\(orders)}
      ---
      shop SERVER sale 0..100
        shop PRODUCER orders publish 70..75 #b {\(orders)}
      ---
      worker CONSUMER orders process 80..400 ->a ->a ->b {\(orders)}
      """
    ).batch
    var unsampled = batch.links[0]
    unsampled.trace.low = 999
    batch.links.append(unsampled)
    let analyzer = Analyzer()
    let report = analyzer.report(analyzer.summarize(batch))
    #expect(
      report.edges.map { "\($0.caller)..\($0.callee) \($0.calls)" } == [
        "kafka:orders..worker 1", "shop..kafka:orders 1", "shop..worker 1", "web..kafka:orders 1", "web..worker 1",
      ])
    #expect(report.evidence.unresolvedLinks == 1)
  }

  @Test("15. Links that are not causal make no edge")
  func relatedLinks() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100 #r
            web CLIENT charge 10..60
              pay SERVER charge 12..58
          ---
          report SERVER page 0..100 ->r
          ---
          exporter INTERNAL flush 0..10 ->r
          """) == ["web..pay synchronous blocking 1"])
  }

  @Test(
    "17. A receive is CONSUMER in old spans and CLIENT in new ones: the same verdict",
    arguments: ["CONSUMER", "CLIENT"])
  func receiveKinds(kind: String) {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web PRODUCER orders publish 70..75 #m {\(orders)}
          ---
          worker \(kind) orders receive 80..400 ->m {\(orders), messagingOperation=receive}
          """) == [
          "web..kafka:orders synchronous blocking 1", "web..worker via kafka:orders asynchronous nonblocking 1",
        ])
  }

  @Test(
    "18. A producer without a kind, but with messaging attributes", arguments: ["INTERNAL", "-", "CLIENT", "PRODUCER"])
  func producerKinds(kind: String) {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web \(kind) orders publish 70..75 {\(orders), messagingOperation=publish}
              worker CONSUMER orders process 80..400 {\(orders)}
          """) == [
          "web..kafka:orders synchronous blocking 1", "web..worker via kafka:orders asynchronous nonblocking 1",
        ])
  }

  @Test("19. Topics by their template; the default exchange by its routing key")
  func topicNames() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web PRODUCER send 70..75 {messagingSystem=kafka, messagingDestination=tenant-17, messagingDestinationTemplate=tenant-*}
            web PRODUCER send 76..78 {messagingSystem=kafka, messagingDestination=tenant-18, messagingDestinationTemplate=tenant-*}
            web PRODUCER send 80..82 {messagingSystem=rabbitmq, messagingRoutingKey=mail}
          """) == ["web..kafka:tenant-* synchronous blocking 2", "web..rabbitmq:mail synchronous blocking 1"])
  }

  @Test("20. One broker, two topics: the producer of one is never joined to the consumer of the other")
  func topicsApart() {
    let seen = edges(
      of: """
        a SERVER one 0..100
          a PRODUCER t1 publish 70..75 {messagingSystem=kafka, messagingDestination=t1}
        ---
        b CONSUMER t1 process 0..100 {messagingSystem=kafka, messagingDestination=t1}
        ---
        c SERVER two 0..100
          c PRODUCER t2 publish 70..75 {messagingSystem=kafka, messagingDestination=t2}
        ---
        d CONSUMER t2 process 0..100 {messagingSystem=kafka, messagingDestination=t2}
        """)
    #expect(
      seen == [
        "a..kafka:t1 synchronous blocking 1", "c..kafka:t2 synchronous blocking 1",
        "kafka:t1..b asynchronous nonblocking 1", "kafka:t2..d asynchronous nonblocking 1",
      ])
  }

  @Test("21. Redelivery over a retry topic is no synchronous cycle")
  func redelivery() {
    let report = Analyzer().report(
      Analyzer().summarize(
        TracePicture(
          """
          worker CONSUMER orders process 0..50 {\(orders)}
            worker PRODUCER orders.retry publish 40..42 {messagingSystem=kafka, messagingDestination=orders.retry}
              worker CONSUMER orders.retry process 60..90 {messagingSystem=kafka, messagingDestination=orders.retry} remote
          """
        ).batch))
    let loop = report.edges.filter { $0.caller == "worker" && $0.callee == "worker" }
    #expect(loop.map(\.verdict) == [.asynchronous])
    #expect(!report.chains.contains { $0.hops.count { $0.name == "worker" } > 1 })
  }

  @Test("23. A poll that HTTP triggered keeps its parent, and links to the producer")
  func ambientParent() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web PRODUCER orders publish 70..75 #m {\(orders)}
          ---
          worker SERVER POST /drain 0..500
            worker CLIENT orders receive 1..20 ->m {\(orders), messagingOperation=receive}
          """) == [
          "web..kafka:orders synchronous blocking 1", "web..worker via kafka:orders asynchronous nonblocking 1",
        ])
  }

  @Test("24. A function triggered by a queue; invoked without and with an answer")
  func functions() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web PRODUCER jobs send 70..75 #m {messagingSystem=aws_sqs, messagingDestination=jobs}
          ---
          resize SERVER resize 0..400 {faasTrigger=pubsub}
            resize CONSUMER jobs process 1..390 ->m {messagingSystem=aws_sqs, messagingDestination=jobs}
          """) == [
          "web..resize via sqs:jobs asynchronous nonblocking 1", "web..sqs:jobs synchronous blocking 1",
        ])
    for (type, verdict) in [("Event", "asynchronous nonblocking"), ("RequestResponse", "synchronous blocking")] {
      #expect(
        edges(
          of: """
            web SERVER checkout 0..100
              web CLIENT Invoke 10..60 {faasInvokedName=resize, faasInvocationType=\(type)}
                resize SERVER resize 12..58
            """) == ["web..resize \(verdict) 1"])
    }
  }
}
