/// How the work of a span ended, as far as it was recorded.
public enum SpanOutcome: UInt8, Sendable, CaseIterable {
  /// Success, or nothing said.
  case ok = 0
  /// The work failed.
  case failed = 1
  /// The work was given up after its time limit (gRPC DEADLINE_EXCEEDED, HTTP 408 or 504, a timeout exception).
  case timedOut = 2
  /// The work was withdrawn by the one that asked for it (gRPC CANCELLED, HTTP 499). No failure of the callee.
  case cancelled = 3

  /// Whether the span counts as an error.
  @inlinable
  public var isError: Bool { self == .failed || self == .timedOut }

  /// Whether the one that waited stopped waiting before the answer.
  @inlinable
  public var gaveUp: Bool { self == .timedOut || self == .cancelled }
}
