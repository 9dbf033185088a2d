import CallClassification
import FirebreakKit
import RiskReport
import TestSupport
import Testing

/// Requests that ask again and again for what a consumer will have done.
@Suite("Edge cases: polls")
struct PollingCases {
  private let tallies = "messagingSystem=rabbitmq, messagingDestination=tallies"

  /// A request that publishes and asks `questions` times, 20 ms apart, and a consumer that answers by `write`.
  private func poll(_ questions: Int, ask: String, write: String, first: Int = 12) -> String {
    let asked = (0..<questions).map { number in
      let start = first + number * 20
      return "  bobbin CLIENT " + ask.replacing("TIMES", with: "\(start)..\(start + 1)")
    }
    return """
      bobbin SERVER POST /looms 0..\(first + questions * 20 + 30)
        bobbin PRODUCER tallies publish 5..10 {\(tallies)}
          heddle CONSUMER tallies process 11..\(first + questions * 20 - 8) {\(tallies)}
            heddle CLIENT \(write.replacing("TIMES", with: "15..17"))
      \(asked.joined(separator: "\n"))
        bobbin CLIENT SELECT \(first + questions * 20 + 5)..\(first + questions * 20 + 9) {databaseSystem=mysql, databaseName=looms}
      """
  }

  @Test(
    "Two to four questions suffice, and the request may go on afterwards", arguments: [2, 3, 4],
    [
      ("GET TIMES {databaseSystem=redis, databaseOperation=GET}", "SET TIMES {databaseSystem=redis, databaseOperation=SET}"),
      (
        "SELECT TIMES {databaseSystem=postgresql, databaseName=mill, databaseOperation=SELECT}",
        "UPDATE TIMES {databaseSystem=postgresql, databaseName=mill, databaseOperation=UPDATE}"
      ),
      (
        "GET TIMES {httpMethod=GET, serverAddress=blobs.example.com, urlPath=/results}",
        "PUT TIMES {httpMethod=PUT, serverAddress=blobs.example.com, urlPath=/results}"
      ),
    ])
  func stores(questions: Int, store: (ask: String, write: String)) {
    let seen = edges(of: poll(questions, ask: store.ask, write: store.write), repeated: 30)
    #expect(seen.contains("bobbin..heddle via rabbitmq:tallies synchronous nonblocking 30"), "\(seen)")
  }

  @Test("A consumer that writes elsewhere, or only reads the same, is not waited for")
  func others() {
    let ask = "GET TIMES {databaseSystem=redis, databaseOperation=GET}"
    for write in [
      "SET TIMES {databaseSystem=redis, serverAddress=elsewhere, databaseOperation=SET}",
      "GET TIMES {databaseSystem=redis, databaseOperation=GET}",
    ] {
      let seen = edges(of: poll(3, ask: ask, write: write), repeated: 30)
      #expect(seen.contains("bobbin..heddle via rabbitmq:tallies asynchronous nonblocking 30"), "\(seen)")
    }
  }

  @Test("A single question is an answer that was ready at once where others poll, and nothing where none does")
  func single() {
    let ask = "GET TIMES {databaseSystem=redis, databaseOperation=GET}"
    let write = "SET TIMES {databaseSystem=redis, databaseOperation=SET}"
    let once = poll(1, ask: ask, write: write)
    #expect(
      edges(of: once, repeated: 30).contains("bobbin..heddle via rabbitmq:tallies asynchronous nonblocking 30"))
    let mostly = ([once] + Array(repeating: poll(2, ask: ask, write: write), count: 2)).joined(separator: "\n---\n")
    #expect(
      edges(of: mostly, repeated: 10).contains { $0.hasPrefix("bobbin..heddle via rabbitmq:tallies synchronous") })
  }

  @Test("One operation polls over a topic, another hands over on the same one: each has its verdict")
  func operations() throws {
    let ask = "GET TIMES {databaseSystem=redis, databaseOperation=GET}"
    let write = "SET TIMES {databaseSystem=redis, databaseOperation=SET}"
    let plain = """
      bobbin SERVER POST /bales 0..30
        bobbin PRODUCER tallies publish 5..10 {\(tallies)}
          heddle CONSUMER tallies process 11..90 {\(tallies)}
            heddle CLIENT \(write.replacing("TIMES", with: "15..17"))
      """
    let picture = (Array(repeating: plain, count: 4) + [poll(2, ask: ask, write: write)]).joined(separator: "\n---\n")
    let analyzer = Analyzer()
    let report = analyzer.report(analyzer.summarize(TracePicture(picture, repeated: 20).batch))
    let edge = try #require(report.edges.first { $0.callee == "heddle" })
    #expect(edge.operations.map(\.callerOperation) == ["POST /bales", "POST /looms"])
    #expect(edge.operations.map(\.verdict) == [.asynchronous, .synchronous])
    #expect(edge.verdict == .mixed)
    // Only those who poll fail with the consumer.
    let node = try #require(report.nodes.first { $0.name == "heddle" })
    #expect(node.blastRadius.entries.map(\.operation).contains("POST /looms"))
    #expect(!node.blastRadius.entries.map(\.operation).contains("POST /bales"))
  }

  @Test("Work that was accepted with 202 and asked for by its status is waited for, whoever published the message")
  func statusResource() throws {
    let asked = (0..<3).map { number in
      """
        desk CLIENT GET \(100 + number * 200)..\(108 + number * 200) {httpMethod=GET}
          jobs SERVER GET /jobs/{id} \(101 + number * 200)..\(107 + number * 200)
            jobs CLIENT SELECT \(102 + number * 200)..\(105 + number * 200) {databaseSystem=mysql, databaseName=jobs, databaseOperation=SELECT}
      """
    }.joined(separator: "\n")
    let picture = """
      desk SERVER POST /report 0..600
        desk CLIENT POST 5..50 {httpMethod=POST, httpStatus=202}
          jobs SERVER POST /jobs 7..48 {httpStatus=202}
            jobs PRODUCER jobs publish 20..22 {messagingSystem=rabbitmq, messagingDestination=jobs}
              painter CONSUMER jobs process 60..480 {messagingSystem=rabbitmq, messagingDestination=jobs}
                painter CLIENT UPDATE 470..475 {databaseSystem=mysql, databaseName=jobs, databaseOperation=UPDATE}
      \(asked)
      """
    let analyzer = Analyzer()
    let report = analyzer.report(analyzer.summarize(TracePicture(picture, repeated: 30).batch))
    #expect(report.edges.first { $0.callee == "painter" }?.verdict == .synchronous)
    let reach = try #require(report.nodes.first { $0.name == "painter" }?.blastRadius.entries)
    #expect(reach.contains { $0.service == "desk" && $0.structural == 1 })
  }

  @Test("A loop over things that asks the consumer's service is no poll")
  func loop() {
    let asked = (0..<5).map { number in
      """
        shop CLIENT GET \(20 + number * 6)..\(22 + number * 6) {httpMethod=GET, httpStatus=200}
          stock SERVER GET /items/{id} \(20 + number * 6)..\(22 + number * 6)
      """
    }.joined(separator: "\n")
    let picture = """
      shop SERVER GET /cart 0..80
        shop PRODUCER seen publish 5..8 {messagingSystem=kafka, messagingDestination=seen}
          stock CONSUMER seen process 12..200 {messagingSystem=kafka, messagingDestination=seen}
      \(asked)
      """
    #expect(edges(of: picture, repeated: 30).contains("shop..stock via kafka:seen asynchronous nonblocking 30"))
  }

  @Test("An event that comes back while the request does other work is no reply; on a queue of its own it is one")
  func eventWhileBusy() {
    func picture(_ back: String) -> String {
      """
      orders SERVER POST /orders 0..400
        orders PRODUCER placed send 5..7 conversation:c {messagingSystem=rabbitmq, messagingDestination=placed}
          stock CONSUMER placed receive 12..150 conversation:c {messagingSystem=rabbitmq, messagingDestination=placed}
            stock PRODUCER \(back) send 147..148 conversation:c {messagingSystem=rabbitmq, messagingDestination=\(back)}
              orders CONSUMER \(back) receive 152..166 conversation:c {messagingSystem=rabbitmq, messagingDestination=\(back)}
        orders CLIENT INSERT 10..395 {databaseSystem=postgresql, databaseName=orders}
      """
    }
    #expect(
      edges(of: picture("reserved"), repeated: 80).contains(
        "orders..stock via rabbitmq:placed asynchronous nonblocking 80"))
    #expect(
      edges(of: picture("amq.gen-x7"), repeated: 80).contains {
        $0.hasPrefix("orders..stock via rabbitmq:placed synchronous")
      })
  }
}
