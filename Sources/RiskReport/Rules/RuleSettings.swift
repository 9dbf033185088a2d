/// All that rules are parameterised by. The default value is what applies without a policy.
public struct RuleSettings: Sendable, Equatable {
  /// Changes of a rule's defaults.
  public var rules: [RuleID: RuleChange] = [:]
  /// Changes at certain places; a later one wins over an earlier one.
  public var overrides: [RuleOverride] = []
  /// Calls that must not be synchronous.
  public var forbidden: [EdgeConstraint] = []
  /// Work that must go over a queue.
  public var queued: [EdgeConstraint] = []
  /// Where a caller is named by one of these, its synchronous calls may only go where one of them leads.
  public var allowed: [EdgeConstraint] = []
  /// Where the policy declares verdicts, as `file:line` by edge without its via.
  public var declarations: [FindingPlace: String] = [:]
  /// After which time callers give up, as the policy states it; the first that matches an edge holds.
  public var timeouts: [CallTimeout] = []
  public var quality = QualityFloors()

  public init() {}

  /// The setting of a rule at a place: defaults, then the policy's rule, then its overrides in order.
  public func setting(of rule: RuleID, at place: FindingPlace) -> RuleSetting {
    var setting = Rule.defaults(of: rule)
    if let change = rules[rule] { setting = setting.applying(change) }
    for override in overrides where override.place.matches(place) {
      if let change = override.rules[rule] { setting = setting.applying(change) }
    }
    return setting
  }
}

/// After which time a caller gives up a call.
public struct CallTimeout: Sendable, Equatable {
  public var caller: NamePattern
  public var callee: NamePattern
  public var seconds: Double

  public init(caller: NamePattern, callee: NamePattern, seconds: Double) {
    self.caller = caller
    self.callee = callee
    self.seconds = seconds
  }
}

/// Other settings for certain places.
public struct RuleOverride: Sendable, Equatable {
  public var place: PlaceSelector
  public var rules: [RuleID: RuleChange]
  /// The place in the policy, as `file:line`.
  public var origin: String?

  public init(place: PlaceSelector, rules: [RuleID: RuleChange], origin: String? = nil) {
    self.place = place
    self.rules = rules
    self.origin = origin
  }
}
