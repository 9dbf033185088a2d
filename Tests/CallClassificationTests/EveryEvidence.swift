import CallClassification
import Foundation
import RiskReport
import TestSupport
import Testing

/// One picture for each kind of evidence of docs/classification.md: it is seen, and the edge gets the verdict.
@Suite("Every kind of evidence")
struct EveryEvidence {
  struct Case: CustomTestStringConvertible, Sendable {
    var code: EvidenceCode
    var edge: String
    var verdict: Verdict
    var repeated = 1
    var picture: String
    var testDescription: String { "\(code.label): \(edge) is \(verdict)" }
  }

  private static let orders = "messagingSystem=kafka, messagingDestination=orders"

  static let cases: [Case] = [
    Case(
      code: .declaredFlag, edge: "web..log", verdict: .asynchronous,
      picture: """
        web SERVER page 0..100
          web CLIENT audit 10..60 {faasInvocationType=Event}
            log SERVER audit 12..58
        """),
    Case(
      code: .producerConsumer, edge: "web..worker", verdict: .asynchronous,
      picture: """
        web SERVER page 0..100
          web PRODUCER orders publish 10..11 {\(orders), messagingOperation=publish}
            worker CONSUMER orders process 12..50 {\(orders), messagingOperation=process}
        """),
    Case(
      code: .clientSend, edge: "web..worker", verdict: .asynchronous,
      picture: """
        web SERVER page 0..100
          web CLIENT orders send 10..11 {\(orders), messagingOperation=send}
            worker CONSUMER orders process 12..50 {\(orders), messagingOperation=process}
        """),
    Case(
      code: .receive, edge: "web..worker", verdict: .asynchronous,
      picture: """
        web SERVER page 0..100
          web PRODUCER orders send 10..11 #m {\(orders), messagingOperation=send}
        ---
        worker CLIENT orders receive 200..230 ->m {\(orders), messagingOperation=receive}
        """),
    Case(
      code: .clientServer, edge: "web..pay", verdict: .synchronous,
      picture: """
        web SERVER page 0..100
          web CLIENT charge 10..60
            pay SERVER charge 12..58
        """),
    Case(
      code: .clientPeer, edge: "web..postgresql:shop", verdict: .synchronous,
      picture: """
        web SERVER page 0..100
          web CLIENT SELECT 10..60 {databaseSystem=postgresql, databaseName=shop}
        """),
    Case(
      code: .followsFrom, edge: "web..mail", verdict: .asynchronous, repeated: 30,
      picture: """
        web - page 0..20
          web - send 5..6
            mail - deliver 7..60 followsFrom
        """),
    Case(
      code: .asyncTrigger, edge: "web..resize", verdict: .asynchronous,
      picture: """
        web SERVER page 0..100
          web CLIENT put 10..20
            resize SERVER handler 22..90 {faasTrigger=datasource}
        """),
    Case(
      code: .outlivesCall, edge: "web..mail", verdict: .asynchronous, repeated: 30,
      picture: """
        web - page 0..100
          web - send 10..10.2
            mail - deliver 12..200
        """),
    Case(
      code: .outlivesRequest, edge: "web..log", verdict: .asynchronous, repeated: 30,
      picture: """
        web SERVER page 0..20
          web CLIENT audit 10..60
            log SERVER audit 12..58
        """),
    Case(
      code: .fits, edge: "shop..stock", verdict: .synchronous, repeated: 30,
      picture: """
        shop - page 0..100
          shop - ask 10..60
            stock - look up 12..58
        """),
    Case(
      code: .startsAfter, edge: "web..mail", verdict: .asynchronous, repeated: 30,
      picture: """
        web - page 0..100 @one
          web - send 10..20 @one
            mail - deliver 30..38 @one
        """),
    Case(
      code: .overlapped, edge: "web..a", verdict: .synchronous,
      picture: """
        web SERVER page 0..100
          web CLIENT GET 10..60
            a SERVER GET 12..58
          web CLIENT GET 15..55
            b SERVER GET 17..53
        """),
    Case(
      code: .errorCoupling, edge: "web..pay", verdict: .synchronous, repeated: 5,
      picture: """
        web SERVER page 0..100 !failed
          web CLIENT charge 10..60 !failed
            pay SERVER charge 12..58 !failed
        """),
    Case(
      code: .acceptedOnly, edge: "web..jobs", verdict: .synchronous,
      picture: """
        web SERVER page 0..100
          web CLIENT POST 10..60 {httpMethod=POST, httpStatus=202}
            jobs SERVER POST /jobs 12..58 {httpStatus=202}
        """),
    Case(
      code: .link, edge: "web..worker", verdict: .asynchronous,
      picture: """
        web SERVER page 0..100
          web PRODUCER orders publish 10..11 #m {\(orders)}
        ---
        worker CONSUMER orders process 200..300 ->m {\(orders)}
        """),
    Case(
      code: .requestReply, edge: "web..pricing", verdict: .synchronous,
      picture: """
        web SERVER quote 0..100
          web PRODUCER prices publish 5..6 {messagingSystem=rabbitmq, messagingDestination=prices}
            pricing CONSUMER prices process 8..60 {messagingSystem=rabbitmq, messagingDestination=prices}
              pricing PRODUCER replies publish 58..59 {messagingSystem=rabbitmq, messagingDestination=replies}
                web CONSUMER replies receive 62..63 {messagingSystem=rabbitmq, messagingDestination=replies}
        """),
    Case(
      code: .join, edge: "web..part", verdict: .synchronous,
      picture: """
        web SERVER report 0..100
          web PRODUCER orders send 5..6 {\(orders)}
            part CONSUMER orders process 8..60 #a {\(orders)}
          web PRODUCER orders send 7..8 {\(orders)}
            part CONSUMER orders process 9..70 #b {\(orders)}
          web INTERNAL gather 72..95 ->a ->b
        """),
    Case(
      code: .remoteParent, edge: "web..pay", verdict: .synchronous,
      picture: """
        web SERVER page 0..100
          web CLIENT charge 10..60
            pay SERVER charge 12..58 remote
        """),
    Case(
      code: .timeCoupling, edge: "web..pay", verdict: .synchronous,
      picture: (0..<60).map { number in
        """
        web SERVER page 0..\(30 + number)
          web CLIENT charge 10..\(20 + number)
            pay SERVER charge 11..\(19 + number)
        """
      }.joined(separator: "\n---\n")),
  ]

  @Test("It is seen, and decides as it should", arguments: cases)
  func seen(one: Case) {
    let ends = one.edge.components(separatedBy: "..")
    let items = evidence(ends[0], ends[1], of: one.picture, repeated: one.repeated)
    #expect(items.contains { $0.code == one.code.label }, "\(items.map(\.code))")
    let verdicts = edges(of: one.picture, repeated: one.repeated).filter {
      $0.hasPrefix(one.edge + " ")
    }
    #expect(verdicts.count == 1 && verdicts[0].contains(" \(one.verdict) "), "\(verdicts)")
  }

  @Test("None is left out")
  func complete() {
    #expect(Self.cases.map(\.code) == EvidenceCode.allCases)
  }
}
