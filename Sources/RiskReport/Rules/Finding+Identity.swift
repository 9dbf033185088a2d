import TraceModel

extension Finding {
  /// The version of what identifiers are made from. Baselines and waivers outlive releases: whoever changes a rule's
  /// name or the form of its subjects raises this and translates what older baselines hold.
  public static let identityVersion = 1

  /// Sixteen hexadecimal digits made from rule and subject alone, so that neither numbers nor traces change them.
  public static func identity(rule: String, subject: String) -> String {
    var hash = StableHash()
    hash.combine("finding/\(identityVersion)")
    hash.combine(rule)
    hash.combine(subject)
    return hash.hexadecimal
  }

  /// A finding whose id follows from its rule and subject; the subject is the place's unless given.
  public init(
    _ rule: RuleID, at place: FindingPlace, subject: String? = nil, severity: Severity, policy: String?,
    statement: String, advice: String, measure: FindingMeasure? = nil, edges: [String] = [], nodes: [String] = [],
    chains: [String] = [], exemplars: [String] = []
  ) {
    let subject = subject ?? place.subject
    self.init(
      id: Self.identity(rule: rule.rawValue, subject: subject), rule: rule.rawValue, severity: severity,
      subject: subject, statement: statement, advice: advice, measure: measure, edges: edges, nodes: nodes,
      chains: chains, exemplars: exemplars, place: place, policy: policy)
  }
}
