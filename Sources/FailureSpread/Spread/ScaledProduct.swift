/// A product of many probabilities that never becomes too small to divide a factor out of it again.
struct ScaledProduct: BitwiseCopyable {
  /// The product is this, times 2^-500 for each step of the scale.
  private var mantissa = 1.0
  private var scale: Int32 = 0

  private static let step = 0x1p500

  init() {}

  /// The product as a number; 0 where it is too small to matter beside 1.
  var value: Double { scale == 0 ? mantissa : 0 }

  /// A factor that can be divided by: no probability of surviving is quite 0.
  static func factor(_ probability: Double) -> Double { max(probability, 0x1p-60) }

  mutating func multiply(by factor: Double) {
    mantissa *= factor
    if mantissa < 1 / Self.step {
      mantissa *= Self.step
      scale += 1
    }
  }

  /// Puts another factor in the place of one.
  mutating func replace(_ old: Double, by new: Double) {
    mantissa = mantissa / old * new
    if scale > 0, mantissa >= 1 {
      mantissa /= Self.step
      scale -= 1
    } else if mantissa < 1 / Self.step {
      mantissa *= Self.step
      scale += 1
    }
  }

  /// Adds a number that is not too small.
  mutating func add(_ change: Double) {
    mantissa = value + change
    scale = 0
  }
}
