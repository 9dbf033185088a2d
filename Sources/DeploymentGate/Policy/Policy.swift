public import FailureSpread
public import RiskReport

/// What a team has decided: limits, what its edges must be, what to leave out, and what it accepts for a time.
///
/// The default value is what applies without a policy file.
public struct Policy: Sendable, Equatable {
  /// The file's name, for messages.
  public var file = "firebreak.yml"
  /// The mildest severity of a finding that fails the gate.
  public var failOn = FailOn.error
  /// Limits, overrides, statements about edges, and quality floors.
  public var rules = RuleSettings()
  /// Named sets of services and peers, sorted by name.
  public var groups: [NodeSet] = []
  public var pools: [Pool] = []
  /// After how many seconds callers give up: what the rules hold calls against.
  public var timeouts: [CallTimeout] { rules.timeouts }
  /// Verdicts that the team states; the analysis uses them in place of its own.
  public var declared: [DeclaredVerdict] = []
  /// Patterns of files in searched directories that do not count when they cannot be read.
  public var ignoredFiles: [String] = []
  /// What the analysis leaves out.
  public var exclusions = Exclusions()
  public var naming = NamingChoices()
  public var evidence = EvidenceSettings()
  public var drift = DriftSettings()
  /// Who asks for a baseline; without one the gate then stays closed.
  public var baselineRequired: RequiredBaseline?
  /// Nodes by their names in the baseline, with the names that they have now.
  public var renamed: [RenamedNode] = []
  public var waivers: [Waiver] = []

  public init() {}
}

/// From which severity on a finding fails the gate.
public enum FailOn: String, Sendable, CaseIterable {
  case error
  case warning
  /// Findings never fail the gate; missing evidence still does.
  case none

  /// Whether a finding of this severity fails.
  public func includes(_ severity: Severity) -> Bool {
    switch self {
    case .error: severity == .error
    case .warning: severity <= .warning
    case .none: false
    }
  }
}

/// How many calls a service can have open at once: threads or connections.
public struct Pool: Sendable, Equatable {
  public var service: NamePattern
  /// The callee that the pool serves; absent for a pool that all calls of the service share.
  public var callee: NamePattern?
  public var size: Int

  public init(service: NamePattern, callee: NamePattern? = nil, size: Int) {
    self.service = service
    self.callee = callee
    self.size = size
  }
}

/// Services and operations that the analysis leaves out, such as load generators and health checks.
public struct Exclusions: Sendable, Equatable {
  public var services: [NamePattern]
  public var operations: [NamePattern]
  /// Operations that count although they look like health checks.
  public var kept: [NamePattern]

  public init(services: [NamePattern] = [], operations: [NamePattern] = [], kept: [NamePattern] = []) {
    self.services = services
    self.operations = operations
    self.kept = kept
  }

  public func keeps(operation: String) -> Bool { kept.contains { $0.matches(operation) } }

  public func excludes(service: String) -> Bool { services.contains { $0.matches(service) } }

  public func excludes(operation: String) -> Bool { operations.contains { $0.matches(operation) } }

  public var isEmpty: Bool { services.isEmpty && operations.isEmpty }
}

/// What a gate does about evidence that is missing altogether; the floors are in `RuleSettings.quality`.
public struct EvidenceSettings: Sendable, Equatable {
  /// Services that must be in the data, each with the place in the policy that asks for it.
  public var required: [RequiredService] = []
  /// Services of the baseline that may be silent.
  public var maybeSilent: [NamePattern] = []
  /// Whether unknown verdicts on edges that the policy or the baseline judges keep the gate closed.
  public var unknownVerdictsStop = true

  public init() {}
}

/// A service that must be in the data.
public struct RequiredService: Sendable, Equatable {
  public var pattern: NamePattern
  public var origin: String?

  public init(pattern: NamePattern, origin: String? = nil) {
    self.pattern = pattern
    self.origin = origin
  }
}

/// Who asks for a baseline.
public struct RequiredBaseline: Sendable, Equatable {
  /// As a message says it.
  var words: String
  /// The place in the policy, as `file:line`.
  var origin: String?

  public static func policy(at origin: String?) -> RequiredBaseline {
    RequiredBaseline(words: "the policy requires one (`baseline: required`)", origin: origin)
  }

  /// For a pipeline that knows that there was one.
  public static let caller = RequiredBaseline(words: "one is required here (--baseline-required)", origin: nil)
}

/// A node that has another name than in the baseline.
public struct RenamedNode: Sendable, Equatable {
  public var before: String
  public var after: String
  /// The place in the policy, as `file:line`.
  public var origin: String?

  public init(before: String, after: String, origin: String? = nil) {
    self.before = before
    self.after = after
    self.origin = origin
  }
}

/// How a run is compared with the baseline.
public struct DriftSettings: Sendable, Equatable {
  public var sampling = Sampling.sampled
  /// The share of runs without any change that may fail all the same. All comparisons of a run share it.
  public var falseAlarms = 0.005

  public init() {}
}

/// What the traces of a run are.
public enum Sampling: String, Sendable, CaseIterable {
  /// A sample of traffic: rare things may be missing by chance, and differences count only beyond that.
  case sampled
  /// All there is, the same every time, as of a test suite: every difference counts.
  case complete
}

/// A finding that a team accepts until a day.
public struct Waiver: Sendable, Equatable {
  public var rule: RuleID
  public var place: PlaceSelector
  /// The finding's subject, exactly as reports print it; an alternative to the parts of `place`.
  public var subject: String?
  public var reason: String
  public var owner: String
  /// The last day on which it holds.
  public var expires: CalendarDate
  /// The place in the policy, as `file:line`.
  public var origin: String?

  public init(
    rule: RuleID, place: PlaceSelector = PlaceSelector(), subject: String? = nil, reason: String, owner: String,
    expires: CalendarDate, origin: String? = nil
  ) {
    self.rule = rule
    self.place = place
    self.subject = subject
    self.reason = reason
    self.owner = owner
    self.expires = expires
    self.origin = origin
  }

  /// Whether it is about a finding, whatever the day.
  public func covers(_ finding: Finding) -> Bool {
    guard finding.rule == rule.rawValue else { return false }
    if let subject, subject != finding.subject { return false }
    return place.matches(finding.place ?? .system)
  }

  /// What it is about, as its selectors say.
  public var target: String { subject ?? place.description }
}
