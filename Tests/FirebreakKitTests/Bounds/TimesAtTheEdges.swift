import FirebreakKit
import RiskReport
import Testing
import TraceModel

/// Times come from strangers' files and lie anywhere in 64 bits.
@Suite("Times at the edges of 64 bits")
struct TimesAtTheEdges {
  private static let edges: [UInt64] = [
    0, 1, 499_999, 1 << 62, 1 << 63, .max - 500_000, .max - 1_000_000, .max - 1, .max,
  ]

  @Test("make no call, message or poll trap", arguments: [SpanKind.server, .client, .consumer, .unspecified])
  func calls(kind: SpanKind) {
    var spans = 0
    for start in Self.edges {
      for end in Self.edges {
        let batch = Self.trace(kind, start, end)
        var input = AnalysisInput(batch: batch)
        input.threads = 1
        let report = Analyzer().report(input)
        spans += report.evidence.spans
        for form in [ReportFormat.json, .text] { #expect(!render(report, as: form).isEmpty) }
      }
    }
    #expect(spans == Self.edges.count * Self.edges.count * 9)
  }

  @Test("saturate in sums")
  func saturation() {
    #expect((UInt64.max +| 1) == .max)
    #expect((UInt64(3) -| 4) == 0)
    #expect((UInt64.max *| 2) == .max)
    #expect((Int.max +| 1) == .max)
    #expect((Int.min +| -1) == .min)
    #expect((Int.min -| 1) == .min)
    #expect((0 -| Int.min) == .max)
    #expect((Int.min *| 2) == .min)
    #expect((Int.min *| -2) == .max)
    let (sum, difference, product) = (7 +| 5, 7 -| 9, 6 *| -7)
    #expect(sum == 12)
    #expect(difference == -2)
    #expect(product == -42)
    var count = UInt32.max - 1
    count +|= 5
    #expect(count == .max)
  }

  /// A request whose times are given, with calls, a message and a poll inside of it whose times are too.
  private static func trace(_ kind: SpanKind, _ start: UInt64, _ end: UInt64) -> SpanBatch {
    var batch = SpanBatch()
    func add(
      _ service: String, _ kind: SpanKind, _ id: UInt64, _ parent: UInt64, _ attributes: [(AttributeKey, String)] = [],
      from: UInt64, to: UInt64
    ) {
      let profile = SpanProfile(
        service: batch.names.intern(service), name: batch.names.intern("op"), kind: kind,
        attributes: attributes.map { Attribute($0.0, batch.names.intern($0.1)) })
      batch.spans.append(
        SpanRecord(
          trace: TraceID(low: 1), id: SpanID(id), parent: parent > 0 ? SpanID(parent) : .none, start: min(from, to),
          end: max(from, to), profile: batch.profiles.intern(profile)))
    }
    let topic = [(AttributeKey.messagingSystem, "kafka"), (.messagingDestination, "t")]
    let store = [(AttributeKey.serverAddress, "r"), (.databaseSystem, "redis")]
    add("a", .server, 1, 0, from: start, to: end)
    add("a", .client, 2, 1, from: start, to: end)
    add("b", kind, 3, 2, from: end, to: end)
    add("b", .internal, 4, 3, from: start, to: .max)
    add("a", .producer, 5, 1, topic, from: start, to: start)
    add("w", .consumer, 6, 5, topic, from: start, to: end)
    add("w", .client, 7, 6, store, from: 0, to: end)
    add("a", .client, 8, 1, store, from: start, to: end)
    add("a", .client, 9, 1, store, from: end, to: .max)
    return batch
  }
}
