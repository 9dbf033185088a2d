public import RiskReport

extension GateReason {
  /// What a pull request's own policy or baseline would decide. It is said and decides nothing.
  ///
  /// - Parameters:
  ///   - files: what the pull request changes: `policy`, `baseline`.
  ///   - outcome: with these.
  ///   - removesBaseline: whether only limits are left to judge by.
  public static func proposal(of files: [String], outcome: GateOutcome, removesBaseline: Bool) -> GateReason {
    let what = files.joined(separator: " and ")
    let would: String
    switch outcome {
    case .passed: would = "pass"
    case .failed: would = "fail"
    case .notEnoughEvidence: would = "stay closed for want of evidence"
    }
    let removal = removesBaseline ? " The pull request removes the baseline: only the limits would be left." : ""
    return GateReason(
      severity: .note,
      message: """
        This pull request changes the \(what) and is judged by the \(what) of its base. With this pull request's \(what), \
        the gate would \(would).\(removal)
        """,
      advice: """
        To land it, merge the change of the \(what) first, in a pull request of its own that is reviewed; then run this gate \
        again.
        """)
  }

  /// The same where the files cannot be read.
  public static func unusableProposal(of files: [String], cause: String) -> GateReason {
    GateReason(
      severity: .warning,
      message: """
        This pull request's \(files.joined(separator: " and ")) cannot be used: \(cause)
        """,
      advice: "Correct the file, or the gate cannot run once the pull request is merged.")
  }
}

extension GateResult {
  /// Adds a reason that decides nothing, behind those that do.
  public mutating func add(_ reason: GateReason) {
    let place = gate.reasons.firstIndex { $0.severity != .error } ?? gate.reasons.endIndex
    gate.reasons.insert(reason, at: place)
    report.gate = gate
  }
}
