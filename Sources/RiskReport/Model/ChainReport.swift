public import CallClassification
public import FailureSpread

/// A path from an entry along calls that wait, to where it stops. A failure of any hop can fail all hops before it.
public struct ChainReport: Codable, Sendable, Equatable {
  /// Sixteen hexadecimal digits made from the hops: stable from run to run.
  public var id: String
  /// The entry first. A hop is a `service` with its operation, or a `node` that sends no spans.
  public var hops: [ChainHopReport]
  public var stopsAt: ChainStop
  /// Why the chain ends there, in one clause: the queue it meets, the detached call, or that nothing follows.
  public var stopReason: String
  /// Requests of the entry that ran along the whole chain.
  public var traces: Int
  /// The same as a share of the entry's requests.
  public var share: Double
  /// What the ranking goes by: the sum of `riskParts`. Zero or more; at most the number of hops behind the entry.
  public var risk: Double
  public var riskParts: [RiskPartReport]
  /// Trace identifiers of examples.
  public var exemplars: [String]

  public init(
    id: String, hops: [ChainHopReport], stopsAt: ChainStop, stopReason: String, traces: Int, share: Double,
    risk: Double, riskParts: [RiskPartReport], exemplars: [String]
  ) {
    self.id = id
    self.hops = hops
    self.stopsAt = stopsAt
    self.stopReason = stopReason
    self.traces = traces
    self.share = share
    self.risk = risk
    self.riskParts = riskParts
    self.exemplars = exemplars
  }
}

/// One place of a chain, with the call that leads to it.
public struct ChainHopReport: Codable, Sendable, Equatable {
  /// Set for services.
  public var service: String?
  /// Set for peers: databases, caches, queues, externals.
  public var node: String?
  public var kind: NodeKind
  public var operation: String
  /// The verdict of the edge that leads here; absent for the entry.
  public var verdict: Verdict?
  public var waiting: Waiting?
  public var mechanism: Mechanism?
  /// Median seconds that the hop before stood waiting for this one; absent for the entry.
  public var seconds: Double?
  /// Probability that a failure here fails the hop before; absent for the entry.
  public var propagation: Double?

  public init(
    service: String? = nil, node: String? = nil, kind: NodeKind, operation: String, verdict: Verdict? = nil,
    waiting: Waiting? = nil, mechanism: Mechanism? = nil, seconds: Double? = nil, propagation: Double? = nil
  ) {
    self.service = service
    self.node = node
    self.kind = kind
    self.operation = operation
    self.verdict = verdict
    self.waiting = waiting
    self.mechanism = mechanism
    self.seconds = seconds
    self.propagation = propagation
  }

  /// The name of the service or peer.
  public var name: String { service ?? node ?? "" }
}

/// One addend of a chain's risk.
public struct RiskPartReport: Codable, Sendable, Equatable {
  public var name: String
  public var value: Double

  public init(name: String, value: Double) {
    self.name = name
    self.value = value
  }
}

/// A synchronous cycle.
public struct CycleReport: Codable, Sendable, Equatable {
  /// The services around the cycle, the smallest name first, not repeated at the end.
  public var services: [String]
  /// Whether one request ran around it: a call came back to a service that was still waiting. Otherwise the cycle exists
  /// only when different requests are laid over each other.
  public var reentrant: Bool
  /// Requests that ran around it; zero when it is not re-entrant.
  public var traces: Int
  public var exemplars: [String]

  public init(services: [String], reentrant: Bool, traces: Int, exemplars: [String]) {
    self.services = services
    self.reentrant = reentrant
    self.traces = traces
    self.exemplars = exemplars
  }
}
