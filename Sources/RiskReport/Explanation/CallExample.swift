/// One observed call, with the spans that its verdict rests on.
public struct CallExample: Codable, Sendable, Equatable {
  /// Trace identifier.
  public var trace: String
  /// What this one call showed: `waits`, `does not wait`, …
  public var state: String
  /// The codes of its evidence, `E1` to `E20`.
  public var evidence: [String]
  /// Whether it speaks against the verdict of its edge.
  public var contradicts: Bool
  /// The caller's request, its span for the call, the callee's span: as many as there are.
  public var spans: [ExampleSpan]

  public init(trace: String, state: String, evidence: [String], contradicts: Bool, spans: [ExampleSpan]) {
    self.trace = trace
    self.state = state
    self.evidence = evidence
    self.contradicts = contradicts
    self.spans = spans
  }
}

/// A span of an example, with times relative to the start of the first span.
public struct ExampleSpan: Codable, Sendable, Equatable {
  /// What the span is in the call: `request`, `call`, `callee`.
  public var role: String
  public var service: String
  public var kind: String
  public var name: String
  /// Seconds after the start of the first span; of another host's clock if `ownClock`.
  public var start: Double
  /// Seconds.
  public var duration: Double
  public var failed: Bool
  /// Whether the times are taken with another clock than those of the first span.
  public var ownClock: Bool

  public init(
    role: String, service: String, kind: String, name: String, start: Double, duration: Double, failed: Bool,
    ownClock: Bool
  ) {
    self.role = role
    self.service = service
    self.kind = kind
    self.name = name
    self.start = start
    self.duration = duration
    self.failed = failed
    self.ownClock = ownClock
  }
}
