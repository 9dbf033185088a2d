import TraceModel

/// One reference of a Jaeger span to another span.
struct JaegerReference: Hashable, Sendable {
  var trace: TraceID
  var id: SpanID
  /// FOLLOWS_FROM; everything else counts as CHILD_OF.
  var followsFrom: Bool
}
