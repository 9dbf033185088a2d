public import CallClassification
public import FailureSpread

/// What a user can set about an analysis.
public struct AnalysisConfiguration: Sendable, Equatable {
  public var verdictRule = VerdictRule()
  /// Verdicts that the user states for edges.
  public var declaredVerdicts: [DeclaredVerdict] = []

  public init() {}
}
