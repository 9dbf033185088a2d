import TestSupport
import Testing
import TraceAssembly
import TraceModel

/// The assembled traces of a batch, one line a span: indentation by depth, then service, name and attachment.
func drawn(_ batch: SpanBatch) -> [String] {
  let groups = TraceGroups(spans: batch.spans)
  var assembler = TraceAssembler(names: batch.names, profiles: batch.profiles.profiles)
  var traces: [(TraceID, [String])] = []
  for range in groups.ranges {
    var trace = Trace()
    assembler.assemble(groups.order[range], of: batch.spans, into: &trace)
    var depth: [Int] = []
    let lines = trace.spans.map { span -> String in
      depth.append(span.parent < 0 ? 0 : depth[Int(span.parent)] + 1)
      let profile = batch.profiles.profiles[Int(span.profile)]
      let attachment = span.attachment == .child || span.attachment == .root ? "" : " (\(span.attachment))"
      return String(repeating: "  ", count: depth[depth.count - 1]) + batch.names[profile.service] + " "
        + batch.names[profile.name] + attachment
    }
    traces.append((trace.id, lines))
  }
  return traces.sorted { $0.0 < $1.0 }.flatMap(\.1)
}

@Suite("Assembly of traces")
struct TraceAssemblerTests {
  private static let picture = """
    web SERVER checkout 0..100
      web CLIENT charge 10..60
        pay SERVER charge 12..58
          pay INTERNAL check 13..14
      web CLIENT audit 70..80
        log SERVER audit 71..79
    """

  private static let tree = [
    "web checkout", "  web charge", "    pay charge", "      pay check", "  web audit", "    log audit",
  ]

  @Test("Any order of spans gives the same tree", arguments: 0..<20)
  func anyOrder(seed: UInt64) {
    var batch = TracePicture(Self.picture).batch
    var generator = SplitMix(state: seed)
    batch.spans.shuffle(using: &generator)
    #expect(drawn(batch) == Self.tree)
  }

  @Test("Copies of a span are dropped, and the one that ends last is kept")
  func duplicates() {
    var batch = TracePicture(Self.picture).batch
    var early = batch.spans[0]
    early.end = early.start
    batch.spans += [batch.spans[2], early]
    let groups = TraceGroups(spans: batch.spans)
    var assembler = TraceAssembler(names: batch.names, profiles: batch.profiles.profiles)
    var trace = Trace()
    assembler.assemble(groups.order[groups.ranges[0]], of: batch.spans, into: &trace)
    #expect(trace.duplicates == 2)
    #expect(trace.spans.count == 6)
    #expect(trace.spans[0].duration == 100_000_000)
  }

  @Test("Client and server of one id are taken apart; the server's children hang on the server")
  func sharedIDs() {
    let batch = TracePicture(
      """
      web SERVER checkout 0..100
        web CLIENT charge 10..60
          pay SERVER charge 12..58 shared
            pay INTERNAL check 13..14
      """
    ).batch
    #expect(drawn(batch) == ["web checkout", "  web charge", "    pay charge (shared)", "      pay check"])
  }

  @Test("The two forms of one trace id are one trace")
  func bothIDForms() {
    var batch = TracePicture(Self.picture).batch
    for index in [1, 3, 4] { batch.spans[index].trace.high = 0 }
    #expect(drawn(batch) == Self.tree)
  }

  @Test("Two traces that agree in the lower half of their ids stay two")
  func lowerHalfCollides() {
    var batch = TracePicture("web SERVER a 0..1\n---\nweb SERVER b 0..1").batch
    batch.spans[1].trace = TraceID(high: 8, low: batch.spans[0].trace.low)
    #expect(TraceGroups(spans: batch.spans).ranges.count == 2)
  }

  @Test("A span whose parent is absent is an orphan, never a child of the root")
  func orphans() {
    let batch = TracePicture("web SERVER a 0..9\n  pay SERVER b 1..2 ^").batch
    #expect(drawn(batch) == ["web a", "pay b (orphan)"])
  }

  @Test("Cycles of parents are cut", arguments: [1, 2, 3])
  func cycles(length: Int) {
    var batch = TracePicture(Self.picture).batch
    // Let the first span of the picture hang on one of its own descendants.
    batch.spans[0].parent = batch.spans[length - 1].id
    #expect(drawn(batch).count == 6)
    #expect(drawn(batch)[0] == "web checkout (cycle)")
  }

  @Test("A trace of a hundred thousand spans, each the parent of the next, is assembled")
  func deep() {
    var batch = SpanBatch()
    let profile = batch.profiles.intern(SpanProfile(service: batch.names.intern("a"), kind: .server))
    for id in 1...100_000 as ClosedRange<UInt64> {
      batch.spans.append(
        SpanRecord(
          trace: TraceID(low: 1), id: SpanID(id), parent: SpanID(id - 1), start: id, end: 1_000_000 - id,
          profile: profile))
    }
    let groups = TraceGroups(spans: batch.spans)
    var assembler = TraceAssembler(names: batch.names, profiles: batch.profiles.profiles)
    var trace = Trace()
    assembler.assemble(groups.order[groups.ranges[0]], of: batch.spans, into: &trace)
    #expect(trace.spans.count == 100_000)
    #expect(trace.spans[99_999].parent == 99_998)
    #expect(trace.spans[0].subtreeEnd == 100_000)
  }
}
