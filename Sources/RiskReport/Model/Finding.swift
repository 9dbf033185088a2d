/// One rule broken at one place.
public struct Finding: Codable, Sendable, Equatable {
  /// Sixteen hexadecimal digits made from rule and subject: stable from run to run.
  public var id: String
  /// The rule's kebab-case name, such as `synchronous-chain-depth`.
  public var rule: String
  public var severity: Severity
  /// What the rule is broken by: an edge as `caller..callee`, a node, an entry, a chain.
  public var subject: String
  /// What was found, with its numbers.
  public var statement: String
  /// What to do about it.
  public var advice: String
  /// The measured value and the limit it was held against, where the rule has one.
  public var measure: FindingMeasure?
  /// Edge ids, node names and chain ids that show it.
  public var edges: [String]
  public var nodes: [String]
  public var chains: [String]
  /// Trace identifiers of examples.
  public var exemplars: [String]
  /// Where it holds, in parts that a selector can match; absent in reports of older versions.
  public var place: FindingPlace?
  /// The place in the policy that asks for it, as `file:line`; absent for built-in defaults.
  public var policy: String?
  /// Where a firebreak would take most of this spread away, the best first. Absent for findings without spread.
  public var firebreaks: [FirebreakReport]?
  /// Set when the report was compared with a baseline.
  public var baselineState: BaselineState?
  /// How far the measure lies from the baseline's, and whether that can be chance.
  public var comparison: FindingComparison?
  /// Set when a waiver of the policy covers the finding.
  public var waiver: WaiverReport?

  public init(
    id: String, rule: String, severity: Severity, subject: String, statement: String, advice: String,
    measure: FindingMeasure? = nil, edges: [String] = [], nodes: [String] = [], chains: [String] = [],
    exemplars: [String] = [], place: FindingPlace? = nil, policy: String? = nil, baselineState: BaselineState? = nil,
    comparison: FindingComparison? = nil, waiver: WaiverReport? = nil
  ) {
    self.id = id
    self.rule = rule
    self.severity = severity
    self.subject = subject
    self.statement = statement
    self.advice = advice
    self.measure = measure
    self.edges = edges
    self.nodes = nodes
    self.chains = chains
    self.exemplars = exemplars
    self.place = place
    self.policy = policy
    self.baselineState = baselineState
    self.comparison = comparison
    self.waiver = waiver
  }
}

/// How bad a finding is.
public enum Severity: String, Codable, Sendable, CaseIterable, Comparable {
  case error
  case warning
  case note

  /// From worst to mildest.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .note: 2
    }
  }
}

/// A measured value, its 95 % interval where it is a share, and the limit it was held against.
public struct FindingMeasure: Codable, Sendable, Equatable {
  public var value: Double
  public var low: Double?
  public var high: Double?
  public var limit: Double?
  /// `share`, `services`, `entries`, `calls`, `seconds`, `traces`, `attempts`.
  public var unit: String
  /// Requests or traces that show it: what the finding rests on, and what tells a change from chance.
  public var observed: Int?
  /// Of so many that could have shown it.
  public var of: Int?

  public init(
    value: Double, low: Double? = nil, high: Double? = nil, limit: Double? = nil, unit: String, observed: Int? = nil,
    of: Int? = nil
  ) {
    self.value = value
    self.low = low
    self.high = high
    self.limit = limit
    self.unit = unit
    self.observed = observed
    self.of = of
  }
}

/// How a finding stands against the accepted state.
public enum BaselineState: String, Codable, Sendable, CaseIterable {
  case new
  case worse
  case unchanged
  case better
  /// In the baseline, and no longer found although its place was exercised.
  case gone
  /// In the baseline, but this run had no traffic there: it says nothing.
  case notExercised
}

/// The waiver that covers a finding.
public struct WaiverReport: Codable, Sendable, Equatable {
  public var reason: String
  public var owner: String
  /// ISO 8601 date, the last day on which the waiver holds.
  public var expires: String

  public init(reason: String, owner: String, expires: String) {
    self.reason = reason
    self.owner = owner
    self.expires = expires
  }
}
