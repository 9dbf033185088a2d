/// One span as it was read: identity, times, and the index of everything else. Fixed in width, 56 bytes.
///
/// A recorded span is a finished fact, hence a value; a live span of a tracing library would be a reference.
public struct SpanRecord: Hashable, Sendable {
  public var trace: TraceID
  public var id: SpanID
  /// The parent's identifier in the same trace, or `.none` for a root.
  public var parent: SpanID
  /// Nanoseconds since the Unix epoch, by the clock of the span's host.
  public var start: UInt64
  /// Nanoseconds since the Unix epoch; never before `start` (ingestion repairs and flags).
  public var end: UInt64
  /// Index into the `ProfileTable` of the batch.
  public var profile: UInt32
  public var flags: SpanFlags

  @inlinable
  public init(
    trace: TraceID, id: SpanID, parent: SpanID = .none, start: UInt64, end: UInt64, profile: UInt32,
    flags: SpanFlags = []
  ) {
    self.trace = trace
    self.id = id
    self.parent = parent
    self.start = start
    self.end = end
    self.profile = profile
    self.flags = flags
  }

  /// Nanoseconds between start and end.
  @inlinable
  public var duration: UInt64 { end >= start ? end - start : 0 }
}
