import CallClassification

extension ShareReport {
  /// A share of counts with its Wilson interval at 95 %. Without observations nothing is known: 0 within 0…1.
  public init(observed: Int, of: Int) {
    let interval = WilsonInterval(successes: observed, total: of)
    self.init(value: interval.value, low: interval.low, high: interval.high)
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
