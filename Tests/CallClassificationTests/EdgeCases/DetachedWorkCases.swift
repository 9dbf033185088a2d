import CallClassification
import FirebreakKit
import RiskReport
import TestSupport
import Testing

/// Requests that are served for nobody who waits, and calls that nobody made.
@Suite("Edge cases: detached and invented calls")
struct DetachedWorkCases {
  private func report(_ picture: String, repeated: Int = 30) -> Report {
    let analyzer = Analyzer()
    return analyzer.report(analyzer.summarize(TracePicture(picture, repeated: repeated).batch))
  }

  private let webhook = """
    shop SERVER POST /buy 0..60
      shop CLIENT POST 5..50 {httpMethod=POST, httpStatus=202}
        bank SERVER POST /payments 7..48 {httpStatus=202}
          bank INTERNAL settle 40..900
            bank CLIENT POST 700..880 {httpMethod=POST}
              shop SERVER POST /hooks/bank 702..870
                shop CLIENT UPDATE 710..860 {databaseSystem=mysql, databaseName=shop}
    """

  @Test("A webhook is an entry of its own: what it needs has a blast radius, and no cycle runs through it")
  func webhookIsAnEntry() throws {
    let report = report(webhook)
    #expect(
      report.edges.map { "\($0.caller)..\($0.callee) \($0.verdict)" } == [
        "bank..shop asynchronous", "shop..bank synchronous", "shop..mysql:shop synchronous",
      ])
    #expect(report.cycles.filter(\.reentrant).isEmpty)
    let hook = try #require(report.entries.first { $0.operation == "POST /hooks/bank" })
    #expect(hook.requests == 30)
    let database = try #require(report.nodes.first { $0.name == "mysql:shop" })
    #expect(database.blastRadius.structural == 0.5)
    #expect(database.blastRadius.entries.map(\.operation) == ["POST /hooks/bank"])
  }

  @Test("The entry is the same whether the hook is called directly as well, or a second one follows from it")
  func nested() throws {
    let direct = "shop SERVER POST /hooks/bank 0..100\n  shop CLIENT UPDATE 5..90 {databaseSystem=mysql, databaseName=shop}"
    let both = report(webhook + "\n---\n" + direct)
    #expect(both.entries.filter { $0.operation == "POST /hooks/bank" }.map(\.requests) == [60])
    let chain = """
      a SERVER one 0..20
        a CLIENT POST 10..300
          b SERVER two 12..290
            b INTERNAL later 280..900
              b CLIENT POST 700..880
                c SERVER three 702..870
                  c CLIENT GET 710..860 {httpMethod=GET, serverAddress=far.example.com}
      """
    let nested = report(chain)
    #expect(nested.entries.map(\.operation).sorted() == ["one", "three", "two"])
    #expect(nested.entries.map(\.requests) == [30, 30, 30])
    let far = try #require(nested.nodes.first { $0.name == "far.example.com" })
    #expect(far.blastRadius.entries.map(\.operation) == ["three"])
  }

  @Test("A CLIENT span that names its own service and begins its work serves the call, and calls nobody")
  func namesItself() {
    #expect(
      edges(
        of: """
          customer SERVER GET /customer 0..300
            mysql CLIENT SQL SELECT 5..290 {peerService=mysql}
          """, repeated: 30) == ["customer..mysql synchronous unknown 30"])
    #expect(
      edges(
        of: """
          web CLIENT items 0..60 {component=proxy, peerService=items}
            items CLIENT items 4..55 {component=proxy, peerService=items.shop.svc.cluster.local}
          """, repeated: 30) == ["web..items synchronous blocking 30"])
    #expect(
      edges(
        of: """
          cache SERVER get 0..60
            cache CLIENT get 4..55 {peerService=cache}
          """, repeated: 30) == [])
  }

  @Test("Where all spans of a trace have one id, the call still leads from one service to the other, and not to itself")
  func oneID() {
    #expect(
      edges(
        of: """
          web SERVER get 0..50
            web CLIENT get 5..45 shared
              api SERVER get 8..42 shared
          """, repeated: 30) == ["web..api synchronous blocking 30"])
  }

  @Test("A span without a kind that names the other side is a call; the first of its service is what was called")
  func peerWithoutKind() {
    #expect(
      edges(
        of: """
          edge - get 0..100
            edge - call 5..90 {peerService=core}
          """, repeated: 30) == ["edge..core synchronous blocking 30"])
    #expect(
      edges(
        of: """
          edge SERVER get 0..100
            edge CLIENT call 5..90
              core - call 7..88 {peerService=edge}
          """, repeated: 30) == ["edge..core synchronous blocking 30"])
  }

  @Test("Asynchronous and blocking: the caller stands idle for a fixed time, or for the acceptance only")
  func idleForNothing() {
    let jobs = "messagingSystem=kafka, messagingDestination=jobs"
    let pause = (0..<60).map { number in
      """
      web SERVER export 0..110
        web PRODUCER jobs publish 10..11 {\(jobs)}
          worker CONSUMER jobs process 12..\(20 + number) {\(jobs)}
        web CLIENT GET 90..92 {httpMethod=GET, serverAddress=status}
      """
    }.joined(separator: "\n---\n")
    #expect(edges(of: pause).contains("web..worker via kafka:jobs asynchronous blocking 60"), "\(edges(of: pause))")
    let acceptance = """
      web SERVER track 0..100
        web CLIENT send 10..25 {rpcSystem=grpc}
          metrics SERVER send 12..300
      """
    #expect(edges(of: acceptance, repeated: 30) == ["web..metrics asynchronous blocking 30"])
  }
}
