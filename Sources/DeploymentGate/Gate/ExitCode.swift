public import RiskReport

/// The exit codes of the command, the same in every output format.
public enum ExitCode: Int32, Sendable, CaseIterable {
  case passed = 0
  case gateFailed = 1
  /// Wrong options, an unreadable or wrong policy or baseline.
  case usage = 2
  /// No usable span, or less than the policy asks for.
  case notEnoughEvidence = 3
  /// A fault of the program: `EX_SOFTWARE` of sysexits.h.
  case internalError = 70

  /// What a gate's outcome exits with.
  public init(_ outcome: GateOutcome) {
    switch outcome {
    case .passed: self = .passed
    case .failed: self = .gateFailed
    case .notEnoughEvidence: self = .notEnoughEvidence
    }
  }
}
