public import CallClassification
public import RiskReport
internal import TraceModel

/// The accepted state of a system: what a run is compared with.
///
/// Everything that is compared comes with counts of independent observations (traces or requests), because only counts
/// tell a change from chance. Every array is sorted by a total order.
public struct Baseline: Codable, Sendable, Equatable {
  /// The version of the file's form.
  public var schemaVersion: Int
  /// The version of what finding ids are made from; see `Finding.identityVersion`.
  public var identityVersion: Int
  /// The version of the rules that name, judge and count; see `currentRulesVersion`. Absent in baselines of 0.1.
  public var rulesVersion: Int?
  public var tool: ToolReport
  public var evidence: BaselineEvidence
  /// Services that sent spans, by name.
  public var services: [BaselineService]
  /// By service and operation.
  public var entries: [BaselineEntry]
  /// Nodes that requests of other services' entries wait for, by name.
  public var nodes: [BaselineNode]
  /// By caller, callee, via.
  public var edges: [BaselineEdge]
  /// By the services around them.
  public var cycles: [BaselineCycle]
  /// By rule and subject.
  public var findings: [BaselineFinding]

  public static let currentSchemaVersion = 1

  public init(
    tool: ToolReport, evidence: BaselineEvidence, services: [BaselineService] = [], entries: [BaselineEntry] = [],
    nodes: [BaselineNode] = [], edges: [BaselineEdge] = [], cycles: [BaselineCycle] = [],
    findings: [BaselineFinding] = []
  ) {
    schemaVersion = Self.currentSchemaVersion
    identityVersion = Finding.identityVersion
    rulesVersion = Self.currentRulesVersion
    self.tool = tool
    self.evidence = evidence
    self.services = services
    self.entries = entries
    self.nodes = nodes
    self.edges = edges
    self.cycles = cycles
    self.findings = findings
  }
}

/// How much data a baseline rests on.
public struct BaselineEvidence: Codable, Sendable, Equatable {
  public var traces: Int
  public var spans: Int

  public init(traces: Int, spans: Int) {
    self.traces = traces
    self.spans = spans
  }
}

/// A service that sent spans.
public struct BaselineService: Codable, Sendable, Equatable {
  public var name: String
  /// Traces that it took part in.
  public var traces: Int
  /// What it is asked for, sorted: what tells a renamed service from another one. Absent in baselines of 0.1.
  public var operations: [String]?

  /// More operations tell no more.
  static let mostOperations = 30

  public init(name: String, traces: Int, operations: [String]? = nil) {
    self.name = name
    self.traces = traces
    self.operations = operations
  }
}

/// An entry.
public struct BaselineEntry: Codable, Sendable, Equatable {
  public var service: String
  public var operation: String
  public var kind: EntryKind
  public var requests: Int
  /// Services one behind the other that its deepest request waits for.
  public var depth: Int { depths.count }
  /// Requests by the depth that they reach: element `i` counts those that wait for at least `i + 1` services.
  public var depths: [Int]

  public init(service: String, operation: String, kind: EntryKind, requests: Int, depths: [Int]) {
    self.service = service
    self.operation = operation
    self.kind = kind
    self.requests = requests
    self.depths = depths
  }

  /// Service and operation.
  public var name: EntryName { EntryName(service: service, operation: operation) }

  /// Requests that wait for more than so many services one behind the other, of all.
  func deeper(than depth: Int) -> Counts {
    Counts(depths.indices.contains(depth) ? depths[depth] : 0, of: requests)
  }
}

/// A node with the entries that wait for it.
public struct BaselineNode: Codable, Sendable, Equatable {
  public var name: String
  public var kind: NodeKind
  /// Entries of other services, by service and operation.
  public var entries: [BaselineReach]

  public init(name: String, kind: NodeKind, entries: [BaselineReach]) {
    self.name = name
    self.kind = kind
    self.entries = entries
  }
}

/// How many requests of an entry wait for a node; how many there are, the entry says.
public struct BaselineReach: Codable, Sendable, Equatable {
  public var service: String
  public var operation: String
  public var requests: Int

  public init(service: String, operation: String, requests: Int) {
    self.service = service
    self.operation = operation
    self.requests = requests
  }

  /// Service and operation.
  public var name: EntryName { EntryName(service: service, operation: operation) }
}

/// An edge with its verdict and counts.
public struct BaselineEdge: Codable, Sendable, Equatable {
  public var caller: String
  public var callee: String
  public var via: String?
  public var mechanism: Mechanism
  public var verdict: Verdict
  public var calls: Int
  /// Traces that the calls were made in.
  public var traces: Int
  public var waits: Int
  public var doesNotWait: Int
  /// Calls that failed, and how many of these failed their caller.
  public var failures: Int
  public var propagated: Int
  /// Calls to a service that did not fail although none of its spans answers them; absent where there were none.
  public var unanswered: Int?

  public init(
    caller: String, callee: String, via: String? = nil, mechanism: Mechanism, verdict: Verdict, calls: Int, traces: Int,
    waits: Int, doesNotWait: Int, failures: Int = 0, propagated: Int = 0, unanswered: Int? = nil
  ) {
    self.caller = caller
    self.callee = callee
    self.via = via
    self.mechanism = mechanism
    self.verdict = verdict
    self.calls = calls
    self.traces = traces
    self.waits = waits
    self.doesNotWait = doesNotWait
    self.failures = failures
    self.propagated = propagated
    self.unanswered = unanswered
  }

  /// Caller, callee and via.
  public var place: FindingPlace { .edge(caller: caller, callee: callee, via: via) }

  /// Whether callers were seen to survive the callee's failure: at least 5 failures, at most half of them passed on.
  public var absorbsFailures: Bool { failures >= 5 && propagated *| 2 <= failures }
}

/// A synchronous cycle.
public struct BaselineCycle: Codable, Sendable, Equatable {
  public var services: [String]
  public var reentrant: Bool
  public var traces: Int

  public init(services: [String], reentrant: Bool, traces: Int) {
    self.services = services
    self.reentrant = reentrant
    self.traces = traces
  }
}

/// A finding that was accepted.
public struct BaselineFinding: Codable, Sendable, Equatable {
  public var id: String
  public var rule: String
  public var severity: Severity
  public var subject: String
  public var place: FindingPlace
  public var measure: FindingMeasure?

  public init(
    id: String, rule: String, severity: Severity, subject: String, place: FindingPlace, measure: FindingMeasure? = nil
  ) {
    self.id = id
    self.rule = rule
    self.severity = severity
    self.subject = subject
    self.place = place
    self.measure = measure
  }
}
