/// A span's link to another span, mostly in another trace (OpenTelemetry's span link, nothing derived).
public struct LinkRecord: Hashable, Sendable {
  /// The span that carries the link: its index among the spans of the batch.
  public var span: UInt32
  public var trace: TraceID
  public var id: SpanID
  /// `opentracing.ref_type` of the link was `follows_from`.
  public var followsFrom: Bool

  @inlinable
  public init(span: UInt32, trace: TraceID, id: SpanID, followsFrom: Bool = false) {
    self.span = span
    self.trace = trace
    self.id = id
    self.followsFrom = followsFrom
  }
}
