/// How a finding's measure stands against the baseline, and whether the difference is more than chance.
public struct FindingComparison: Codable, Sendable, Equatable {
  /// What the baseline had; absent when it did not have the finding.
  public var baseline: Double?
  /// The difference, with its 95 % interval where both sides are shares.
  public var difference: Double?
  public var low: Double?
  public var high: Double?
  /// The probability that a system without any change shows a difference of this size between two such samples.
  public var chance: Double
  /// Whether `chance` is below what this comparison may spend of the policy's accepted false alarms.
  public var significant: Bool

  public init(
    baseline: Double? = nil, difference: Double? = nil, low: Double? = nil, high: Double? = nil, chance: Double,
    significant: Bool
  ) {
    self.baseline = baseline
    self.difference = difference
    self.low = low
    self.high = high
    self.chance = chance
    self.significant = significant
  }
}
