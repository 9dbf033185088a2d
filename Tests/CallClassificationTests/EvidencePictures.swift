import CallClassification
import FirebreakKit
import RiskReport
import TestSupport
import Testing

/// Pictures of single kinds of evidence.
@Suite("Evidence")
struct EvidencePictures {
  @Test(
    "E1: an agent's flag is a hint: an answered call is waited for whatever it says", arguments: ["true", "false"])
  func flagOfAnswered(value: String) {
    #expect(
      edges(
        of: """
          web SERVER checkout 0..100
            web CLIENT charge 10..60 {spanSync=\(value)}
              pay SERVER charge 12..58
          """) == ["web..pay synchronous blocking 1"])
  }

  @Test(
    "E1: where kinds and durations leave it open, the flag decides",
    arguments: [("true", "synchronous"), ("false", "asynchronous")])
  func flagWithoutKinds(value: String, verdict: String) {
    let picture = """
      web - checkout 0..100
        web - charge 10..60 {spanSync=\(value)}
          pay - charge 12..20
      """
    #expect(edges(of: picture, repeated: 30).first?.hasPrefix("web..pay \(verdict)") == true)
  }

  @Test("E1: an invocation of type Event is handed over")
  func invocation() {
    let picture = """
      web SERVER checkout 0..100
        web CLIENT Invoke 10..60 {faasInvokedName=resize, faasInvocationType=Event}
          resize SERVER resize 12..58
      """
    #expect(edges(of: picture) == ["web..resize asynchronous nonblocking 1"])
  }

  @Test("E7: FOLLOWS_FROM decides nothing by itself")
  func followsFrom() {
    let picture = """
      web SERVER checkout 0..100
        web INTERNAL notify 10..60
          mail SERVER notify 12..40 followsFrom
      """
    #expect(edges(of: picture, repeated: 40) == ["web..mail unknown unknown 40"])
  }

  @Test("E8: what a timer starts is a unit of its own")
  func timer() {
    #expect(
      edges(
        of: """
          scheduler SERVER tick 0..10
            scheduler CLIENT Invoke 1..9
              report SERVER nightly 2..8 {faasTrigger=timer}
          """) == ["scheduler..report asynchronous nonblocking 1"])
  }

  @Test("E15: an answer that only accepts the work was waited for, and says so")
  func accepted() {
    let picture = """
      web SERVER order 0..100
        web CLIENT POST 10..20 {httpMethod=POST, httpStatus=202}
          jobs SERVER POST /jobs 11..19
            jobs INTERNAL run 18..900
      """
    #expect(edges(of: picture) == ["web..jobs synchronous blocking 1"])
    #expect(evidence("web", "jobs", of: picture).map(\.code).contains("E15"))
  }

  @Test("E17: a reply of the same conversation, taken as a child of the open request")
  func conversation() {
    #expect(
      edges(
        of: """
          web SERVER quote 0..100
            web PRODUCER prices send 5..6 conversation:c1 {messagingSystem=rabbitmq, messagingDestination=prices}
              pricing CONSUMER prices process 8..60 conversation:c1 {messagingSystem=rabbitmq, messagingDestination=prices}
            web CLIENT answers receive 7..63 conversation:c1 {messagingSystem=rabbitmq, messagingDestination=answers, messagingOperation=receive}
          """
      ).contains("web..pricing via rabbitmq:prices synchronous blocking 1"))
  }

  @Test("E17: the conversation also ties a consumer in another trace, whose link leads to the message")
  func conversationAcrossTraces() {
    #expect(
      edges(
        of: """
          web SERVER quote 0..100
            web PRODUCER prices send 5..6 #m conversation:c1 {messagingSystem=rabbitmq, messagingDestination=prices}
            web CLIENT answers receive 7..63 conversation:c1 {messagingSystem=rabbitmq, messagingDestination=answers, messagingOperation=receive}
          ---
          pricing CONSUMER prices process 8..60 ->m {messagingSystem=rabbitmq, messagingDestination=prices}
          """
      ).contains("web..pricing via rabbitmq:prices synchronous blocking 1"))
  }

  @Test("E17: a reply tied by links alone, across traces")
  func linkedReply() {
    #expect(
      edges(
        of: """
          web SERVER quote 0..100
            web PRODUCER prices send 5..6 #m {messagingSystem=kafka, messagingDestination=prices}
            web CONSUMER answers receive 61..63 ->r {messagingSystem=kafka, messagingDestination=answers, messagingOperation=receive}
          ---
          pricing CONSUMER prices process 8..60 ->m {messagingSystem=kafka, messagingDestination=prices}
            pricing PRODUCER answers send 58..59 #r {messagingSystem=kafka, messagingDestination=answers}
          """
      ).contains("web..pricing via kafka:prices synchronous blocking 1"))
  }

  @Test("E17: another conversation is no reply; nor is a reply behind the end of the request")
  func noReply() {
    for (conversation, times) in [("c2", "7..63"), ("c1", "120..130")] {
      #expect(
        edges(
          of: """
            web SERVER quote 0..100
              web PRODUCER prices send 5..6 conversation:c1 {messagingSystem=rabbitmq, messagingDestination=prices}
                pricing CONSUMER prices process 8..60 {messagingSystem=rabbitmq, messagingDestination=prices}
              web CLIENT answers receive \(times) conversation:\(conversation) {messagingSystem=rabbitmq, messagingDestination=answers, messagingOperation=receive}
            """
        ).contains("web..pricing via rabbitmq:prices asynchronous nonblocking 1"))
    }
  }

  @Test(
    "E17: a reply to a temporary destination, whose taking no span shows, while the request stands idle",
    arguments: [
      // Named as brokers name them.
      ("amq.rabbitmq.reply-to.{id}", "", "", "92..95", true),
      ("_INBOX.7", "", "", "92..95", true),
      // Called temporary by its attributes, which the message's own destination is not.
      ("answers", "", ", messagingTemporary=true", "92..95", true),
      // The client calls every destination temporary.
      ("answers", ", messagingTemporary=true", ", messagingTemporary=true", "92..95", false),
      // An ordinary topic.
      ("answers", "", "", "92..95", false),
      // The request went on meanwhile.
      ("amq.rabbitmq.reply-to.{id}", "", "", "30..35", false),
    ])
  func temporaryReply(destination: String, message: String, reply: String, next: String, waits: Bool) {
    let picture = """
      web SERVER quote 0..100
        web PRODUCER prices publish 5..6 {messagingSystem=rabbitmq, messagingDestination=prices\(message)}
          pricing CONSUMER prices process 8..60 {messagingSystem=rabbitmq, messagingDestination=prices}
            pricing PRODUCER reply publish 58..59 {messagingSystem=rabbitmq, messagingDestination=\(destination)\(reply)}
        web INTERNAL render \(next)
      """
    // The request stands idle until it goes on at 92: it hands the work over, and blocks all the same.
    let verdict = (waits ? "synchronous" : "asynchronous") + (next == "92..95" ? " blocking" : " nonblocking")
    #expect(edges(of: picture).contains("web..pricing via rabbitmq:prices \(verdict) 1"), "\(edges(of: picture))")
  }

  @Test("E18: later work of the request that links to many consumers joins them; fire and forget has none")
  func join() {
    let fork = """
      web SERVER report 0..100
        web PRODUCER parts send 5..6 {messagingSystem=kafka, messagingDestination=parts}
          part CONSUMER parts process 8..60 #a {messagingSystem=kafka, messagingDestination=parts}
        web PRODUCER parts send 7..8 {messagingSystem=kafka, messagingDestination=parts}
          part CONSUMER parts process 9..70 #b {messagingSystem=kafka, messagingDestination=parts}

      """
    let edge = "web..part via kafka:parts"
    #expect(edges(of: fork + "  web INTERNAL gather 72..95 ->a ->b").contains("\(edge) synchronous blocking 2"))
    #expect(edges(of: fork + "  web INTERNAL answer 72..95").contains("\(edge) asynchronous blocking 2"))
  }

  @Test("E19: the flags say that the parent is in another process")
  func remote() {
    let picture = """
      web SERVER checkout 0..100
        web CLIENT charge 10..60
          pay SERVER charge 12..58 remote
      """
    #expect(evidence("web", "pay", of: picture).map(\.code) == ["E11", "E19", "E5"])
  }

  @Test("Calls that behave otherwise than they are declared say so, with their number")
  func contradiction() {
    let asynchronous = """
      web SERVER checkout 0..20
        web CLIENT audit 10..60
          log SERVER audit 12..58
      """
    #expect(
      evidence("web", "log", of: asynchronous, repeated: 30).contains {
        $0.statement.hasSuffix("Declared synchronous, behaves asynchronous in 100 % of 30 calls.") && $0.contradicts
      })
    let synchronous = """
      web SERVER quote 0..100
        web PRODUCER pricing publish 5..6 {messagingSystem=rabbitmq, messagingDestination=pricing}
          pricing CONSUMER pricing process 8..60 {messagingSystem=rabbitmq, messagingDestination=pricing}
            pricing PRODUCER reply publish 58..59 {messagingSystem=rabbitmq, messagingDestination=reply}
              web CONSUMER reply receive 62..63 {messagingSystem=rabbitmq, messagingDestination=reply}
      """
    #expect(
      evidence("web", "pricing", of: synchronous, repeated: 412).contains {
        $0.statement.hasSuffix("Declared asynchronous, behaves synchronous in 100 % of 412 calls.") && $0.contradicts
      })
  }
}

@Suite("Examples of edges whose calls differ")
struct MixedExamples {
  @Test("A mixed edge shows one call of each sort")
  func oneOfEach() throws {
    let batch = TracePicture(
      """
      web SERVER checkout 0..20
        web CLIENT audit 10..60
          log SERVER audit 12..58
      ---
      web SERVER checkout 0..100
        web CLIENT audit 10..60
          log SERVER audit 12..58
      """, repeated: 30
    ).batch
    let input = AnalysisInput(batch: batch)
    let analyzer = Analyzer()
    let report = analyzer.report(input)
    guard case .edge(let edge, let examples) = analyzer.explain("web..log", in: report, of: input).first else {
      Issue.record("no edge")
      return
    }
    #expect(edge.verdict == .mixed)
    #expect(Set(examples.map(\.state)) == ["the request waited", "the request did not wait"])
  }
}

@Suite("Examples of edges that only links make")
struct LinkedExamplesTests {
  @Test("A batch shows three of its messages, each with the trace that it was worked on in")
  func batch() {
    let traces = ["a", "b", "c", "d"].map { label in
      """
      web SERVER order 0..100
        web PRODUCER orders publish 10..11 #\(label) {messagingSystem=kafka, messagingDestination=orders}
      """
    }
    let picture =
      traces.joined(separator: "\n---\n") + "\n---\n"
      + "worker CONSUMER orders process 900..950 ->a ->b ->c ->d {messagingSystem=kafka, messagingDestination=orders}"
    let input = AnalysisInput(batch: TracePicture(picture).batch)
    let analyzer = Analyzer()
    let report = analyzer.report(input)
    guard case .edge(let edge, let examples) = analyzer.explain("web..worker", in: report, of: input).first else {
      Issue.record("no edge")
      return
    }
    #expect(edge.calls == 4)
    #expect(examples.count == 3)
    #expect(examples.allSatisfy { $0.spans.map(\.role) == ["request", "call", "callee"] })
    #expect(examples.allSatisfy { $0.spans.map(\.start) == [0, 0.01, 0.1] })
    #expect(examples.allSatisfy { $0.state.hasPrefix("tied by a link, worked on in trace ") })
    #expect(Set(examples.map(\.trace)).count == 3)
  }
}
