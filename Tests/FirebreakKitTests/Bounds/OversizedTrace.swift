import FirebreakKit
import RiskReport
import TestSupport
import Testing
import TraceModel

/// A trace that is larger than memory: which of its spans are analysed, its spans alone decide.
@Suite("A trace that is larger than memory")
struct OversizedTrace {
  private static let size = 12_000
  /// Room for 10,000 spans.
  private static let memory = 1 << 20

  /// One trace of many spans, and a few small ones, in some order of spans.
  private static func batch(shuffled seed: UInt64?) -> SpanBatch {
    var batch = GrownTraces(.fan, size: size / 2).batch
    var small = TracePicture("web SERVER page 0..9\n  web CLIENT get 1..8\n    api SERVER get 2..7", repeated: 40).batch
    for index in small.spans.indices { small.spans[index].trace.low += 1_000 }
    batch.append(small)
    guard let seed else { return batch }
    var generator = SplitMix(state: seed)
    batch.spans.shuffle(using: &generator)
    return batch
  }

  private static func report(_ parts: [SpanBatch], threads: Int) -> String {
    var input = AnalysisInput()
    for part in parts { input.store.add(part) }
    input.threads = threads
    input.memory = memory
    return render(Analyzer().report(input), as: .json)
  }

  @Test("gives the same bytes for any number of threads", arguments: [2, 3, 8])
  func threads(threads: Int) {
    let batch = Self.batch(shuffled: nil)
    #expect(Self.report([batch], threads: threads) == Self.report([batch], threads: 1))
  }

  @Test("gives the same bytes for any order of its spans", arguments: [1, 2, 3] as [UInt64])
  func order(seed: UInt64) {
    #expect(
      Self.report([Self.batch(shuffled: seed)], threads: 1) == Self.report([Self.batch(shuffled: nil)], threads: 1))
  }

  @Test("gives the same bytes however the spans are dealt to those who read them")
  func parts() {
    let whole = Self.batch(shuffled: 5)
    var (first, second) = (whole, whole)
    first.spans = Array(whole.spans.prefix(4_321))
    second.spans = Array(whole.spans.dropFirst(4_321))
    #expect(Self.report([first, second], threads: 2) == Self.report([whole], threads: 1))
  }

  @Test("says how many of its spans were left out, counts them as lost, and keeps other traces whole")
  func loss() throws {
    var input = AnalysisInput(batch: Self.batch(shuffled: nil))
    input.memory = Self.memory
    let summary = Analyzer().summarize(input)
    let lost = try #require(summary.diagnostics.diagnostics.first { $0.id == "oversized-trace" })
    #expect(lost.isLoss && lost.count == Self.size + 1 - 10_000)
    #expect(summary.quality.spans == 10_000 + 120)
    #expect(Analyzer().report(input).evidence.rejectedRecords == lost.count)
  }

  @Test("is whole where there is memory for it")
  func whole() {
    let report = Analyzer().report(AnalysisInput(batch: Self.batch(shuffled: 9)))
    #expect(report.evidence.spans == Self.size + 1 + 120)
    #expect(report.evidence.rejectedRecords == 0)
  }
}
