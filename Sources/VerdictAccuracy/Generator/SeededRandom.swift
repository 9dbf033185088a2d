internal import Foundation

/// Pseudo-random numbers that are the same on every machine (SplitMix64; Steele, Lea, Flood 2014).
struct SeededRandom: Sendable {
  private var state: UInt64

  init(state: UInt64) { self.state = state &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

  mutating func word() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// At least 0, below 1.
  mutating func unit() -> Double { Double(word() >> 11) / 9_007_199_254_740_992 }

  mutating func chance(_ share: Double) -> Bool { unit() < share }

  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(word() % UInt64(range.upperBound - range.lowerBound + 1))
  }

  /// A log-normal time around a middle, nanoseconds: most are near, some are several times as long.
  mutating func time(around middle: Double, spread: Double = 0.5) -> Int64 {
    let normal = (-2 * log(max(unit(), 1e-12))).squareRoot() * cos(2 * .pi * unit())
    return Int64(min(middle * exp(spread * normal), middle * 20)) + 1
  }
}

/// The exponential, for plans that import nothing else of Foundation.
func exp(_ value: Double) -> Double { Foundation.exp(value) }
