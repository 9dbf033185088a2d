import FailureSpread
import FirebreakKit
import RiskReport
import TestSupport
import Testing
import TraceModel

/// The report of a picture, without findings.
func report(of picture: String, repeated: Int = 1) -> Report {
  let analyzer = Analyzer()
  return analyzer.report(analyzer.summarize(TracePicture(picture, repeated: repeated).batch))
}

@Suite("Spread on pictures")
struct SpreadPictures {
  private func radius(_ report: Report, _ node: String) -> Double? {
    report.nodes.first { $0.name == node }?.blastRadius.structural
  }

  private func drawn(_ chain: ChainReport) -> String {
    chain.hops.map(\.name).joined(separator: " > ") + " | \(chain.stopsAt) \(chain.traces)"
  }

  @Test("A failure crosses calls that wait, all the way up")
  func threeServices() {
    let report = report(
      of: """
        a SERVER x 0..100
          a CLIENT x 10..90
            b SERVER x 12..88
              b CLIENT x 20..80
                c SERVER x 22..78
        """)
    #expect(["a", "b", "c"].map { radius(report, $0) } == [1, 1, 1])
    #expect(report.chains.map(drawn) == ["a > b > c | leaf 1"])
    #expect(report.entries.map(\.depth) == [3])
  }

  @Test("A queue stops it: the broker can fail the sender, the worker cannot")
  func queue() {
    let report = report(
      of: """
        a SERVER x 0..100
          a PRODUCER jobs publish 10..12 {messagingSystem=kafka, messagingDestination=jobs}
            b CONSUMER jobs process 15..90 {messagingSystem=kafka, messagingDestination=jobs}
              b CLIENT x 20..80
                c SERVER x 22..78
        """)
    #expect(report.entries.map { "\($0.service) \($0.kind)" } == ["a request", "b message"])
    let entries = Dictionary(
      uniqueKeysWithValues: report.nodes.map { ($0.name, $0.blastRadius.entries.map(\.service).sorted()) })
    #expect(entries["kafka:jobs"] == ["a"])
    #expect(entries["b"] == ["b"])
    #expect(entries["c"] == ["b"])
    #expect(report.chains.map(drawn).sorted() == ["a > kafka:jobs | queue 1", "b > c | leaf 1"])
  }

  @Test("Chains are those of single requests: two requests do not make a longer one")
  func noUnionChains() {
    let report = report(
      of: """
        a SERVER x 0..100
          a CLIENT x 10..90
            b SERVER x 12..88
        ---
        b SERVER y 0..100
          b CLIENT y 10..90
            c SERVER y 12..88
        """)
    #expect(report.chains.map(drawn).sorted() == ["a > b | leaf 1", "b > c | leaf 1"])
    #expect(report.nodes.first { $0.name == "c" }?.blastRadius.entries.map(\.service) == ["b"])
  }

  @Test("A conditional call counts by its share of the requests")
  func conditional() {
    let with = """
      a SERVER x 0..100
        a CLIENT x 10..90
          b SERVER x 12..88
      """
    let without = "a SERVER x 0..100"
    let picture = ([with] + Array(repeating: without, count: 3)).joined(separator: "\n---\n")
    #expect(radius(report(of: picture), "b") == 0.25)
  }

  @Test("A call that returns to a waiting service is a re-entrant cycle")
  func reentrant() {
    let report = report(
      of: """
        a SERVER x 0..100
          a CLIENT x 10..90
            b SERVER x 12..88
              b CLIENT y 20..80
                a SERVER y 22..78
        """)
    #expect(report.cycles.map(\.services) == [["a", "b"]])
    #expect(report.cycles.map(\.reentrant) == [true])
  }

  @Test("Edges of different requests can close a cycle that no request runs around")
  func graphCycle() {
    let report = report(
      of: """
        a SERVER x 0..100
          a CLIENT x 10..90
            b SERVER x 12..88
        ---
        b SERVER y 0..100
          b CLIENT y 10..90
            a SERVER y 12..88
        """)
    #expect(report.cycles.map(\.reentrant) == [false])
  }

  @Test("A fallback that was seen to hold stops the chain")
  func fallback() {
    let report = report(
      of: """
        a SERVER x 0..100
          a CLIENT x 10..90 !failed
            b SERVER x 12..88 !failed
        """, repeated: 20)
    #expect(report.chains.isEmpty)
    let edge = report.edges[0]
    #expect(edge.propagation.calleeErrors == 20)
    #expect(edge.propagation.propagated == 0)
    let radius = report.nodes.first { $0.name == "b" }?.blastRadius
    #expect(radius?.structural == 1)
    #expect(radius.map { $0.expected < 0.1 } == true)
  }

  @Test("A failed attempt followed by one that succeeds is no failure")
  func retries() {
    let report = report(
      of: """
        a SERVER x 0..100
          a CLIENT x 10..20 !failed
            b SERVER x 12..18 !failed
          a CLIENT x 30..40
            b SERVER x 32..38
        """, repeated: 10)
    let edge = report.edges[0]
    #expect(edge.calls == 20)
    #expect(edge.errors == 10)
    #expect(edge.propagation.calleeErrors == 0)
  }

  @Test("Any order of spans gives the same report", arguments: 0..<10)
  func anyOrder(seed: UInt64) {
    let picture = """
      a SERVER x 0..100
        a CLIENT x 10..90
          b SERVER x 12..88
            b PRODUCER jobs publish 20..21 #m {messagingSystem=kafka, messagingDestination=jobs}
            b CLIENT SELECT 30..40 {databaseSystem=mysql, databaseName=d}
      ---
      c CONSUMER jobs process 15..90 ->m {messagingSystem=kafka, messagingDestination=jobs}
        c CLIENT x 20..80 !failed
          a SERVER y 22..78 !failed
      """
    var batch = TracePicture(picture, repeated: 7).batch
    let analyzer = Analyzer()
    let expected = analyzer.report(analyzer.summarize(batch))
    var generator = SplitMix(state: seed)
    let order = Array(batch.spans.indices).shuffled(using: &generator)
    var place = [UInt32](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { place[old] = UInt32(new) }
    batch.spans = order.map { batch.spans[$0] }
    batch.links = batch.links.map { link in
      var link = link
      link.span = place[Int(link.span)]
      return link
    }.shuffled(using: &generator)
    let equal = analyzer.report(analyzer.summarize(batch)) == expected
    #expect(equal)
  }

  @Test("Merging the summaries of two halves equals analysing them together")
  func merging() {
    let first = """
      a SERVER x 0..100
        a CLIENT x 10..90 {serverAddress=b, serverPort=80}
          b SERVER x 12..88
        a PRODUCER jobs publish 91..92 #m {messagingSystem=kafka, messagingDestination=jobs}
      ---
      c CONSUMER jobs process 15..90 ->m {messagingSystem=kafka, messagingDestination=jobs}
      """
    let picture = TracePicture(first, repeated: 6).batch
    let analyzer = Analyzer()
    let together = analyzer.report(analyzer.summarize(picture))
    // One half has the producers, the other the consumers.
    var halves = [SpanBatch(), SpanBatch()]
    for index in halves.indices {
      halves[index].names = picture.names
      halves[index].profiles = picture.profiles
      for (position, span) in picture.spans.enumerated() where Int(span.trace.low) % 2 == index {
        for var link in picture.links where link.span == UInt32(position) {
          link.span = UInt32(halves[index].spans.count)
          halves[index].links.append(link)
        }
        halves[index].spans.append(span)
      }
    }
    var merged = analyzer.summarize(halves[1], isPartial: true)
    merged.merge(analyzer.summarize(halves[0], isPartial: true))
    let equal = analyzer.report(merged) == together
    #expect(equal)
  }
}
