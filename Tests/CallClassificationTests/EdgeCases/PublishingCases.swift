import CallClassification
import TestSupport
import Testing

/// What is done while a message is published, and the spans that one message has.
@Suite("Edge cases: publishing")
struct PublishingCases {
  private let orders = "messagingSystem=kafka, messagingDestination=orders"

  @Test(
    "What is asked while publishing is a call of the request",
    arguments: [
      ("SELECT 11..12 {databaseSystem=postgresql, databaseName=outbox}", "web..postgresql:outbox"),
      ("GET 11..12 {httpMethod=GET, serverAddress=schema-registry, serverPort=8081}", "web..schema-registry"),
      ("evalsha 11..12 {databaseSystem=redis, serverAddress=jobs-store}", "web..redis:jobs-store"),
      ("Encrypt 11..12 {rpcSystem=grpc, rpcService=kms.Keys, serverAddress=keys}", "web..keys"),
    ])
  func callsWithin(call: String, edge: String) {
    let seen = edges(
      of: """
        web SERVER order 0..40
          web PRODUCER orders publish 10..16 {\(orders), serverAddress=kafka, serverPort=9092}
            web CLIENT \(call)
            worker CONSUMER orders process 20..90 {\(orders)}
        """, repeated: 30)
    #expect(seen.contains("\(edge) synchronous blocking 30"), "\(seen)")
    #expect(seen.contains("web..kafka:orders synchronous blocking 30"), "\(seen)")
    #expect(seen.contains("web..worker via kafka:orders asynchronous nonblocking 30"), "\(seen)")
    #expect(seen.count == 3, "\(seen)")
  }

  @Test(
    "The transport of the message itself is the publish",
    arguments: [
      ("messagingSystem=aws_sqs, messagingDestination=orders", "POST 11..12 {httpMethod=POST, serverAddress=sqs.eu-west-1.amazonaws.com}"),
      ("messagingSystem=gcp_pubsub, messagingDestination=orders", "POST 11..12 {httpMethod=POST, urlHost=pubsub.googleapis.com}"),
      ("messagingSystem=redis, messagingDestination=orders", "XADD 11..12 {databaseSystem=redis, serverAddress=cache}"),
      ("messagingSystem=rabbitmq, messagingDestination=orders, serverAddress=mq, serverPort=15672", "POST 11..12 {httpMethod=POST, serverAddress=mq, serverPort=15672}"),
      ("messagingSystem=kafka, messagingDestination=orders", "send 11..12 {messagingSystem=kafka, messagingDestination=orders, messagingOperation=send}"),
    ])
  func transport(message: String, call: String) {
    let seen = edges(
      of: """
        web SERVER order 0..40
          web PRODUCER orders publish 10..16 {\(message)}
            web CLIENT \(call)
        """)
    #expect(seen.count == 1, "\(seen)")
  }

  @Test("The store behind a queue library fails the requests that publish")
  func storeBehindQueue() {
    let seen = edges(
      of: """
        web SERVER sign-up 0..50
          web PRODUCER mails publish 5..8 {messagingSystem=sidekiq, messagingDestination=mails}
            web CLIENT LPUSH 6..7 {databaseSystem=redis, serverAddress=redis}
            mailer CONSUMER mails process 30..90 {messagingSystem=sidekiq, messagingDestination=mails}
        """, repeated: 30)
    #expect(seen.contains("web..redis:redis synchronous blocking 30"), "\(seen)")
  }

  @Test("Making a message and sending it are one publish", arguments: ["create", ""])
  func createAndSend(operation: String) {
    let attribute = operation.isEmpty ? "" : ", messagingOperation=\(operation)"
    let seen = edges(
      of: """
        web SERVER order 0..60
          web PRODUCER Message 5..5 #m {messagingSystem=servicebus, messagingDestination=orders\(attribute)}
            biller CONSUMER bill 40..300 {messagingSystem=servicebus, messagingDestination=orders, messagingOperation=process}
          web CLIENT Sender.Send 6..20 ->m {messagingSystem=servicebus, messagingDestination=orders, messagingOperation=publish}
        """, repeated: 30)
    #expect(
      seen == [
        "web..biller via servicebus:orders asynchronous nonblocking 30",
        "web..servicebus:orders synchronous blocking 30",
      ])
  }

  @Test("Where the sending is in no request, the making counts; and a subscriber that hands on to its handler is one taker")
  func sendInTheBackground() {
    let seen = edges(
      of: """
        web SERVER order 0..60
          web PRODUCER orders create 5..30 #m {messagingSystem=gcp_pubsub, messagingDestination=orders, messagingOperation=create}
            biller CONSUMER orders-sub subscribe 40..300 {messagingSystem=gcp_pubsub, messagingDestination=orders-sub, messagingOperation=receive}
              biller INTERNAL orders-sub process 50..280 {messagingSystem=gcp_pubsub, messagingDestination=orders-sub, messagingOperation=process}
                biller CLIENT INSERT 60..200 {databaseSystem=spanner, databaseName=bills}
        web CLIENT orders send 8..28 ->m {messagingSystem=gcp_pubsub, messagingDestination=orders, messagingOperation=send}
        """, repeated: 30)
    #expect(
      seen == [
        "biller..spanner:bills synchronous blocking 30",
        "web..biller via gcp_pubsub:orders asynchronous nonblocking 30",
        "web..gcp_pubsub:orders synchronous blocking 30",
      ])
  }

  @Test("Receiving and processing one message, both below its publish, are one delivery")
  func receiveAndProcess() {
    #expect(
      edges(
        of: """
          web SERVER order 0..60
            web PRODUCER orders publish 5..8 {\(orders)}
              worker CONSUMER orders receive 9..10 {\(orders), messagingOperation=receive}
              worker CONSUMER orders process 11..90 {\(orders), messagingOperation=process}
                worker CLIENT INSERT 20..40 {databaseSystem=mysql, databaseName=w}
          """, repeated: 30) == [
          "web..kafka:orders synchronous blocking 30", "web..worker via kafka:orders asynchronous nonblocking 30",
          "worker..mysql:w synchronous blocking 30",
        ])
  }

  @Test("Two messages to one topic are two")
  func twoMessages() {
    #expect(
      edges(
        of: """
          web SERVER order 0..60
            web PRODUCER orders publish 5..8 {\(orders)}
            web PRODUCER orders publish 9..12 {\(orders)}
          """) == ["web..kafka:orders synchronous blocking 2"])
  }
}
