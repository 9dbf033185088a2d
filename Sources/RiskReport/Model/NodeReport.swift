public import CallClassification

/// What can fail: a service, or a peer that sends no spans of its own.
public struct NodeReport: Codable, Sendable, Equatable {
  public var name: String
  public var kind: NodeKind
  /// Units of work: calls that the node received, and entries that no recorded call brought. A message that is received
  /// and then processed is one.
  public var requests: Int
  public var errors: Int
  public var blastRadius: BlastRadiusReport
  /// Requests (units of work) that the node took part in: the independent observations that comparisons count by. Absent
  /// in reports of older versions.
  public var traces: Int?
  /// Requests a second that wait for it: so many more are in flight with every second that it hangs. Absent where the
  /// spans cover no time.
  public var waitingPerSecond: Double?
  /// Names that were taken for copies of the node, such as pods or addresses; sorted, a hundred at most. Absent where
  /// there are none.
  public var members: [String]?

  public init(
    name: String, kind: NodeKind, requests: Int, errors: Int, blastRadius: BlastRadiusReport, traces: Int? = nil,
    waitingPerSecond: Double? = nil
  ) {
    self.name = name
    self.kind = kind
    self.requests = requests
    self.errors = errors
    self.blastRadius = blastRadius
    self.traces = traces
    self.waitingPerSecond = waitingPerSecond
  }
}

/// The share of requests that would fail with a node; all shares lie in 0…1.
public struct BlastRadiusReport: Codable, Sendable, Equatable {
  /// Of all requests of all entries: the share that waits for the node, directly or through others, every waiting call
  /// taken as hard.
  public var structural: Double
  /// The same, each call weighted by the observed probability that its failure fails the caller.
  public var expected: Double
  /// The 95 % interval of `expected`.
  public var low: Double
  public var high: Double
  /// Failed calls on the paths from the node to entries that `expected` rests on; zero means that it is an assumption.
  public var observations: Int
  /// One element an entry that the node reaches, sorted by `structural`, highest first.
  public var entries: [EntryBlastRadiusReport]

  public init(
    structural: Double, expected: Double, low: Double, high: Double, observations: Int,
    entries: [EntryBlastRadiusReport]
  ) {
    self.structural = structural
    self.expected = expected
    self.low = low
    self.high = high
    self.observations = observations
    self.entries = entries
  }
}

/// The part of a blast radius that one entry feels.
public struct EntryBlastRadiusReport: Codable, Sendable, Equatable {
  public var service: String
  public var operation: String
  /// Share of this entry's requests that wait for the node.
  public var structural: Double
  /// Share of this entry's requests that are expected to fail with the node.
  public var expected: Double
  public var low: Double
  public var high: Double
  /// Requests of the entry that wait for the node.
  public var requests: Int
  /// Trace identifiers of examples.
  public var exemplars: [String]
  /// Edges on the way, as `caller..callee`, that were never seen failing: there, `expected` is an assumption. Sorted, the
  /// first hundred. Absent where every edge on the way has failed at least once.
  public var unproven: [String]?

  public init(
    service: String, operation: String, structural: Double, expected: Double, low: Double, high: Double,
    requests: Int, exemplars: [String], unproven: [String]? = nil
  ) {
    self.service = service
    self.operation = operation
    self.structural = structural
    self.expected = expected
    self.low = low
    self.high = high
    self.requests = requests
    self.exemplars = exemplars
    self.unproven = unproven
  }
}
