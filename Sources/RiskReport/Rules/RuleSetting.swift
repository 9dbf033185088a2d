/// What a policy can set of one rule.
public struct RuleSetting: Sendable, Equatable {
  public var enabled: Bool
  /// The severity of a finding, and of a finding beyond `limit` where the rule has one.
  public var severity: Severity
  /// The rule's limit; what it measures and in which unit, `Rule.limit` says.
  public var limit: Double?
  /// A milder limit: findings between it and `limit` are warnings.
  public var warningLimit: Double?
  /// The fewest of something that make the rule speak; of what, `Rule.atLeast` says.
  public var atLeast: Int?
  /// The place in the policy that sets it, as `file:line`; absent for built-in defaults.
  public var origin: String?

  public init(
    enabled: Bool = true, severity: Severity, limit: Double? = nil, warningLimit: Double? = nil, atLeast: Int? = nil,
    origin: String? = nil
  ) {
    self.enabled = enabled
    self.severity = severity
    self.limit = limit
    self.warningLimit = warningLimit
    self.atLeast = atLeast
    self.origin = origin
  }

  /// This setting with the parts that `change` sets.
  public func applying(_ change: RuleChange) -> RuleSetting {
    RuleSetting(
      enabled: change.enabled ?? enabled, severity: change.severity ?? severity, limit: change.limit ?? limit,
      warningLimit: warningLimit(after: change), atLeast: change.atLeast ?? atLeast, origin: change.origin ?? origin)
  }

  /// A policy that sets only `limit` means one limit: a default warning limit that lies beyond it would never be met,
  /// and one far below it would surprise.
  private func warningLimit(after change: RuleChange) -> Double? {
    if let set = change.warningLimit { return set }
    return change.limit == nil ? warningLimit : nil
  }
}

/// A part of a policy that changes some parts of a rule's setting.
public struct RuleChange: Sendable, Equatable {
  public var enabled: Bool?
  public var severity: Severity?
  public var limit: Double?
  public var warningLimit: Double?
  public var atLeast: Int?
  public var origin: String?

  public init(
    enabled: Bool? = nil, severity: Severity? = nil, limit: Double? = nil, warningLimit: Double? = nil,
    atLeast: Int? = nil, origin: String? = nil
  ) {
    self.enabled = enabled
    self.severity = severity
    self.limit = limit
    self.warningLimit = warningLimit
    self.atLeast = atLeast
    self.origin = origin
  }
}
