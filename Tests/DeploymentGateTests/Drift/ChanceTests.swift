import Testing

@testable import DeploymentGate

@Suite("Chance")
struct ChanceTests {
  @Test(
    "is Fisher's exact test, one-sided",
    arguments: [
      // The lady tasting tea, 3 of 4 and 4 of 4; then values by hand: all of k in the second of two equal halves.
      (1, 4, 3, 4, 17.0 / 70), (0, 4, 4, 4, 1.0 / 70), (0, 2, 2, 2, 1.0 / 6), (0, 1, 1, 1, 0.5),
      (1, 10, 1, 10, 0.763158),
      (0, 1000, 1, 1000, 0.5), (0, 1_000_000, 20, 1_000_000, 9.534e-7), (500, 1000, 500, 1000, 0.5178),
    ])
  func exact(_ seen: Int, _ total: Int, _ seenAfter: Int, _ totalAfter: Int, _ expected: Double) {
    let chance = Chance.ofGrowth(from: Counts(seen, of: total), to: Counts(seenAfter, of: totalAfter))
    #expect(abs(chance - expected) < expected * 0.001, "\(chance)")
  }

  @Test(
    "stays a probability for counts that no sample has",
    arguments: [
      (0, 0, 0, 0), (-5, 10, 3, 10), (10, 5, 3, 2), (.max, .max, .max, .max), (0, .max, .max, .max), (.min, .min, 1, 1),
      (0, 1_000_000_000_000, 1_000_000, 1_000_000_000_000),
    ])
  func hostile(_ seen: Int, _ total: Int, _ seenAfter: Int, _ totalAfter: Int) {
    let chance = Chance.ofGrowth(from: Counts(seen, of: total), to: Counts(seenAfter, of: totalAfter))
    #expect((0...1).contains(chance))
  }

  @Test("more of it is less likely")
  func monotonous() {
    let chances = (0...50).map { Chance.ofGrowth(from: Counts(10, of: 100), to: Counts($0, of: 100)) }
    #expect(zip(chances, chances.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(chances[0] == 1)
  }

  @Test("missing something rare is no surprise, missing something frequent is")
  func missing() {
    #expect(Chance.ofMissing(seen: 1, in: 100, missingIn: 100).rounded(toPlaces: 9) == 0.5)
    #expect(Chance.ofMissing(seen: 30, in: 100, missingIn: 100) < 1e-9)
    #expect(Chance.ofMissing(seen: 30, in: 100, missingIn: 1) > 0.5)
    #expect(Chance.ofMissing(seen: 30, in: 100, missingIn: 0) == 1)
  }

  @Test("intervals of differences hold the difference and shrink with the counts")
  func intervals() {
    let small = ShareDifference(from: Counts(4, of: 10), to: Counts(6, of: 10))
    let large = ShareDifference(from: Counts(400, of: 1000), to: Counts(600, of: 1000))
    #expect(abs(small.value - 0.2) < 1e-12 && small.low < 0 && small.high > 0.2)
    #expect(large.low > 0.15 && large.high < 0.25)
    // Newcombe 1998, table II: 56/70 against 48/80.
    let known = ShareDifference(from: Counts(48, of: 80), to: Counts(56, of: 70))
    #expect(abs(known.low - 0.0524) < 0.0005 && abs(known.high - 0.3339) < 0.0005)
  }

  @Test("all comparisons of a run share its accepted false alarms")
  func budget() {
    #expect(Significance(DriftSettings(), comparisons: 0).level == Significance(DriftSettings(), comparisons: 1).level)
    #expect(
      Significance(DriftSettings(), comparisons: 100).level < Significance(DriftSettings(), comparisons: 10).level)
    var complete = DriftSettings()
    complete.sampling = .complete
    #expect(Significance(complete, comparisons: 10).accepts(chance: 0.9))
  }
}

extension Double {
  fileprivate func rounded(toPlaces places: Int) -> Double {
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    return (self * scale).rounded() / scale
  }
}

/// Counts come from files, and files from anybody.
@Suite("Chance with huge counts")
struct HugeCountsTests {
  private static let many = 1_000_000_000_000

  @Test(
    "takes no time to speak of, and is what smaller counts of the same share make likely",
    arguments: [
      (Counts(many / 2, of: many), Counts(many / 2, of: many), 0.4...0.6),
      (Counts(1, of: many), Counts(many, of: many), 0...1e-9),
      (Counts(many, of: many), Counts(1, of: many), 0.999...1),
      (Counts(0, of: many), Counts(many / 2, of: many), 0...1e-9),
      (Counts(many / 4, of: many), Counts(many / 8, of: many / 2), 0.4...0.6),
    ])
  func holds(before: Counts, after: Counts, expected: ClosedRange<Double>) {
    #expect(expected.contains(Chance.ofGrowth(from: before, to: after)))
  }
}
