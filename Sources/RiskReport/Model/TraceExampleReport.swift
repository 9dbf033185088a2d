/// One exemplar trace in small, for a waterfall.
public struct TraceExampleReport: Codable, Sendable, Equatable {
  /// The trace's identifier, as findings, edges and chains name it among their exemplars.
  public var trace: String
  /// In pre-order: a span stands before the spans below it.
  public var spans: [SpanExampleReport]

  public init(trace: String, spans: [SpanExampleReport]) {
    self.trace = trace
    self.spans = spans
  }
}

/// One span of an exemplar trace.
public struct SpanExampleReport: Codable, Sendable, Equatable {
  public var service: String
  public var operation: String
  /// How many spans stand above it.
  public var depth: Int
  /// Seconds from the start of the trace.
  public var start: Double
  /// Seconds.
  public var duration: Double
  /// Whether the request at the top of the trace waits for it.
  public var waits: Bool
  public var failed: Bool

  public init(
    service: String, operation: String, depth: Int, start: Double, duration: Double, waits: Bool, failed: Bool
  ) {
    self.service = service
    self.operation = operation
    self.depth = depth
    self.start = start
    self.duration = duration
    self.waits = waits
    self.failed = failed
  }
}
