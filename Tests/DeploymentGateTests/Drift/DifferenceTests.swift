import JSONBridge
import RiskReport
import Testing

@testable import DeploymentGate

@Suite("Differences for people")
struct DifferenceTests {
  typealias F = GateFixture

  static let difference = Difference(
    from: Baseline(report: F.report([(F.queued, 60)])), to: Baseline(report: F.report([(F.callsThree, 60)])))

  @Test("of a state to itself there are none")
  func none() {
    let state = Baseline(report: F.report([(F.queued, 60)]))
    let difference = Difference(from: state, to: state)
    #expect(difference.isEmpty && difference.text.hasPrefix("Nothing is different beyond chance. Before: 60 traces, "))
  }

  @Test("are told in sections, what spreads failure first")
  func text() {
    #expect(
      Self.difference.text == """
        Differences beyond chance were found. Before: 60 traces, 300 spans. After: 60 traces, 300 spans.

        FINDINGS
          gone: note publish-in-request, pay

        BECAME SYNCHRONOUS
          pay..risk: asynchronous to synchronous (other; 60 calls before, 60 now)

        REACH OF FAILURES
          kafka:scores at web checkout: 100 % of requests waited for it, now 0 % (difference -100 %)
          risk at web checkout: 0 % of requests waited for it, now 100 % (difference +100 %)

        ENTRIES
          risk scores process: gone (60 requests before)
          web checkout: 2 services deep before, 3 now

        EDGES THAT ARE GONE
          pay..kafka:scores: synchronous (queue; 60 calls before, 0 now)
          pay..risk via kafka:scores: asynchronous (queue; 60 calls before, 0 now)

        NOT BEYOND WHAT CHANCE EXPLAINS
          finding blast-radius, pay

        """)
  }

  @Test("survive JSON")
  func json() throws {
    let bytes = try JSONCoding.encode(Self.difference)
    #expect(try JSONCoding.decode(Difference.self, from: bytes) == Self.difference)
  }

  @Test("Markdown loses the markup of names")
  func markdown() {
    var report = F.report([(F.callsThree, 60)])
    for index in report.edges.indices where report.edges[index].callee == "risk" {
      report.edges[index].callee = "<b>*x*"
    }
    let difference = Difference(from: Baseline(report: F.report([(F.queued, 60)])), to: Baseline(report: report))
    #expect(difference.markdown.contains("&lt;b&gt;\\*x\\*") && !difference.markdown.contains("<b>"))
  }
}
