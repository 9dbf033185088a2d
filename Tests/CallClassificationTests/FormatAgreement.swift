import CallClassification
import FirebreakKit
import RiskReport
import TestSupport
import Testing
import TraceIngestion
import TraceModel

/// The same traces give the same edges, as OTLP, Jaeger and Zipkin, as far as the form carries the facts.
@Suite("Formats agree")
struct FormatAgreement {
  private static let carried = """
    web SERVER checkout 0..100
      web INTERNAL handler 1..99
        web CLIENT POST 10..60 {httpMethod=POST, httpStatus=200}
          pay SERVER charge 12..58
            pay CLIENT SELECT 20..30 {databaseSystem=postgresql, databaseName=shop}
        web PRODUCER orders publish 70..75 {messagingSystem=kafka, messagingDestination=orders}
          worker CONSUMER orders process 80..400 {messagingSystem=kafka, messagingDestination=orders}
    ---
    web SERVER audited 0..20
      web CLIENT POST 10..60 {httpMethod=POST, httpStatus=200}
        log SERVER audit 12..58
    ---
    shop - page 0..100
      shop - call 10..60
        stock - lookup 12..58
    ---
    web SERVER slow 0..100 !failed
      web CLIENT POST 10..60 !failed {httpMethod=POST}
        slow SERVER answer 12..500
    ---
    web SERVER quote 0..100
      web PRODUCER prices send 5..6 {messagingSystem=rabbitmq, messagingDestination=prices}
        pricing CONSUMER prices process 8..60 {messagingSystem=rabbitmq, messagingDestination=prices}
          pricing PRODUCER answers send 58..59 {messagingSystem=rabbitmq, messagingDestination=answers}
            web CONSUMER answers receive 62..63 {messagingSystem=rabbitmq, messagingDestination=answers}
    """

  private static let linked = """
    web SERVER checkout 0..100
      web PRODUCER orders publish 70..75 #m {messagingSystem=kafka, messagingDestination=orders}
    ---
    worker CONSUMER orders process 80..400 ->m {messagingSystem=kafka, messagingDestination=orders}
    """

  private func edges(_ batch: SpanBatch) -> [String] {
    let analyzer = Analyzer()
    return analyzer.report(analyzer.summarize(batch)).edges.map {
      "\($0.caller)..\($0.callee) via \($0.via ?? "-") \($0.mechanism) \($0.verdict) \($0.waiting) \($0.calls)"
    }
  }

  private func read(_ text: String) -> SpanBatch {
    var reader = TraceReader()
    let batch = reader.read(bytes: Array(text.utf8), name: "traces.json")
    #expect(batch.diagnostics.lossCount == 0, "\(batch.diagnostics.diagnostics)")
    return batch
  }

  @Test("Parents, kinds, attributes, times and errors: all three")
  func carried() {
    let batch = TracePicture(Self.carried, repeated: 30).batch
    let expected = edges(batch)
    #expect(expected.count == 11)
    let writing = FormatWriting(batch: batch)
    #expect(edges(read(writing.otlp())) == expected)
    #expect(edges(read(writing.jaeger())) == expected)
    #expect(edges(read(writing.zipkin())) == expected)
  }

  @Test("Links: OTLP and Jaeger; Zipkin loses them, and shows the topic alone")
  func links() {
    let batch = TracePicture(Self.linked, repeated: 30).batch
    let expected = edges(batch)
    let writing = FormatWriting(batch: batch)
    #expect(edges(read(writing.otlp())) == expected)
    #expect(edges(read(writing.jaeger())) == expected)
    #expect(
      edges(read(writing.zipkin())) == [
        "kafka:orders..worker via - queue asynchronous nonblocking 30",
        "web..kafka:orders via - queue synchronous blocking 30",
      ])
  }
}
