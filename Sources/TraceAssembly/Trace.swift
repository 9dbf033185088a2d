public import TraceModel

/// One trace as a flat table: spans in pre-order, siblings by start time, so a subtree is a range of positions.
///
/// A trace may have several roots: the true one, orphans whose parent is not in the data, and cut cycles.
public struct Trace: Sendable {
  public var id: TraceID
  public var spans: [TraceSpan]
  /// Copies of spans that were dropped.
  public var duplicates: Int

  @inlinable
  public init(id: TraceID = TraceID(low: 0), spans: [TraceSpan] = [], duplicates: Int = 0) {
    self.id = id
    self.spans = spans
    self.duplicates = duplicates
  }
}
