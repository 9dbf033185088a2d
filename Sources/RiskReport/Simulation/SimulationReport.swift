/// What a simulation shows: what fails, or waits, as the system is, and with the changes that were tried.
public struct SimulationReport: Codable, Sendable, Equatable {
  /// The changes, in words.
  public var changes: [String]
  /// Why a change makes no difference. Absent where every change makes one.
  public var notes: [String]?
  /// The nodes that fail together, domains taken apart; with its kind where two have one name.
  public var failing: [String]
  /// The share of all requests that fail with these nodes. Absent where none fails.
  public var all: SimulatedChange?
  /// One element an entry, sorted by traffic.
  public var entries: [SimulatedEntry]
  /// Work that does not arrive because the broker that brings it fails. Absent where there is none.
  public var starved: [StarvedWork]?
  public var slow: [SlowReport]

  public init(
    changes: [String], notes: [String]? = nil, failing: [String], all: SimulatedChange? = nil,
    entries: [SimulatedEntry], starved: [StarvedWork]? = nil, slow: [SlowReport]
  ) {
    self.changes = changes
    self.notes = notes
    self.failing = failing
    self.all = all
    self.entries = entries
    self.starved = starved
    self.slow = slow
  }
}

/// A share as the system is, and with the changes that were tried.
public struct SimulatedChange: Codable, Sendable, Equatable {
  public var before: SimulatedShare
  public var after: SimulatedShare

  public init(before: SimulatedShare, after: SimulatedShare) {
    self.before = before
    self.after = after
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

/// Where nodes fail: the share of an entry's requests that would fail with them, 0…1, as the report's blast radius states
/// it. Without failing nodes: the number of nodes whose failure would fail a request, on average.
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

  static let zero = SimulatedShare(structural: 0, expected: 0, low: 0, high: 0)
}

/// An operation that gets its work over queues of a broker that fails.
public struct StarvedWork: Codable, Sendable, Equatable {
  public var service: String
  public var operation: String
  /// The queues over which the work came, sorted; for work that is handed on by starved work, the queues in between.
  public var topics: [String]
  /// Messages that would not arrive, of those seen.
  public var messages: Int
  /// Their share of all work that enters by the operation, 0…1.
  public var share: Double

  public init(service: String, operation: String, topics: [String], messages: Int, share: Double) {
    self.service = service
    self.operation = operation
    self.topics = topics
    self.messages = messages
    self.share = share
  }
}

/// What a slow node does.
public struct SlowReport: Codable, Sendable, Equatable {
  /// Its name, or the names of those that are slow together.
  public var node: String
  /// How long each call of it takes, in seconds.
  public var seconds: Double
  /// Requests a second that wait for it, as the system is and with the changes.
  public var waitingPerSecond: Double
  public var waitingPerSecondAfter: Double
  /// Requests that stand waiting for it at any time (Little's law: rate times time).
  public var inFlight: Double
  public var inFlightAfter: Double
  /// The entries that get slow, those with most waiting requests first.
  public var entries: [SlowEntry]
  /// How long pools of the policy last.
  public var pools: [PoolReport]

  public init(
    node: String, seconds: Double, waitingPerSecond: Double, waitingPerSecondAfter: Double, inFlight: Double,
    inFlightAfter: Double, entries: [SlowEntry], pools: [PoolReport]
  ) {
    self.node = node
    self.seconds = seconds
    self.waitingPerSecond = waitingPerSecond
    self.waitingPerSecondAfter = waitingPerSecondAfter
    self.inFlight = inFlight
    self.inFlightAfter = inFlightAfter
    self.entries = entries
    self.pools = pools
  }
}

/// An entry whose requests wait for a slow node.
public struct SlowEntry: Codable, Sendable, Equatable {
  public var service: String
  public var operation: String
  /// The requests seen that wait for it, as the system is and with the changes; and their share of the entry's, 0…1.
  public var requests: Int
  public var requestsAfter: Int
  public var share: Double
  public var shareAfter: Double

  public init(
    service: String, operation: String, requests: Int, requestsAfter: Int, share: Double, shareAfter: Double
  ) {
    self.service = service
    self.operation = operation
    self.requests = requests
    self.requestsAfter = requestsAfter
    self.share = share
    self.shareAfter = shareAfter
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
