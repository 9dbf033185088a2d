/// One rule: its defaults, and how it finds the places that break it. What it means, `RuleDescription` says.
public struct Rule: Sendable {
  public let id: RuleID
  public let defaults: RuleSetting
  /// What the limit of its setting measures; absent for rules without one.
  public let limit: RuleParameter?
  /// What `atLeast` of its setting counts; absent for rules without one.
  public let atLeast: RuleParameter?
  /// The findings of a report, in any order. Rules about drift have none here: they need a baseline.
  let evaluate: @Sendable (RuleContext) -> [Finding]

  init(
    _ id: RuleID, defaults: RuleSetting, limit: RuleParameter? = nil,
    atLeast: RuleParameter? = nil, evaluate: @escaping @Sendable (RuleContext) -> [Finding] = { _ in [] }
  ) {
    self.id = id
    self.defaults = defaults
    self.limit = limit
    self.atLeast = atLeast
    self.evaluate = evaluate
  }

  /// The setting of a rule that no policy mentions.
  public static func defaults(of id: RuleID) -> RuleSetting {
    RuleBook.rule(id)?.defaults ?? RuleSetting(severity: .note)
  }
}

/// What a number in a rule's setting means.
public struct RuleParameter: Sendable, Equatable {
  public let meaning: String
  /// Shares lie in 0…1; all other units are whole numbers.
  public let unit: String

  init(_ meaning: String, unit: String) {
    self.meaning = meaning
    self.unit = unit
  }

  public var isShare: Bool { unit == "share" }
}
