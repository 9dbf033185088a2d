import CallClassification
import FailureSpread
import FirebreakKit
import RiskReport
import TestSupport
import Testing
import TraceModel

/// The difference of two clocks is reported, and decides nothing.
@Suite("Clocks")
struct ClockReporting {
  private func summary(shift: Double) -> Summary {
    Analyzer().summarize(
      TracePicture(
        """
        web SERVER checkout 0..100 @a
          web CLIENT charge 10..60 @a
            pay SERVER charge \(12 + shift)..\(58 + shift) @b
        """, repeated: 30
      ).batch)
  }

  private func diagnostic(_ summary: Summary) -> [String] {
    Analyzer().report(summary).evidence.diagnostics.filter { $0.id == "clock-skew" }.flatMap(\.examples)
  }

  @Test("Skew between two hosts is bounded from both sides")
  func bounds() {
    #expect(diagnostic(summary(shift: 3000)) == ["a and b: the second is 2998…3002 ms ahead, by 30 calls"])
    #expect(diagnostic(summary(shift: -500)) == ["a and b: the second is 498…502 ms behind, by 30 calls"])
    #expect(diagnostic(summary(shift: 0)) == [])
  }

  @Test("Summaries merge into the bounds of both")
  func merging() {
    var merged = summary(shift: 3000)
    merged.merge(summary(shift: 3000))
    #expect(diagnostic(merged) == ["a and b: the second is 2998…3002 ms ahead, by 60 calls"])
  }
}
