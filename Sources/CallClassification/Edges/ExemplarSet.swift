public import TraceModel

/// A few trace ids that show something: always the smallest, so that any order of input and merging keeps the same ones.
public struct ExemplarSet: Sendable, Equatable {
  public static let limit = 3
  /// Sorted, at most `limit`.
  public private(set) var traces: [TraceID] = []

  public init(_ traces: [TraceID] = []) {
    for trace in traces { insert(trace) }
  }

  @inlinable
  public mutating func insert(_ trace: TraceID) {
    if traces.count == Self.limit, let last = traces.last, !(trace < last) { return }
    insertSorted(trace)
  }

  @usableFromInline
  mutating func insertSorted(_ trace: TraceID) {
    guard !traces.contains(trace) else { return }
    let place = traces.firstIndex { trace < $0 } ?? traces.count
    traces.insert(trace, at: place)
    if traces.count > Self.limit { traces.removeLast() }
  }

  public mutating func merge(_ other: ExemplarSet) {
    for trace in other.traces { insert(trace) }
  }
}
