/// The statistics of every pair of operations that call each other.
public struct EdgeTable: Sendable {
  public private(set) var keys: [OperationEdgeKey] = []
  public var statistics: [EdgeStatistics] = []
  private var indices: [OperationEdgeKey: UInt32] = [:]

  public init() {}

  /// The index of an edge, which is added if it is new. Constant time on average.
  public mutating func intern(_ key: OperationEdgeKey) -> UInt32 {
    if let index = indices[key] { return index }
    let index = UInt32(keys.count)
    indices[key] = index
    keys.append(key)
    statistics.append(EdgeStatistics())
    return index
  }

  public func find(_ key: OperationEdgeKey) -> UInt32? { indices[key] }
}
