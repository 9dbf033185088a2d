/// What a simulation shows: what fails, or waits, as the system is, and with the changes that were tried.
public struct SimulationReport: Codable, Sendable, Equatable {
  /// The changes, in words.
  public var changes: [String]
  /// The nodes that fail together, domains taken apart.
  public var failing: [String]
  /// One element an entry, sorted by traffic.
  public var entries: [SimulatedEntry]
  public var slow: [SlowReport]

  public init(changes: [String], failing: [String], entries: [SimulatedEntry], slow: [SlowReport]) {
    self.changes = changes
    self.failing = failing
    self.entries = entries
    self.slow = slow
  }
}

/// One entry in a simulation.
public struct SimulatedEntry: Codable, Sendable, Equatable {
  public var service: String
  public var operation: String
  public var requests: Int
  public var before: SimulatedShare
  public var after: SimulatedShare

  public init(service: String, operation: String, requests: Int, before: SimulatedShare, after: SimulatedShare) {
    self.service = service
    self.operation = operation
    self.requests = requests
    self.before = before
    self.after = after
  }
}

/// Where nodes fail: the share of an entry's requests that would fail with them, 0…1. Without failing nodes: the number of
/// nodes whose failure would fail a request, on average.
public struct SimulatedShare: Codable, Sendable, Equatable {
  /// Every waiting call taken as hard.
  public var structural: Double
  public var expected: Double
  public var low: Double
  public var high: Double

  public init(structural: Double, expected: Double, low: Double, high: Double) {
    self.structural = structural
    self.expected = expected
    self.low = low
    self.high = high
  }
}

/// What a slow node does.
public struct SlowReport: Codable, Sendable, Equatable {
  public var node: String
  /// How long each call of it takes, in seconds.
  public var seconds: Double
  /// Requests a second that wait for it, as the system is and with the changes.
  public var waitingPerSecond: Double
  public var waitingPerSecondAfter: Double
  /// Requests that stand waiting for it at any time (Little's law: rate times time).
  public var inFlight: Double
  public var inFlightAfter: Double
  /// How long pools of the policy last.
  public var pools: [PoolReport]

  public init(
    node: String, seconds: Double, waitingPerSecond: Double, waitingPerSecondAfter: Double, inFlight: Double,
    inFlightAfter: Double, pools: [PoolReport]
  ) {
    self.node = node
    self.seconds = seconds
    self.waitingPerSecond = waitingPerSecond
    self.waitingPerSecondAfter = waitingPerSecondAfter
    self.inFlight = inFlight
    self.inFlightAfter = inFlightAfter
    self.pools = pools
  }
}

/// A pool of calls that a hanging node uses up.
public struct PoolReport: Codable, Sendable, Equatable {
  public var service: String
  public var size: Int
  /// Calls a second of the service that wait for the node.
  public var callsPerSecond: Double
  /// Seconds until the pool is used up; absent if calls end before it is.
  public var exhaustedAfter: Double?

  public init(service: String, size: Int, callsPerSecond: Double, exhaustedAfter: Double?) {
    self.service = service
    self.size = size
    self.callsPerSecond = callsPerSecond
    self.exhaustedAfter = exhaustedAfter
  }
}
