import CallClassification
import DeploymentGate
import FirebreakKit
import RiskReport
import TestSupport
import Testing
import TraceIngestion
import TraceModel

/// The edge cases of classification that lie in how spans hang together, by their number in the reference.
@Suite("Edge cases: structure")
struct StructureCases {
  @Test("1. INTERNAL spans between CLIENT and SERVER, or above CLIENT, do not break the pair")
  func internalSpans() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web INTERNAL service layer 5..80
              web CLIENT charge 10..60
                web INTERNAL connect 11..59
                  pay INTERNAL filter 12..58
                    pay SERVER charge 13..57
          """) == ["web..pay synchronous blocking 1"])
  }

  @Test("2. The same service name on both ends: replicas call each other, local parents and children do not")
  func sameService() {
    #expect(
      edges(
        of: """
          store SERVER read 0..100 instance:a
            store INTERNAL lookup 5..95 instance:a
              store CLIENT fetch 10..60 instance:a
                store SERVER fetch 12..58 instance:b remote
          """) == ["store..store synchronous blocking 1"])
    #expect(edges(of: "store SERVER read 0..100\n  store INTERNAL lookup 5..95\n    store INTERNAL parse 6..9") == [])
  }

  @Test("3. The CLIENT span is missing, the parent is a remote INTERNAL span: still synchronous")
  func missingClient() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web INTERNAL charge 10..60
              pay SERVER charge 12..58 remote
          """) == ["web..pay synchronous unknown 1"])
  }

  @Test(
    "4. The SERVER span is missing: the peer is named by its address, or by the service that answers there elsewhere")
  func missingServer() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web CLIENT POST 10..60 {serverAddress=10.0.0.7, serverPort=8080}
              pay SERVER charge 12..58
            web CLIENT POST 61..70 {serverAddress=10.0.0.9, serverPort=8080}
          ---
          web SERVER checkout 0..100
            web CLIENT POST 10..60 {serverAddress=10.0.0.7, serverPort=8080}
          """) == ["web..10.0.0.9:8080 synchronous blocking 1", "web..pay synchronous blocking 2"])
  }

  @Test("5. The parent is not in the file: no edge, and never one from the root")
  func orphan() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
          pay SERVER charge 12..58 ^
          """) == [])
  }

  @Test("12. A polling loop parents thousands of messages: each is a unit of its own")
  func pollingLoop() {
    let messages = (0..<40).map { index in
      """
        worker CONSUMER orders process \(index * 10)..\(index * 10 + 8) {messagingSystem=kafka, messagingDestination=orders}
          worker CLIENT SELECT \(index * 10 + 1)..\(index * 10 + 4) {databaseSystem=mysql, databaseName=shop}
      """
    }
    let picture = "worker INTERNAL poll loop 0..100000\n" + messages.joined(separator: "\n")
    let analyzer = Analyzer()
    let report = analyzer.report(analyzer.summarize(TracePicture(picture).batch))
    let entries = report.nodes.first { $0.name == "mysql:shop" }?.blastRadius.entries ?? []
    #expect(entries.map(\.operation) == ["orders process"])
    #expect(report.edges.contains { $0.callee == "mysql:shop" && $0.calls == 40 && $0.traces == 40 })
  }

  @Test("16. PRODUCER and CONSUMER without a broker: an executor inside one service is no edge, but breaks the chain")
  func executor() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..20
            web PRODUCER submit 5..5.1
              web CONSUMER run 10..80
                web CLIENT audit 15..70
                  log SERVER audit 16..68
          """, repeated: 30) == ["web..log asynchronous nonblocking 30"])
  }

  @Test("22. A cycle inside one trace is re-entrant; one that only two traces make together is not")
  func cycles() {
    let inside = """
      a SERVER one 0..100
        a CLIENT two 10..90
          b SERVER two 11..89
            b CLIENT three 20..60
              a SERVER three 21..59
      """
    let across = """
      a SERVER one 0..100
        a CLIENT two 10..90
          b SERVER two 11..89
      ---
      b SERVER four 0..100
        b CLIENT three 20..60
          a SERVER three 21..59
      """
    for picture in [inside, across] {
      #expect(edges(of: picture) == ["a..b synchronous blocking 1", "b..a synchronous blocking 1"])
    }
  }

  @Test("27. Sidecars double the spans of a call: one edge, one call")
  func sidecars() {
    #expect(
      edges(
        of: """
          web SERVER ingress 0..102 {component=proxy}
            web SERVER checkout 1..100
              web CLIENT charge 10..60
                web CLIENT egress 11..59 {component=proxy}
                  pay SERVER ingress 13..57 {component=proxy} remote
                    pay SERVER charge 14..56 remote
          """) == ["web..pay synchronous blocking 1"])
  }

  @Test("28. Ids shared by client and server, and the two forms of one trace id")
  func sharedIDs() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web CLIENT charge 10..60
              pay SERVER charge 12..58 shared
          """) == ["web..pay synchronous blocking 1"])
  }

  @Test(
    "28. One trace whose id is written with 64 bits by one service and with 128 by another, or without its zeros",
    arguments: [
      ("463ac35c9f6413ad48485a3953bb6124", "48485a3953bb6124", "1"),
      ("0000000000000000048485a3953bb612", "48485a3953bb612", "000000000000000a"),
      ("48485a3953bb6124", "463ac35c9f6413ad48485a3953bb6124", "a"),
    ])
  func twoFormsOfOneTrace(one: String, other: String, id: String) {
    let endpoint = { (name: String) in #""localEndpoint":{"serviceName":"\#(name)"}"# }
    let document = """
      [{"traceId":"\(one)","id":"\(id)","name":"checkout","kind":"SERVER","timestamp":1700000000000000,"duration":90000,
      \(endpoint("web"))},
      {"traceId":"\(one)","parentId":"\(id)","id":"b","name":"charge","kind":"CLIENT","timestamp":1700000000010000,
      "duration":50000,\(endpoint("web"))},
      {"traceId":"\(other)","parentId":"\(id)","id":"000000000000000b","name":"charge","kind":"SERVER","shared":true,
      "timestamp":1700000000012000,"duration":46000,\(endpoint("pay"))}]
      """
    var reader = TraceReader()
    let batch = reader.read(bytes: Array(document.utf8), name: "zipkin.json")
    let analyzer = Analyzer()
    let report = analyzer.report(analyzer.summarize(batch))
    #expect(
      report.edges.map { "\($0.caller)..\($0.callee) \($0.verdict) \($0.calls)" } == ["web..pay synchronous 1"])
    #expect(report.evidence.traces == 1)
  }

  @Test("29. Times that cannot be trusted decide nothing")
  func untrustedTimes() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..20
            web CLIENT charge 10..10 untrusted
              pay SERVER charge 12..58 untrusted
          """, repeated: 30) == ["web..pay synchronous blocking 30"])
  }

  @Test("30. Spans that were delivered twice count once")
  func duplicates() {
    let picture = """
      web SERVER checkout 0..100
        web CLIENT charge 10..60
          pay SERVER charge 12..58
      """
    var batch = TracePicture(picture).batch
    batch.append(TracePicture(picture).batch)
    let analyzer = Analyzer()
    #expect(analyzer.report(analyzer.summarize(batch)).edges.map(\.calls) == [1])
  }

  @Test("32. Health checks and load generators can be left out")
  func exclusions() {
    var configuration = AnalysisConfiguration()
    configuration.exclusions.services = [NamePattern("loadgen")]
    configuration.exclusions.operations = [NamePattern("GET /health")]
    let picture = """
      loadgen CLIENT POST 0..110
        web SERVER checkout 1..100
          web CLIENT charge 10..60
            pay SERVER charge 12..58
      ---
      web SERVER GET /health 0..10
        web CLIENT ping 1..5
          db SERVER ping 2..4
      """
    let analyzer = Analyzer(configuration: configuration)
    let report = analyzer.report(analyzer.summarize(TracePicture(picture).batch))
    #expect(report.edges.map { "\($0.caller)..\($0.callee)" } == ["web..pay"])
  }
}
