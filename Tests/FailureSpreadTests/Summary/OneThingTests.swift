import FirebreakKit
import RiskReport
import TestSupport
import Testing

@Suite("One thing is one node")
struct OneThingTests {
  private static func edges(_ picture: String, repeated: Int = 1) -> [String] {
    report(of: picture, repeated: repeated).edges.map { "\($0.caller) \($0.callee) \($0.calls)" }
  }

  private static func picture(_ lines: [String]) -> String { lines.joined(separator: "\n---\n") }

  @Test("Addresses of many pods that are asked the same are one peer, and its members are listed")
  func pods() {
    let calls = (1...8).map {
      "web SERVER buy 0..100\n  web CLIENT GET 10..60 {httpMethod=GET, urlPath=/prices, serverAddress=10.7.\($0).9, serverPort=80}"
    }
    let report = report(of: Self.picture(calls))
    #expect(report.edges.map(\.callee) == ["10.7.*:80"])
    #expect(report.nodes.first { $0.name == "10.7.*:80" }?.members?.count == 8)
  }

  @Test(
    "Few, differently asked or vaguely asked addresses stay apart",
    arguments: [
      (1...4, "/prices", false), (1...8, "/prices", true), (1...8, "/", false),
    ])
  func apart(_ copies: ClosedRange<Int>, _ path: String, _ differs: Bool) {
    let calls = copies.map {
      """
      web SERVER buy 0..100
        web CLIENT GET 10..60 {httpMethod=GET, urlPath=\(path)\(differs ? "/of/\($0)x" : ""), serverAddress=10.7.\($0).9, serverPort=80}
      """
    }
    #expect(Self.edges(Self.picture(calls)).count == copies.count)
  }

  @Test("Vaguely asked addresses are pointed out")
  func doubt() {
    let calls = (1...8).map {
      "web SERVER buy 0..100\n  web CLIENT GET 10..60 {httpMethod=GET, serverAddress=10.7.\($0).9, serverPort=80}"
    }
    #expect(report(of: Self.picture(calls)).evidence.diagnostics.contains { $0.id == "similar-peers" && $0.count == 8 })
  }

  @Test("Numbered hosts of one domain are one peer; hosts with names of their own are not")
  func tenants() {
    func calls(_ host: (Int) -> String) -> [String] {
      let calls = (10...17).map { "web SERVER buy 0..100\n  web CLIENT GET 10..60 {serverAddress=\(host($0))}" }
      return Self.edges(Self.picture(calls))
    }
    #expect(calls { "tenant-\($0).shop.example" } == ["web tenant-*.shop.example 8"])
    #expect(
      calls { ["red", "blue", "green", "pink", "grey", "teal", "gold", "lime"][$0 - 10] + ".shop.example" }.count == 8)
  }

  @Test("A service that is named after its pods is one service")
  func podNames() {
    let calls = ["7d9f8b6c5-x2lkq", "7d9f8b6c5-zz2w4", "6c4d5f7b98-bbk42"].map {
      "web SERVER buy 0..100\n  web CLIENT pay 10..60\n    till-\($0) SERVER pay 12..58"
    }
    let report = report(of: Self.picture(calls))
    #expect(report.edges.map { "\($0.caller) \($0.callee) \($0.calls)" } == ["web till 3"])
    #expect(
      report.nodes.first { $0.name == "till" }?.members
        == ["till-6c4d5f7b98-bbk42", "till-7d9f8b6c5-x2lkq", "till-7d9f8b6c5-zz2w4"])
  }

  @Test("Services without a name are told apart by their hosts, and pointed out")
  func unnamed() {
    let report = report(
      of: """
        unknown_service:java SERVER buy 0..100 @web-1
          unknown_service:java CLIENT pay 10..60 @web-1
            unknown_service:java SERVER pay 12..58 @till-1
        """)
    #expect(report.edges.map { "\($0.caller) \($0.callee)" } == ["unknown_service:java@web unknown_service:java@till"])
    #expect(report.evidence.diagnostics.contains { $0.id == "default-service-name" && $0.count == 3 })
  }

  @Test("A queue that one library names without its system is the one that others name with it")
  func queues() {
    let picture = """
      web SERVER buy 0..100
        web PRODUCER bills 10..12 {messagingDestination=bills}
          mail CONSUMER bills process 15..90 {messagingSystem=kafka, messagingDestination=bills}
      """
    #expect(Self.edges(picture) == ["web kafka:bills 1", "web mail 1"])
    let two = picture + "\n---\napp CONSUMER bills process 0..9 {messagingSystem=rabbitmq, messagingDestination=bills}"
    #expect(Self.edges(two).contains("web queue:bills 1"))
  }

  @Test("A call that names its own service is nobody else's")
  func itself() {
    let picture = """
      web SERVER buy 0..100
        store CLIENT read 10..60 {peerService=store}
      """
    #expect(Self.edges(picture) == ["web store 1"])
  }

  @Test("A policy says which names are copies of one node, and which are not")
  func choices() throws {
    let policy = try Policy(
      yaml: """
        names:
          apart: ["10.7.*", "till-7*"]
          copies:
            - { node: mail, members: "mail-*" }
            - { node: stock, members: [stock-a, stock-b] }
        """)
    let pods = ["till-7d9f8b6c5-x2lkq", "stock-a", "stock-b"].map {
      "web SERVER buy 0..100\n  web CLIENT pay 10..60\n    \($0) SERVER pay 12..58"
    }
    let peers = (1...8).map {
      "web SERVER buy 0..100\n  web CLIENT GET 10..60 {httpMethod=GET, urlPath=/prices, serverAddress=10.7.\($0).9, serverPort=80}"
    }
    let analyzer = Analyzer(policy: policy)
    let report = analyzer.report(analyzer.summarize(TracePicture(Self.picture(pods + peers)).batch))
    #expect(report.edges.map(\.callee).filter { !$0.hasPrefix("10.") } == ["stock", "till-7d9f8b6c5-x2lkq"])
    #expect(report.edges.count == 10)
    #expect(report.nodes.first { $0.name == "stock" }?.members == ["stock-a", "stock-b"])
  }

  // MARK: - Units of work

  @Test("A message that is taken, or taken and then worked on, is one unit of work")
  func messages() {
    let message = "{messagingSystem=kafka, messagingDestination=bills"
    func requests(_ taking: String) -> [Int] {
      let sending = "web SERVER buy 0..100\n  web PRODUCER bills send 10..12 \(message)} #m"
      let report = report(of: sending + "\n" + taking, repeated: 5)
      return ["web", "kafka:bills", "mail"].map { name in report.nodes.first { $0.name == name }?.requests ?? -1 }
    }
    #expect(requests("    mail CONSUMER bills receive 15..90 \(message)}") == [5, 5, 5])
    #expect(requests("---\nmail CONSUMER bills process 15..90 \(message)} ->m") == [5, 5, 5])
    let both = """
      ---
      mail CONSUMER bills receive 15..90 \(message), messagingOperation=receive}
        mail CONSUMER bills process 20..80 \(message), messagingOperation=process} ->m
      """
    #expect(requests(both) == [5, 5, 5])
  }

  // MARK: - What nobody waits for

  private static let work =
    "web SERVER POST /buy 0..100 {httpRoute=/buy}\n  web CLIENT pay 10..60\n    till SERVER pay 12..58"

  @Test(
    "Health checks, scrapes and empty polls are left out of shares and counted",
    arguments: [
      "web SERVER GET /healthz 0..1 {httpRoute=/healthz}", "web SERVER GET / 0..1 {httpRoute=/, synthetic=probe}",
      "till SERVER GET /metrics 0..1 {urlPath=/metrics}",
      "web SERVER grpc.health.v1.Health/Check 0..1 {rpcSystem=grpc, rpcService=grpc.health.v1.Health}",
      "till CLIENT BRPOP 0..1 {databaseSystem=redis, serverAddress=jobs}",
      "till CONSUMER bills receive 0..1 {messagingSystem=sqs, messagingDestination=bills, messagingOperation=receive, messagingBatchCount=0}",
    ])
  func probes(_ probe: String) {
    let report = report(of: Self.work + String(repeating: "\n---\n" + probe, count: 9), repeated: 4)
    #expect(report.entries.map(\.operation) == ["POST /buy"])
    #expect(report.nodes.first { $0.name == "till" }?.blastRadius.structural == 1)
    #expect(report.evidence.excluded?.map(\.requests) == [36])
    #expect(report.evidence.diagnostics.contains { $0.id == "excluded-requests" && $0.count == 36 })
  }

  @Test(
    "What only looks like one counts",
    arguments: [
      "web SERVER GET /healthcare/plans 0..1 {httpRoute=/healthcare/plans}", "web SERVER healthz 0..1",
      "till CLIENT BRPOP 0..9 {databaseSystem=redis, serverAddress=jobs}\n  till INTERNAL work 1..2",
      "web SERVER GET /healthz 0..1 {httpRoute=/healthz}\n---\napp SERVER look 0..9\n  app CLIENT GET 1..8\n    web SERVER GET /healthz 2..7 {httpRoute=/healthz}",
    ])
  func noProbes(_ picture: String) {
    let report = report(of: Self.work + "\n---\n" + picture, repeated: 4)
    #expect(report.entries.count >= 2 && report.evidence.excluded == nil)
  }

  @Test("Where there is nothing else, or the baseline has it, a health check counts")
  func kept() {
    let probe = "web SERVER GET /healthz 0..1 {httpRoute=/healthz}"
    #expect(report(of: probe).entries.map(\.operation) == ["GET /healthz"])
    var configuration = AnalysisConfiguration()
    configuration.keptEntries = [EntryName(service: "web", operation: "GET /healthz")]
    let analyzer = Analyzer(configuration: configuration)
    let report = analyzer.report(analyzer.summarize(TracePicture(Self.work + "\n---\n" + probe).batch))
    #expect(report.entries.count == 2)
  }
}
