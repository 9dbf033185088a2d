import Testing

/// What official instrumentation was measured to write, line by line.
@Suite("Real instrumentation")
struct RealInstrumentation {
  private let orders = "messagingSystem=rabbitmq, messagingDestination=orders"

  @Test("A consumer span ends before its work: late children are not detached")
  func earlyConsumer() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web PRODUCER orders publish 10..11 {\(orders)}
              worker CONSUMER orders receive 12..12.2 {\(orders)}
                worker CLIENT POST 13..60 {httpMethod=POST, httpStatus=200}
                  pay SERVER POST /pay 14..59
          """, repeated: 30
      ).last == "worker..pay synchronous blocking 30")
  }

  @Test("Publishing is traced twice: one message, one edge")
  func twice() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web PRODUCER orders publish 10..20 {\(orders)}
              web PRODUCER orders send 11..12 {\(orders)}
                worker CONSUMER orders process 30..90 {\(orders)}
          """) == [
          "web..rabbitmq:orders synchronous blocking 1", "web..worker via rabbitmq:orders asynchronous nonblocking 1",
        ])
  }

  @Test("A temporary destination on every publish proves nothing")
  func temporaryFlag() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web PRODUCER orders publish 10..11 {\(orders), messagingTemporary=true}
              worker CONSUMER orders process 12..50 {\(orders)}
          """
      ).last == "web..worker via rabbitmq:orders asynchronous nonblocking 1")
  }

  @Test("The exchange is published to, the queue is read: one topic, paired by the trace")
  func exchange() {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web PRODUCER shop publish 10..11 {messagingSystem=rabbitmq, messagingDestination=shop}
              worker CONSUMER orders.queue process 12..50 {messagingSystem=rabbitmq, messagingDestination=orders.queue}
          """) == [
          "web..rabbitmq:shop synchronous blocking 1", "web..worker via rabbitmq:shop asynchronous nonblocking 1",
        ])
  }

  @Test("Request and reply: only time and the return of the reply show that the caller waited")
  func reply() {
    #expect(
      edges(
        of: """
          web SERVER quote 0..100
            web PRODUCER quotes send 5..6 {messagingSystem=rabbitmq, messagingDestination=quotes}
              pricing CONSUMER quotes receive 8..60 {messagingSystem=rabbitmq, messagingDestination=quotes}
                pricing PRODUCER amq.rabbitmq.reply-to send 58..59 {messagingSystem=rabbitmq, messagingDestination=amq.rabbitmq.reply-to}
                  web CONSUMER amq.rabbitmq.reply-to receive 62..62.1 {messagingSystem=rabbitmq, messagingDestination=amq.rabbitmq.reply-to}
          """
      ).contains("web..pricing via rabbitmq:quotes synchronous blocking 1"))
  }

  @Test("Batches carry links only")
  func batch() {
    #expect(
      edges(
        of: """
          web SERVER a 0..100
            web PRODUCER orders publish 10..11 #a {\(orders)}
          ---
          web SERVER b 0..100
            web PRODUCER orders publish 10..11 #b {\(orders)}
          ---
          worker CONSUMER orders process 200..300 ->a ->b {\(orders)}
          """
      ).last == "web..worker via rabbitmq:orders asynchronous nonblocking 2")
  }

  @Test("INTERNAL children of frameworks are no calls, also when they end after the response")
  func frameworks() {
    #expect(
      edges(
        of: """
          web SERVER page 0..20
            web INTERNAL http send 19..40
            web CLIENT GET 2..15 {httpMethod=GET, httpStatus=200}
              api SERVER GET /x 3..14
                api INTERNAL http receive 4..5
                api INTERNAL http send 13..30
          """, repeated: 30) == ["web..api synchronous blocking 30"])
  }

  @Test("Everything on one host: the matching SERVER span tells who answered")
  func oneHost() {
    #expect(
      edges(
        of: """
          web SERVER page 0..100
            web CLIENT GET 2..15 {serverAddress=127.0.0.1, serverPort=8001}
              a SERVER GET /a 3..14
            web CLIENT GET 20..35 {serverAddress=127.0.0.1, serverPort=8002}
              b SERVER GET /b 21..34
          """) == ["web..a synchronous blocking 1", "web..b synchronous blocking 1"])
  }

  @Test("Embedded databases are part of their service")
  func embedded() {
    #expect(edges(of: "web SERVER page 0..9\n  web CLIENT SELECT 2..5 {databaseSystem=sqlite}") == [])
  }

  @Test("Flags tell remote parents from local ones")
  func flags() {
    #expect(
      edges(
        of: """
          store SERVER read 0..100
            store CLIENT fetch 10..60 local
              store SERVER fetch 12..58 remote
          """) == ["store..store synchronous blocking 1"])
    #expect(
      edges(
        of: """
          store SERVER read 0..100
            store CLIENT fetch 10..60 local
              store SERVER fetch 12..58 local
          """) == [])
  }

  @Test("A failed inner call and an answer all the same: the error does not cross")
  func fallback() {
    #expect(
      edges(
        of: """
          web SERVER page 0..100
            web CLIENT GET 2..15 !failed {httpMethod=GET}
              ads SERVER GET /ads 3..14 !failed
          """, repeated: 30) == ["web..ads synchronous blocking 30"])
  }

  @Test("Client time-outs: the callee's SERVER span goes on and succeeds")
  func timeouts() {
    #expect(
      edges(
        of: """
          web SERVER page 0..30 !failed
            web CLIENT GET 2..25 !timedOut
              slow SERVER GET /slow 3..3000
          """, repeated: 30) == ["web..slow synchronous blocking 30"])
  }

  @Test("Fire and forget from a thread: late calls show it; one that is in time tells nothing")
  func threads() {
    let late = "web SERVER page 0..20\n  web CLIENT POST 10..60\n    log SERVER POST /log 12..58"
    let inTime = "web SERVER page 0..20\n  web CLIENT POST 10..15\n    log SERVER POST /log 11..14"
    #expect(edges(of: late, repeated: 30) == ["web..log asynchronous nonblocking 30"])
    #expect(edges(of: inTime) == ["web..log synchronous blocking 1"])
  }

  @Test("Background tasks start or end after the response")
  func background() {
    #expect(
      edges(
        of: """
          web SERVER page 0..20
            web INTERNAL background 21..80
              web CLIENT POST 22..60 {httpMethod=POST, httpStatus=200}
                mail SERVER POST /mail 23..59
          """, repeated: 30) == ["web..mail asynchronous nonblocking 30"])
  }

  @Test("A callee's span that outlives the client's by a few percent is bookkeeping")
  func bookkeeping() {
    #expect(
      edges(
        of: """
          web SERVER page 0..200
            web CLIENT GET 10..110
              api SERVER GET /x 11..114
          """, repeated: 30) == ["web..api synchronous blocking 30"])
  }
}
