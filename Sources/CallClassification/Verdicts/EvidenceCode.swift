/// A kind of observation for or against waiting. The numbers are those of docs/classification.md.
public enum EvidenceCode: UInt8, Sendable, CaseIterable {
  /// The source or the user says outright whether the caller waits.
  case declaredFlag = 1
  /// A producer's span is followed by a consumer's.
  case producerConsumer = 2
  /// A CLIENT span that sends a message.
  case clientSend = 3
  /// A span that receives messages: it waits for the broker, not for the producer.
  case receive = 4
  /// A CLIENT span is answered by a SERVER span.
  case clientServer = 5
  /// A CLIENT span to a peer that sends no spans.
  case clientPeer = 6
  /// A native FOLLOWS_FROM reference.
  case followsFrom = 7
  /// A function triggered by a timer, a data source or a message.
  case asyncTrigger = 8
  /// The callee's span lasts longer than the caller's span for the call.
  case outlivesCall = 9
  /// The call ends after the request that made it, by one clock.
  case outlivesRequest = 10
  /// The callee's span fits inside the caller's, by durations.
  case fits = 11
  /// The callee starts after the caller's span for the call has ended, by one clock.
  case startsAfter = 12
  /// Other work of the caller overlaps the call.
  case overlapped = 13
  /// The caller's request fails when the callee does.
  case errorCoupling = 14
  /// The answer only accepts the work (HTTP 202, `Prefer: respond-async`).
  case acceptedOnly = 15
  /// A span link ties two traces.
  case link = 16
  /// A request and its reply over queues, the reply taken inside the still open request.
  case requestReply = 17
  /// Later work of the same request waits for many consumers.
  case join = 18
  /// The span's flags say that its parent is in another process.
  case remoteParent = 19
  /// Requests last as much longer as their calls, or not at all: known for all calls of an edge together.
  case timeCoupling = 20

  /// As written in reports: `E1` to `E20`.
  public var label: String { "E\(rawValue)" }

  public static let count = 21
}

/// The kinds of evidence that one call gave.
public struct EvidenceSet: Sendable, Equatable {
  public var bits: UInt32

  @inlinable
  public init(bits: UInt32 = 0) {
    self.bits = bits
  }

  @inlinable
  public mutating func insert(_ code: EvidenceCode) { bits |= 1 << UInt32(code.rawValue) }

  @inlinable
  public func contains(_ code: EvidenceCode) -> Bool { bits & (1 << UInt32(code.rawValue)) != 0 }
}
