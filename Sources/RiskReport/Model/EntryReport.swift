public import CallClassification

/// An operation that work enters the traced system by.
public struct EntryReport: Codable, Sendable, Equatable {
  public var service: String
  public var operation: String
  public var kind: EntryKind
  /// Units of work that entered here: requests, messages or scheduled runs.
  public var requests: Int
  /// How many of them ended in an error.
  public var errors: Int
  public var latency: LatencyReport
  /// The most services, one behind the other, that a request of this entry waits for (the entry's own counts as 1).
  public var depth: Int
  /// Requests by the depth that they reach: element `i` counts those that wait for at least `i + 1` services one behind
  /// the other, so the first is all requests and the array is `depth` long. Absent in reports of older versions.
  public var depths: [Int]?
  /// Trace identifiers of examples.
  public var exemplars: [String]
  /// What its requests stand blocked on, longest first, ten at most. Absent where they wait for nothing.
  public var blocked: [BlockedReport]?
  /// Absent where the entry has no hard dependency but its own service.
  public var availability: AvailabilityReport?
  /// Nodes that every waiting path to some others passes; those before most nodes first, ten at most. Absent where there
  /// are none.
  public var dominators: [DominatorReport]?

  public init(
    service: String, operation: String, kind: EntryKind, requests: Int, errors: Int, latency: LatencyReport,
    depth: Int, exemplars: [String], depths: [Int]? = nil,
    blocked: [BlockedReport]? = nil, availability: AvailabilityReport? = nil,
    dominators: [DominatorReport]? = nil
  ) {
    self.service = service
    self.operation = operation
    self.kind = kind
    self.requests = requests
    self.errors = errors
    self.latency = latency
    self.depth = depth
    self.depths = depths
    self.exemplars = exemplars
    self.blocked = blocked
    self.availability = availability
    self.dominators = dominators
  }
}

/// Quantiles of durations, in seconds, within 2 percent of the true value.
public struct LatencyReport: Codable, Sendable, Equatable {
  public var p50: Double
  public var p95: Double
  public var p99: Double

  public init(p50: Double, p95: Double, p99: Double) {
    self.p50 = p50
    self.p95 = p95
    self.p99 = p99
  }
}
