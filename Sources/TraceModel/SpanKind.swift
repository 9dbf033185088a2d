/// The role that the instrumentation declared for a span (OpenTelemetry specification, trace/api, SpanKind).
///
/// The kind alone never decides whether a caller waits: `messaging.operation` and `faas.trigger` are read first.
public enum SpanKind: UInt8, Sendable, CaseIterable {
  /// The source does not say, as many real exports do.
  case unspecified = 0
  case `internal` = 1
  case server = 2
  case client = 3
  case producer = 4
  case consumer = 5
}
