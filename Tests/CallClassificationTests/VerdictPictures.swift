import CallClassification
import FirebreakKit
import RiskReport
import TestSupport
import Testing

/// The edges of a picture, as `caller..callee[ via topic] verdict waiting calls`.
func edges(of picture: String, repeated: Int = 1) -> [String] {
  let analyzer = Analyzer()
  let report = analyzer.report(analyzer.summarize(TracePicture(picture, repeated: repeated).batch))
  return report.edges.map { edge in
    let via = edge.via.map { " via \($0)" } ?? ""
    return "\(edge.caller)..\(edge.callee)\(via) \(edge.verdict) \(edge.waiting) \(edge.calls)"
  }
}

/// The evidence of the first edge between two nodes.
func evidence(_ caller: String, _ callee: String, of picture: String, repeated: Int = 1) -> [EvidenceItemReport] {
  let analyzer = Analyzer()
  let report = analyzer.report(analyzer.summarize(TracePicture(picture, repeated: repeated).batch))
  return report.edges.first { $0.caller == caller && $0.callee == callee }?.evidence ?? []
}

@Suite("Verdicts of pictures")
struct VerdictPictures {
  @Test("A client that is answered by a server waits")
  func clientServer() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web CLIENT charge 10..60
              pay SERVER charge 12..58
          """) == ["web..pay synchronous blocking 1"])
  }

  @Test("INTERNAL spans between client and server do not break the pair")
  func internalBetween() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web INTERNAL wrapper 5..70
              web CLIENT charge 10..60
                web INTERNAL connect 11..59
                  pay SERVER charge 12..58
          """) == ["web..pay synchronous blocking 1"])
  }

  @Test("A message is handed over; publishing it waits for the broker")
  func producerConsumer() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web PRODUCER orders publish 70..75 {messagingSystem=kafka, messagingDestination=orders}
              worker CONSUMER orders process 80..400 {messagingSystem=kafka, messagingDestination=orders}
          """) == [
          "web..kafka:orders synchronous blocking 1",
          "web..worker via kafka:orders asynchronous nonblocking 1",
        ])
  }

  @Test("A link ties a batch consumer to its producers in other traces")
  func links() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web PRODUCER orders publish 70..75 #m {messagingSystem=kafka, messagingDestination=orders}
          ---
          worker CONSUMER orders process 80..400 ->m {messagingSystem=kafka, messagingDestination=orders}
          """, repeated: 2) == [
          "web..kafka:orders synchronous blocking 2",
          "web..worker via kafka:orders asynchronous nonblocking 2",
        ])
  }

  @Test("The call may end after the request: fire and forget")
  func fireAndForget() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..20
            web CLIENT audit 10..60
              log SERVER audit 12..58
          """, repeated: 30) == ["web..log asynchronous nonblocking 30"])
  }

  @Test("One late end among many decides nothing")
  func oneLateEnd() {
    let late = """
      web SERVER checkout 0..20
        web CLIENT charge 10..60
          pay SERVER charge 12..58
      """
    let usual = """
      web SERVER checkout 0..100
        web CLIENT charge 10..60
          pay SERVER charge 12..58
      """
    let picture = ([late] + Array(repeating: usual, count: 20)).joined(separator: "\n---\n")
    #expect(edges(of: picture) == ["web..pay synchronous blocking 21"])
  }

  @Test("Seconds of skew between two hosts change nothing", arguments: [-5000.0, -40, 40, 5000])
  func skew(shift: Double) {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100 @a
            web CLIENT charge 10..60 @a
              pay SERVER charge \(12 + shift)..\(58 + shift) @b
          """, repeated: 30) == ["web..pay synchronous blocking 30"])
  }

  @Test("A caller that gave up still waited")
  func gaveUp() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web CLIENT charge 10..60 !timedOut
              pay SERVER charge 12..500
          """, repeated: 30) == ["web..pay synchronous blocking 30"])
  }

  @Test("Overlapping calls are nonblocking")
  func overlapping() {
    #expect(
      edges(
        of: """
          web SERVER page 0..100
            web CLIENT a 10..60
              a SERVER a 12..58
            web CLIENT b 11..62
              b SERVER b 13..60
          """) == ["web..a synchronous nonblocking 1", "web..b synchronous nonblocking 1"])
  }

  @Test("Peers that send no spans are named by their attributes")
  func peers() {
    #expect(
      edges(
        of: """
          web SERVER page 0..100
            web CLIENT SELECT 10..20 {databaseSystem=postgresql, databaseName=shop}
            web CLIENT GET 21..22 {databaseSystem=redis, serverAddress=cache, serverPort=6379}
            web CLIENT POST 30..40 {serverAddress=api.example.com, httpMethod=POST}
            web CLIENT sqlite 41..42 {databaseSystem=sqlite, databaseName=local}
          """) == [
          "web..api.example.com synchronous blocking 1",
          "web..postgresql:shop synchronous blocking 1",
          "web..redis:cache synchronous blocking 1",
        ])
  }

  @Test("Request and reply over queues behaves as synchronous")
  func requestReply() {
    #expect(
      edges(
        of: """
          web SERVER quote 0..100
            web PRODUCER pricing publish 5..6 {messagingSystem=rabbitmq, messagingDestination=pricing}
              pricing CONSUMER pricing process 8..60 {messagingSystem=rabbitmq, messagingDestination=pricing}
                pricing PRODUCER reply publish 58..59 {messagingSystem=rabbitmq, messagingDestination=reply}
                  web CONSUMER reply receive 62..63 {messagingSystem=rabbitmq, messagingDestination=reply}
          """) == [
          "pricing..rabbitmq:reply synchronous blocking 1",
          "pricing..web via rabbitmq:reply asynchronous nonblocking 1",
          "web..pricing via rabbitmq:pricing synchronous blocking 1",
          "web..rabbitmq:pricing synchronous blocking 1",
        ])
  }

  @Test("Without kinds, a callee that takes most of the caller's span was waited for")
  func timingWaits() {
    #expect(
      edges(
        of: """
          web - checkout 0..100
            web - POST 10..60
              pay - charge 12..58
          """, repeated: 30) == ["web..pay synchronous blocking 30"])
  }

  @Test("Without kinds, a callee that far outlives the caller's span was not")
  func timingDetached() {
    #expect(
      edges(
        of: """
          web - checkout 0..100
            web - send 10..10.2
              mail - deliver 12..58
          """, repeated: 30) == ["web..mail asynchronous nonblocking 30"])
  }

  @Test("A few calls without kinds decide nothing")
  func fewTimed() {
    #expect(
      edges(
        of: """
          web - checkout 0..100
            web - POST 10..60
              pay - charge 12..58
          """, repeated: 3) == ["web..pay unknown blocking 3"])
  }

  @Test("A failed call whose callee left no span is still a call to that service")
  func aliases() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web CLIENT POST 10..60 {serverAddress=10.0.0.7, serverPort=8080}
              pay SERVER charge 12..58
          ---
          web SERVER checkout 0..100 !failed
            web CLIENT POST 10..60 {serverAddress=10.0.0.7, serverPort=8080} !timedOut
          """) == ["web..pay synchronous blocking 2"])
  }

  @Test("Ids shared by client and server are two spans of one call")
  func sharedIDs() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web CLIENT charge 10..60
              pay SERVER charge 12..58 shared
                pay CLIENT SELECT 20..30 {databaseSystem=mysql, databaseName=bank}
          """) == ["pay..mysql:bank synchronous blocking 1", "web..pay synchronous blocking 1"])
  }

  @Test("Streams do not look asynchronous")
  func streams() {
    #expect(
      edges(
        of: """
          web SERVER start 0..20
            web CLIENT EventStream 10..30000 {rpcSystem=grpc, streaming=true}
              flags SERVER EventStream 12..29990 {rpcSystem=grpc}
          """, repeated: 30) == ["web..flags synchronous blocking 30"])
  }
}
