public import DeploymentGate

/// What a team starts with: a policy and a baseline that a gate on the same traces passes.
public struct Starter: Sendable {
  /// Fewer traces found no baseline.
  public static let fewestTraces = Policy().rules.quality.minimumTraces

  /// The text of the policy file, with comments.
  public let policy: String
  /// The state that the traces show under that policy.
  public let baseline: Baseline
  /// What a gate says of the same traces under both.
  public let check: GateResult

  /// - Parameters:
  ///   - input: the traces at hand.
  ///   - policyFile: the name that the policy is to have, for messages.
  ///   - today: the day of the check.
  /// - Throws: when the policy that was written cannot be read: a fault of the program.
  public init(_ input: AnalysisInput, policyFile: String = PolicyFile.usualName, today: CalendarDate)
    throws(PolicyError)
  {
    policy = StarterPolicy(Analyzer().analyze(input).report).text
    let rules = try Policy(yaml: policy, file: policyFile)
    let analyzer = Analyzer(policy: rules)
    baseline = analyzer.state(of: input)
    check = analyzer.gate(input, policy: rules, baseline: baseline, today: today)
  }
}
