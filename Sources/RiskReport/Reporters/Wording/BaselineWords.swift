/// How a finding stands against the baseline, in words.
enum BaselineWords {
  /// `worse than the baseline, 33 % there`; nil when nothing was compared.
  static func state(_ finding: Finding, ascii: Bool = false) -> String? {
    guard let state = finding.baselineState else { return nil }
    var text = words(state)
    guard state != .new, state != .unchanged, let comparison = finding.comparison else { return text }
    if let baseline = comparison.baseline, let unit = finding.measure?.unit {
      text += ", \(Numbers.measure(baseline, unit: SafeText.inert(unit, limit: 20, ascii: ascii), ascii: ascii)) there"
    }
    if !comparison.significant { text += ", which can be chance" }
    return text
  }

  /// A state in words.
  static func words(_ state: BaselineState) -> String {
    switch state {
    case .new: "new"
    case .worse: "worse than the baseline"
    case .unchanged: "in the baseline"
    case .better: "better than the baseline"
    case .gone: "gone"
    case .notExercised: "not exercised"
    }
  }
}
