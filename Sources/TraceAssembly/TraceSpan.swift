public import TraceModel

/// A span at its place in a trace's tree. Positions are indices into `Trace.spans`.
public struct TraceSpan: Sendable {
  public var id: SpanID
  /// Nanoseconds since the Unix epoch, by the clock of the span's host.
  public var start: UInt64
  /// Nanoseconds since the Unix epoch; never before `start`.
  public var end: UInt64
  /// Index into the batch's `ProfileTable`.
  public var profile: UInt32
  public var flags: SpanFlags
  /// How the span hangs in the tree.
  public var attachment: Attachment
  /// Index of the span in the batch.
  public var record: UInt32
  /// Position of the parent, or -1.
  public var parent: Int32
  /// One past the position of the last descendant: a subtree is a range of positions.
  public var subtreeEnd: Int32

  /// Why a span has the parent that it has, or none.
  public enum Attachment: UInt8, Sendable {
    /// The span names no parent.
    case root
    /// The named parent is in the trace.
    case child
    /// The server's half of an identifier that client and server share: its parent is the client's half.
    case shared
    /// The named parent is not in the data.
    case orphan
    /// The same, and the trace begins here: whoever asked, such as a load balancer or a browser, is outside the data.
    case outside
    /// The chain of parents led back to the span; the tie was cut here.
    case cycle
  }

  @inlinable
  public init(
    id: SpanID, start: UInt64, end: UInt64, profile: UInt32, flags: SpanFlags, attachment: Attachment, record: UInt32,
    parent: Int32, subtreeEnd: Int32
  ) {
    self.id = id
    self.start = start
    self.end = end
    self.profile = profile
    self.flags = flags
    self.attachment = attachment
    self.record = record
    self.parent = parent
    self.subtreeEnd = subtreeEnd
  }

  /// Nanoseconds between start and end.
  @inlinable
  public var duration: UInt64 { end >= start ? end - start : 0 }
}
