/// What part a span plays in calls between nodes, worked out from kind and attributes.
public enum SpanPart: UInt8, Sendable {
  /// Work inside a service, or nothing that says more.
  case local
  /// Serves a request.
  case serve
  /// Asks another node and expects an answer.
  case call
  /// Hands a message to a broker.
  case publish
  /// Takes messages from a broker (waits for the broker, not for the producer).
  case receive
  /// Works on a message.
  case consume
  /// Acknowledges messages to the broker; no call edge.
  case settle

  /// Whether the span leaves its service.
  @inlinable
  public var isExit: Bool { self == .call || self == .publish }

  /// Whether the span takes messages.
  @inlinable
  public var takesMessages: Bool { self == .consume || self == .receive }
}
