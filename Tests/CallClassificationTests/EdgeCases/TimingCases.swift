import Testing

/// The edge cases of classification that lie in times and outcomes, by their number in the reference.
@Suite("Edge cases: time")
struct TimingCases {
  @Test("6. Asynchronous work inside its parent, synchronous work outside: one process and durations tell them apart")
  func insideAndOutside() {
    // A short job inside of the request is still a message.
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web PRODUCER mail publish 10..12 {messagingSystem=kafka, messagingDestination=mail}
              mail CONSUMER mail process 14..20 {messagingSystem=kafka, messagingDestination=mail}
          """, repeated: 30
      ).last == "web..mail via kafka:mail asynchronous nonblocking 30")
    // A response that is streamed on after its span, on a host whose clock is late, is still a call.
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100 @a
            web CLIENT charge 10..60 @a {httpStatus=200}
              pay SERVER charge 52..106 @b
          """, repeated: 30) == ["web..pay synchronous blocking 30"])
  }

  @Test(
    "7. The client gave up while the server went on: still synchronous",
    arguments: ["!timedOut", "!cancelled", "!failed"])
  func gaveUp(outcome: String) {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web CLIENT charge 10..60 \(outcome)
              pay SERVER charge 12..900
          """, repeated: 30) == ["web..pay synchronous blocking 30"])
  }

  @Test("8. Of parallel calls to one target the losers are dropped: no retries, no asynchrony")
  func hedged() {
    let declared = """
      web SERVER quote 0..100
        web CLIENT GET 10..60 {httpMethod=GET}
          rates SERVER rate 12..95
        web CLIENT GET 30..60 {httpMethod=GET, httpStatus=200}
          rates SERVER rate 32..58
      """
    #expect(edges(of: declared, repeated: 30) == ["web..rates synchronous nonblocking 60"])
    let undeclared = declared.replacing("SERVER", with: "-").replacing("CLIENT", with: "-")
      .replacing("{httpMethod=GET}", with: "").replacing("{httpMethod=GET, httpStatus=200}", with: "")
    #expect(edges(of: undeclared, repeated: 30) == ["web..rates synchronous nonblocking 60"])
  }

  @Test(
    "9. Streams, sockets and long polls last as long as their connection: that is no asynchrony",
    arguments: [
      "EventStream 10..30000 {rpcSystem=grpc, rpcMethod=EventStream}",
      "Watch 10..30000 {rpcSystem=grpc, rpcMethod=Watch}",
      "GET 10..30000 {httpMethod=GET, httpStatus=101}", "GET 10..30000 {httpMethod=GET, urlPath=/socket.io/}",
      "GET 10..30000 {httpMethod=GET, streaming=event-stream}",
    ])
  func streams(call: String) {
    #expect(
      edges(
        of: """
          web SERVER start 0..20
            web CLIENT \(call)
              flags SERVER stream 12..29990
          """, repeated: 30) == ["web..flags synchronous blocking 30"])
  }

  @Test("10. One-way calls: the client's span ends at once, without an answer, and the server works on")
  func oneWay() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web CLIENT track 10..10.3 {rpcSystem=grpc}
              metrics SERVER track 12..58
          """, repeated: 30) == ["web..metrics asynchronous nonblocking 30"])
  }

  @Test("26. A cache is a node like others: how soft it is, its errors tell")
  func cache() {
    #expect(
      edges(
        of: """
          web SERVER product 0..100
            web CLIENT GET 10..12 !failed {databaseSystem=redis, serverAddress=cache}
            web CLIENT SELECT 13..40 {databaseSystem=postgresql, databaseName=shop}
          """) == ["web..postgresql:shop synchronous blocking 1", "web..redis:cache synchronous blocking 1"])
  }

  @Test("25. Databases are waited for; work that leaves them by another way is in no trace")
  func database() {
    #expect(
      edges(
        of: """
          web SERVER order 0..100
            web CLIENT INSERT outbox 10..12 {databaseSystem=mysql, databaseName=shop}
          ---
          relay INTERNAL relay outbox 0..50
            relay CLIENT SELECT outbox 1..5 {databaseSystem=mysql, databaseName=shop}
            relay PRODUCER orders publish 10..12 {messagingSystem=kafka, messagingDestination=orders}
          """) == [
          "relay..kafka:orders synchronous blocking 1", "relay..mysql:shop synchronous blocking 1",
          "web..mysql:shop synchronous blocking 1",
        ])
  }

  @Test("31. A sample that keeps errors changes rates, not verdicts")
  func biasedSample() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100 !failed
            web CLIENT charge 10..60 !failed
              pay SERVER charge 12..58 !failed
          """, repeated: 30) == ["web..pay synchronous blocking 30"])
  }
}
