public import TraceModel

/// The executions of one trace and the calls between them.
public struct TraceCalls: Sendable {
  public var trace = TraceID(low: 0)
  public var segments: [Segment] = []
  public var calls: [Call] = []
  /// Spans whose links tie them to producers, for joining across traces.
  public var linkedConsumers: [LinkedConsumer] = []
  /// Spans that links elsewhere point to.
  public var linkTargets: [LinkTarget] = []
  /// Exits that name no other side.
  public var unnamedPeers = 0
  /// Calls that name no other side, that nothing answered, and that did not fail.
  public var unnamedCalls: [UnnamedCall] = []

  public init() {}

  mutating func removeAll() {
    segments.removeAll(keepingCapacity: true)
    calls.removeAll(keepingCapacity: true)
    linkedConsumers.removeAll(keepingCapacity: true)
    linkTargets.removeAll(keepingCapacity: true)
    unnamedPeers = 0
    unnamedCalls.removeAll(keepingCapacity: true)
  }
}

/// A call without a name for the other side: who asked, and what.
public struct UnnamedCall: Hashable, Sendable {
  public var caller: NodeID
  /// As the caller's span words it.
  public var operation: NameID

  public init(caller: NodeID, operation: NameID) {
    self.caller = caller
    self.operation = operation
  }
}

/// A span of some trace, as links name it.
public struct SpanAddress: Hashable, Sendable {
  /// The lower half of the trace id: the two forms of one id agree in it.
  public var trace: UInt64
  public var span: UInt64

  @inlinable
  public init(trace: UInt64, span: UInt64) {
    self.trace = trace
    self.span = span
  }
}

/// The receiving end of a link.
public struct LinkedConsumer: Hashable, Sendable {
  public var target: SpanAddress
  public var trace: TraceID
  public var node: NodeID
  public var operation: NameID
  public var topic: NodeID
  public var duration: UInt64
  public var failed: Bool
  /// `receive` spans wait for the broker; the work may be elsewhere.
  public var isReceive: Bool
  /// Whether the consumer's side alone says that a message is meant.
  public var isMessaging: Bool
  /// Whether it was taken inside a request of the consumer's service that was still open.
  public var isInside = false

  public init(
    target: SpanAddress, trace: TraceID, node: NodeID, operation: NameID, topic: NodeID, duration: UInt64,
    failed: Bool, isReceive: Bool, isMessaging: Bool
  ) {
    self.target = target
    self.trace = trace
    self.node = node
    self.operation = operation
    self.topic = topic
    self.duration = duration
    self.failed = failed
    self.isReceive = isReceive
    self.isMessaging = isMessaging
  }
}

/// The sending end of a link.
public struct LinkTarget: Hashable, Sendable {
  public var address: SpanAddress
  public var node: NodeID
  public var operation: NameID
  public var topic: NodeID
  /// Whether the span sends a message.
  public var publishes: Bool
  /// Whether the sender's open request is known to have taken the reply.
  public var isAwaited = false
  /// The message that began the execution that this one was sent by.
  public var cause: SpanAddress?

  public init(address: SpanAddress, node: NodeID, operation: NameID, topic: NodeID, publishes: Bool) {
    self.address = address
    self.node = node
    self.operation = operation
    self.topic = topic
    self.publishes = publishes
  }
}
