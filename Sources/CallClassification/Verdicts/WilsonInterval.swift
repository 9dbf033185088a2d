/// The Wilson score interval of a share at 95 % confidence (Wilson 1927, "Probable inference").
public struct WilsonInterval: Sendable, Equatable {
  /// The observed share, 0…1; zero without observations.
  public var value: Double
  public var low: Double
  public var high: Double

  /// - Parameters:
  ///   - successes: how many of the observations count.
  ///   - total: the number of observations; with none the interval is 0…1.
  public init(successes: Int, total: Int) {
    guard total > 0 else {
      (value, low, high) = (0, 0, 1)
      return
    }
    let n = Double(total)
    let p = Double(min(max(successes, 0), total)) / n
    let z = 1.959963984540054
    let centre = p + z * z / (2 * n)
    let spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    value = p
    low = max(0, (centre - spread) / scale)
    high = min(1, (centre + spread) / scale)
  }
}
