public import CallClassification
public import DeploymentGate
public import FailureSpread
public import RiskReport

/// What a user can set about an analysis.
public struct AnalysisConfiguration: Sendable, Equatable {
  public var verdictRule = VerdictRule()
  /// Verdicts that the user states for edges.
  public var declaredVerdicts: [DeclaredVerdict] = []

  /// Limits and severities of the rules.
  public var rules = RuleSettings()

  /// Services and operations to leave out: health checks, load generators.
  public var exclusions = Exclusions()

  /// Names of services and peers that are copies of one thing, or things of their own.
  public var naming = NamingChoices()

  /// Entries that count although they look like health checks: those of the baseline, so that it stays comparable.
  public var keptEntries: Set<EntryName> = []

  public init() {}

  func keeps(service: String, operation: String) -> Bool {
    keptEntries.contains(EntryName(service: service, operation: operation)) || exclusions.keeps(operation: operation)
  }
}
