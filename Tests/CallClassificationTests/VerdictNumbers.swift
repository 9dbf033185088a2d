import CallClassification
import Testing

/// The smallest numbers of observations that give each verdict, as docs/classification.md states them.
@Suite("Numbers that a verdict needs")
struct VerdictNumbers {
  private func verdict(_ change: (inout EdgeStatistics) -> Void) -> Verdict {
    var statistics = EdgeStatistics()
    change(&statistics)
    return VerdictRule().verdict(of: statistics).verdict
  }

  @Test("One declared call is enough, and modest: its share is known to 20…100 %")
  func declared() {
    #expect(verdict { ($0.waits, $0.declaredWaits) = (1, 1) } == .synchronous)
    #expect(verdict { ($0.doesNotWait, $0.declaredDoesNotWait) = (1, 1) } == .asynchronous)
    #expect((WilsonInterval(successes: 1, total: 1).low * 100).rounded(.down) == 20)
    #expect((WilsonInterval(successes: 50, total: 50).low * 100).rounded() == 93)
  }

  @Test("By time alone: 10 calls that wait, 20 that do not", arguments: [(9, 10, 19, 20)])
  func timed(tooFewWaits: Int, waits: Int, tooFewDetached: Int, detached: Int) {
    #expect(verdict { $0.waits = tooFewWaits } == .unknown)
    #expect(verdict { $0.waits = waits } == .synchronous)
    #expect(verdict { $0.doesNotWait = tooFewDetached } == .unknown)
    #expect(verdict { $0.doesNotWait = detached } == .asynchronous)
  }

  @Test("By fitting alone: 35 calls of 35")
  func fitting() {
    #expect(verdict { $0.fits = 34 } == .unknown)
    #expect(verdict { $0.fits = 35 } == .synchronous)
  }

  @Test("Mixed needs both shares to be a tenth at least, by their lower bounds")
  func mixed() {
    #expect(verdict { ($0.waits, $0.declaredWaits, $0.doesNotWait) = (18, 18, 2) } == .synchronous)
    #expect(verdict { ($0.waits, $0.declaredWaits, $0.doesNotWait) = (90, 90, 18) } == .mixed)
    #expect(verdict { ($0.waits, $0.declaredWaits, $0.doesNotWait) = (90, 90, 10) } == .synchronous)
  }

  @Test("A share that is above a tenth, but not surely, leaves an edge open: more of the same could make it mixed")
  func unsure() {
    #expect(verdict { ($0.waits, $0.declaredWaits, $0.doesNotWait) = (3, 3, 1) } == .unknown)
    #expect(verdict { ($0.waits, $0.declaredWaits, $0.doesNotWait) = (30, 30, 10) } == .mixed)
    #expect(verdict { ($0.waits, $0.declaredDoesNotWait, $0.doesNotWait) = (1, 3, 3) } == .unknown)
  }

  @Test("Covered calls are waited for, however many they are", arguments: [1, 19, 20, 30, 300, 30_000])
  func covered(calls: Int) {
    #expect(verdict { ($0.covered, $0.declaredCovered) = (calls, calls) } == .synchronous)
  }

  @Test("Without kinds it takes ten")
  func coveredByTime() {
    #expect(verdict { $0.covered = 9 } == .unknown)
    #expect(verdict { $0.covered = 10 } == .synchronous)
  }

  @Test("Where calls that end last end after the request, covered ones count for nothing")
  func coveredByChance() {
    #expect(verdict { ($0.covered, $0.declaredCovered, $0.doesNotWait) = (60, 60, 40) } == .asynchronous)
    #expect(verdict { ($0.covered, $0.declaredCovered, $0.doesNotWait) = (4, 4, 1) } == .unknown)
    // The few that were the last to end tell whether the request waits for the slowest.
    #expect(verdict { ($0.covered, $0.declaredCovered, $0.doesNotWait) = (199, 199, 1) } == .unknown)
    #expect(verdict { ($0.covered, $0.declaredCovered, $0.barelyLate) = (199, 199, 1) } == .unknown)
    #expect(verdict { ($0.covered, $0.declaredCovered, $0.doesNotWait, $0.waits) = (189, 189, 1, 10) } == .synchronous)
    // Some that held their request up alone, or failed it, speak for all.
    #expect(
      verdict { ($0.covered, $0.declaredCovered, $0.doesNotWait, $0.waits) = (60, 60, 40, 10) } == .mixed)
    #expect(
      verdict {
        ($0.covered, $0.declaredCovered, $0.doesNotWait, $0.propagated, $0.calleeFailures) = (60, 60, 40, 3, 3)
      } == .mixed)
  }

  @Test("Contested calls count as not waiting, unless as many carry an answer")
  func contested() {
    #expect(verdict { $0.contested = 5 } == .asynchronous)
    #expect(verdict { ($0.contested, $0.answered, $0.waits, $0.declaredWaits) = (5, 5, 5, 5) } == .synchronous)
  }

  @Test("Where time alone decides, a fifth of the calls must be decided")
  func outnumbered() {
    #expect(verdict { ($0.doesNotWait, $0.undecided) = (20, 80) } == .asynchronous)
    #expect(verdict { ($0.doesNotWait, $0.undecided) = (20, 81) } == .unknown)
  }
}
