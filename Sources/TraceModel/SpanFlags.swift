/// What a source said about a span beyond its profile, and what was wrong with it.
public struct SpanFlags: OptionSet, Hashable, Sendable {
  public var rawValue: UInt16

  @inlinable
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// The source says whether the parent is in another process (OTLP `Span.flags` bit 8).
  public static let knowsRemoteParent = SpanFlags(rawValue: 1 << 0)
  /// The parent is in another process (OTLP `Span.flags` bit 9).
  public static let remoteParent = SpanFlags(rawValue: 1 << 1)
  /// Client and server wrote one identifier for the call (Zipkin `shared`).
  public static let sharedID = SpanFlags(rawValue: 1 << 2)
  /// The parent reference said FOLLOWS_FROM and came from a native OpenTracing source.
  public static let followsFrom = SpanFlags(rawValue: 1 << 3)
  /// Start or end was missing, zero, or the end lay before the start: the duration proves nothing.
  public static let untrustedTime = SpanFlags(rawValue: 1 << 4)
  /// The source cut attributes or links off (`droppedAttributesCount`, `droppedLinksCount`).
  public static let truncated = SpanFlags(rawValue: 1 << 5)
  /// The span was still running when it was written.
  public static let unfinished = SpanFlags(rawValue: 1 << 6)
}
