public import CallClassification
public import TraceModel

/// An operation that units of work begin with.
public struct EntryKey: Hashable, Sendable {
  public var node: NodeID
  public var operation: NameID
  public var kind: EntryKind

  public init(node: NodeID, operation: NameID, kind: EntryKind) {
    self.node = node
    self.operation = operation
    self.kind = kind
  }
}

/// What was counted at one entry.
public struct EntryStatistics: Sendable, Equatable {
  public var requests = 0
  public var errors = 0
  /// Of the requests, those that name a parent outside the data.
  public var outside = 0
  public var durations = DurationHistogram()
  /// The sum of all durations.
  public var nanoseconds: UInt64 = 0
  public var exemplars = ExemplarSet()

  public init() {}

  public mutating func merge(_ other: EntryStatistics) {
    requests +|= other.requests
    errors +|= other.errors
    outside +|= other.outside
    durations.merge(other.durations)
    nanoseconds +|= other.nanoseconds
    exemplars.merge(other.exemplars)
  }
}

/// All entries that were met, each once.
public struct EntryTable: Sendable {
  public private(set) var keys: [EntryKey] = []
  public var statistics: [EntryStatistics] = []
  private var indices = HashIndex()

  public init() {}

  public mutating func intern(_ key: EntryKey) -> UInt32 {
    let kind = UInt64(key.kind.number)
    let hash = ByteHash.combine(ByteHash.combine(kind, UInt64(key.node.index)), UInt64(key.operation.index))
    if let index = indices.find(hash, { keys[$0] == key }) { return UInt32(index) }
    let index = UInt32(keys.count)
    indices.append(hash)
    keys.append(key)
    statistics.append(EntryStatistics())
    return index
  }
}
