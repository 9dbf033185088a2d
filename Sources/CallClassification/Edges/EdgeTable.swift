internal import TraceModel

/// The statistics of every pair of operations that call each other.
public struct EdgeTable: Sendable {
  public private(set) var keys: [OperationEdgeKey] = []
  public var statistics: [EdgeStatistics] = []
  private var indices = HashIndex()

  public init() {}

  /// The index of an edge, which is added if it is new. Constant time on average.
  public mutating func intern(_ key: OperationEdgeKey) -> UInt32 {
    let hash = Self.hash(key)
    if let index = indices.find(hash, { keys[$0] == key }) { return UInt32(index) }
    let index = UInt32(keys.count)
    indices.append(hash)
    keys.append(key)
    statistics.append(EdgeStatistics())
    return index
  }

  public func find(_ key: OperationEdgeKey) -> UInt32? {
    indices.find(Self.hash(key)) { keys[$0] == key }.map { UInt32($0) }
  }

  private static func hash(_ key: OperationEdgeKey) -> UInt64 {
    let caller = UInt64(key.caller.index) << 32 | UInt64(key.callerOperation.index)
    let callee = UInt64(key.callee.index) << 32 | UInt64(key.calleeOperation.index)
    let means = UInt64(key.via.index) << 32 | UInt64(key.mechanism.number)
    return ByteHash.combine(ByteHash.combine(ByteHash.combine(0, caller), callee), means)
  }
}
