#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import FirebreakKit
import RiskReport
import Testing

/// Eight times the input takes at most twelve times the processor time; what grows with the square takes 64 times.
///
/// No clock on the wall and no absolute time: one thread's own time, of one size against another.
@Suite("Growth", .serialized)
struct GrowthLaws {
  /// Small enough for a debug build; large enough that a square shows.
  private static let small = 500
  private static let factor = 8
  private static let most = 12.0

  @Test("reports, in text and Markdown, take time in proportion to the input", arguments: GrownTraces.Form.allCases)
  func report(form: GrownTraces.Form) {
    expectProportion(form) { batch in
      var input = AnalysisInput(batch: batch)
      input.threads = 1
      let report = Analyzer().report(input)
      return render(report, as: .markdown).utf8.count + render(report, as: .annotations).utf8.count
    }
  }

  @Test(
    "summaries take time in proportion to the input, written and read",
    arguments: [.chainOfCalls, .chainOfServices, .fan, .cycleOfParents, .services] as [GrownTraces.Form])
  func summary(form: GrownTraces.Form) {
    expectProportion(form) { batch in
      let summary = Analyzer().summarize(batch, isPartial: true)
      guard let text = try? SummaryFile.text(of: summary) else { return 0 }
      var twice = summary
      twice.merge(summary)
      return text.utf8.count + ((try? SummaryFile.text(of: twice)) ?? "").utf8.count
    }
  }

  /// The best ratio of three tries: other work on the machine only adds.
  private func expectProportion(_ form: GrownTraces.Form, _ work: (SpanBatch) -> Int) {
    let (few, many) = (
      GrownTraces(form, size: Self.small).batch, GrownTraces(form, size: Self.small * Self.factor).batch
    )
    var best = Double.infinity
    for _ in 0..<3 where best > Self.most {
      let (short, long) = (Self.seconds { work(few) }, Self.seconds { work(many) })
      best = min(best, long / max(short, 1e-9))
    }
    #expect(best <= Self.most, "\(form.rawValue): \(Self.factor) times the input takes \(best) times as long")
  }

  private static func seconds(_ work: () -> Int) -> Double {
    let start = threadTime()
    let made = work()
    let time = threadTime() - start
    return made < 0 ? .infinity : time
  }

  /// Seconds that the processor worked for this thread.
  private static func threadTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
