extension ShareReport {
  /// A share of counts with its Wilson interval at 95 %: an interval that stays within 0…1 and is right for few
  /// observations. Source: Wilson, Journal of the American Statistical Association 22 (1927).
  ///
  /// Without observations nothing is known: 0 within 0…1. `observed` beyond `of` counts as all.
  public init(observed: Int, of: Int, standardScore z: Double = 1.959_963_984_540_054) {
    guard of > 0 else {
      self.init(value: 0, low: 0, high: 1)
      return
    }
    let n = Double(of)
    let share = min(1, max(0, Double(observed) / n))
    let center = share + z * z / (2 * n)
    let half = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    self.init(
      value: share, low: share == 0 ? 0 : max(0, (center - half) / scale),
      high: share == 1 ? 1 : min(1, (center + half) / scale))
  }
}

extension FindingMeasure {
  /// A share of counts with its interval, held against a limit.
  init(observed: Int, of: Int, limit: Double? = nil) {
    let share = ShareReport(observed: observed, of: of)
    self.init(
      value: share.value, low: share.low, high: share.high, limit: limit, unit: "share", observed: observed, of: of)
  }
}
