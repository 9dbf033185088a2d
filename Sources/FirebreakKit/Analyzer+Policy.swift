public import DeploymentGate

extension Analyzer {
  /// An analyzer that follows a policy: its declared verdicts, and the limits of its rules.
  public init(policy: Policy) {
    var configuration = AnalysisConfiguration()
    configuration.declaredVerdicts = policy.declared
    configuration.rules = policy.rules
    configuration.exclusions = policy.exclusions
    configuration.naming = policy.naming
    self.init(configuration: configuration)
  }
}
