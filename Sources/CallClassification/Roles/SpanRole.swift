public import TraceModel

/// All that classification needs to know of a span beside its times: worked out once per profile.
public struct SpanRole: Sendable {
  public var part: SpanPart
  /// The kind as declared, `.unspecified` when the source says nothing.
  public var kind: SpanKind
  public var outcome: SpanOutcome
  public var traits: SpanTraits
  public var mechanism: Mechanism
  public var service: NodeID
  /// The operation, should the span be the one that work enters its service by.
  public var operation: NameID
  /// The other side of an exit, or the topic of a message; `.none` when nothing names it.
  public var peer: NodeID
  /// What is asked of the peer.
  public var peerOperation: NameID
  /// What a span that serves a request calls the address that it was reached at; empty for others.
  public var ownAddress: NameID
  /// The broker or database server behind the peer: its system and address; empty for other peers.
  public var server: NameID
  public var host: NameID
  public var instance: NameID
  public var zone: NameID
  /// The system, the host and its port at the other side, where the span names them.
  public var system = NameID.empty
  public var peerHost = NameID.empty
  public var peerPort = NameID.empty
  /// The number of the role that the span has where an execution begins with it; `.max` if that is this one.
  public var asEntered = UInt32.max
}

/// Single facts of a span that one rule or another reads.
public struct SpanTraits: OptionSet, Sendable {
  public var rawValue: UInt32

  @inlinable
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The span carries a status that only an answer can bring (HTTP or RPC status).
  public static let answered = SpanTraits(rawValue: 1 << 0)
  /// HTTP 202 or `Prefer: respond-async`: the work goes on after the answer.
  public static let acceptedOnly = SpanTraits(rawValue: 1 << 1)
  /// A stream, a socket, a long poll: its length says nothing about one answer.
  public static let streaming = SpanTraits(rawValue: 1 << 2)
  /// The agent's flag says that the call was synchronous; `hintsAsync` that it was not. It tells how the call was made, by
  /// some agents for every call alike, and not whether its request waits.
  public static let hintsSync = SpanTraits(rawValue: 1 << 3)
  public static let hintsAsync = SpanTraits(rawValue: 1 << 26)
  /// The source says outright that the caller does not wait.
  public static let declaredAsync = SpanTraits(rawValue: 1 << 4)
  /// Started by a timer, a data source or a message (`faas.trigger`).
  public static let asyncTrigger = SpanTraits(rawValue: 1 << 5)
  /// A proxy's span, not an application's.
  public static let proxy = SpanTraits(rawValue: 1 << 6)
  /// Carries messaging attributes.
  public static let messaging = SpanTraits(rawValue: 1 << 7)
  /// The source calls the destination temporary. Some clients say so of every one.
  public static let temporaryDestination = SpanTraits(rawValue: 1 << 8)
  /// A failed answer that is the asker's own fault (most 4xx, NOT_FOUND, INVALID_ARGUMENT): the callee works.
  public static let callersFault = SpanTraits(rawValue: 1 << 9)
  /// A library inside the service, no node that fails by itself (SQLite and the like).
  public static let embedded = SpanTraits(rawValue: 1 << 10)
  /// The span's service is to be left out; what it calls counts as entered from outside.
  public static let excludedService = SpanTraits(rawValue: 1 << 11)
  /// The span's operation is to be left out, with all that it does.
  public static let excludedOperation = SpanTraits(rawValue: 1 << 12)
  /// The destination is named as brokers name those that live for the replies to one process.
  public static let replyDestination = SpanTraits(rawValue: 1 << 13)
  /// Something names the destination of a message: an attribute, or the span's own name.
  public static let destination = SpanTraits(rawValue: 1 << 21)
  /// Asks whether the service lives, or what its metrics are, by its route or by what the asking program says of itself.
  public static let probe = SpanTraits(rawValue: 1 << 22)
  /// Waits for the next job at a queue; with nothing below it, there was none.
  public static let poll = SpanTraits(rawValue: 1 << 23)
  /// The call's other side is named like the caller's own service.
  public static let namesItself = SpanTraits(rawValue: 1 << 20)
  /// An attribute or a verb of the name says what is done to the message.
  public static let saysSend = SpanTraits(rawValue: 1 << 24)
  /// Only makes a message that another span sends.
  public static let createsMessage = SpanTraits(rawValue: 1 << 25)
}

extension SpanRole {
  /// Stands where no role was asked for.
  static let empty = SpanRole(
    part: .local, kind: .unspecified, outcome: .ok, traits: [], mechanism: .other, service: .none, operation: .empty,
    peer: .none, peerOperation: .empty, ownAddress: .empty, server: .empty, host: .empty, instance: .empty, zone: .empty
  )

  /// Whether the span shows a failure of the node that answered it.
  @inlinable
  public var showsCalleeFailure: Bool { outcome.isError && !traits.contains(.callersFault) }
}
