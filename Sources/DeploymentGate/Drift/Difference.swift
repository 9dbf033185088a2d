public import CallClassification
public import RiskReport

/// What is different between two states of a system, each change with how likely chance alone makes it.
///
/// It says what changed, not whether that is bad: the gate turns changes into findings, reports show them to people.
public struct Difference: Codable, Sendable, Equatable {
  public var before: BaselineEvidence
  public var after: BaselineEvidence
  /// By caller, callee, via.
  public var edges: [EdgeChange]
  /// By node, then entry; only what is beyond chance.
  public var reach: [ReachChange]
  /// By service and operation.
  public var entries: [EntryChange]
  public var cycles: [CycleChange]
  /// Services that are new, gone or silent, by name.
  public var services: [ServiceChange]
  /// By rule and subject; those that are unchanged are left out.
  public var findings: [FindingChange]

  public init(from before: Baseline, to after: Baseline, drift: DriftSettings = DriftSettings()) {
    let exposure = Exposure(before: before, after: after)
    self.before = before.evidence
    self.after = after.evidence
    edges = EdgeChange.all(exposure, drift)
    let chance = TurnedByChance(edges, after: exposure.after)
    reach = ReachChange.all(exposure, drift).filter { !chance.explains($0) }
    entries = EntryChange.all(exposure, drift)
    cycles = CycleChange.all(exposure, drift)
    services = ServiceChange.all(exposure, drift)
    findings = FindingChange.all(exposure, reach: reach, drift).filter { $0.state != .unchanged }
  }

  /// Whether nothing is different beyond chance.
  public var isEmpty: Bool {
    !edges.contains(where: \.significant) && reach.isEmpty && !entries.contains(where: \.significant)
      && !cycles.contains(where: \.significant) && !services.contains(where: \.significant)
      && !findings.contains { $0.significant && $0.state != .notExercised }
  }
}

/// A change of an edge.
public struct EdgeChange: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable {
    case added
    /// Its caller had traffic enough to show it.
    case removed
    /// Missing, but so is the traffic that would show it.
    case notExercised
    /// It was handed over, now it waits; or a waiting edge stands beside a queue that did the work.
    case becameSynchronous
    case becameAsynchronous
    /// It was handed over; what it is now, its calls do not show.
    case becameUnknown
  }

  public var kind: Kind
  public var caller: String
  public var callee: String
  public var via: String?
  public var mechanism: Mechanism
  public var before: Verdict?
  public var after: Verdict?
  public var callsBefore: Int
  public var callsAfter: Int
  /// Whether callers were seen to survive the callee's failures afterwards.
  public var absorbsFailures: Bool
  public var chance: Double
  public var significant: Bool

  /// Caller, callee and via.
  public var place: FindingPlace { .edge(caller: caller, callee: callee, via: via) }
}

/// A change of the share of an entry's requests that wait for a node.
public struct ReachChange: Codable, Sendable, Equatable {
  public var node: String
  public var entry: EntryName
  public var before: ShareReport
  public var after: ShareReport
  public var difference: Double
  /// The 95 % interval of `difference`.
  public var low: Double
  public var high: Double
  /// Whether callers were seen to survive the node's failures afterwards.
  public var absorbsFailures: Bool
  public var chance: Double
  /// Whether the entry is new, and nothing needed the node before.
  public var isNew: Bool
}

/// A change of an entry.
public struct EntryChange: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable {
    case added
    case removed
    case notExercised
    case deeper
    case shallower
  }

  public var kind: Kind
  public var entry: EntryName
  public var depthBefore: Int
  public var depthAfter: Int
  public var requestsBefore: Int
  public var requestsAfter: Int
  public var chance: Double
  public var significant: Bool
}

/// A change of a synchronous cycle.
public struct CycleChange: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable {
    case added
    /// Requests run around it that before existed only across requests.
    case becameReentrant
    case removed
    case notExercised
  }

  public var kind: Kind
  public var services: [String]
  public var reentrant: Bool
  public var traces: Int
  public var chance: Double
  public var significant: Bool

  /// As people read it.
  public var path: String { (services + services.prefix(1)).joined(separator: " → ") }
}

/// A service that is new or missing.
public struct ServiceChange: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable {
    case added
    case missing
  }

  public var kind: Kind
  public var service: String
  public var traces: Int
  public var chance: Double
  public var significant: Bool
}

/// How a finding stands against the state before.
public struct FindingChange: Codable, Sendable, Equatable {
  public var id: String
  public var rule: String
  public var severity: Severity
  public var subject: String
  public var state: BaselineState
  public var comparison: FindingComparison
  public var significant: Bool { comparison.significant }
}
