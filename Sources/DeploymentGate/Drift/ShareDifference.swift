import RiskReport

/// The difference between two shares, its 95 % interval, and how likely chance alone makes it.
///
/// The interval joins the Wilson intervals of both sides. Source: Newcombe, Statistics in Medicine 17 (1998), method 10.
struct ShareDifference: Sendable, Equatable {
  let before: Counts
  let after: Counts
  let value: Double
  let low: Double
  let high: Double
  /// One-sided, in the direction of the difference.
  let chance: Double

  init(from before: Counts, to after: Counts) {
    self.before = before
    self.after = after
    let old = ShareReport(observed: before.seen, of: before.total)
    let new = ShareReport(observed: after.seen, of: after.total)
    value = new.value - old.value
    low = value - Self.length(new.value - new.low, old.high - old.value)
    high = value + Self.length(new.high - new.value, old.value - old.low)
    chance = value >= 0 ? Chance.ofGrowth(from: before, to: after) : Chance.ofGrowth(from: after, to: before)
  }

  private static func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
}
