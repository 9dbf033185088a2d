/// How one service of a generated system uses another.
enum Coupling: CaseIterable, Sendable {
  /// Asks and waits.
  case plain
  /// Asks two at a time and waits for both.
  case joined
  /// Asks again after a failure.
  case retried
  /// Gives up after a time limit that one call in eight exceeds; the callee works on.
  case cutOff
  /// Asks twice, takes the first answer and drops the other call.
  case hedged
  /// Reads a stream to its end.
  case stream
  /// Waits for something to happen, long and idle.
  case longPoll
  /// Starts a call that nobody waits for, shortly before the answer.
  case detachedLate
  /// The same somewhere in the middle: a part of the calls ends after the request.
  case detachedSometimes
  /// The same at the beginning, and quick: nearly all end before the request does.
  case detachedQuick
  /// Calls after the answer was sent, as background tasks of web frameworks do.
  case background
  /// Waited for by one half of the requests, detached in the other.
  case sometimesWaited
  /// A message whose consumer's span covers the work.
  case message
  /// A message whose consumer's span ends before the work.
  case briefConsumer
  /// Messages taken in batches that link to their producers.
  case batch
  /// A message whose reply is taken inside the open request.
  case requestReply
  /// A message whose work the request waits for, told by something that writes no spans.
  case silentReply

  /// How often a generated edge is of this sort, against the others.
  var weight: Int {
    switch self {
    case .plain: 10
    case .joined, .message: 4
    case .retried, .cutOff, .detachedLate, .background: 2
    case .hedged, .stream, .briefConsumer, .longPoll, .detachedSometimes, .detachedQuick, .sometimesWaited, .batch,
      .requestReply, .silentReply:
      1
    }
  }

  /// Whether the work passes through a topic.
  var isMessage: Bool {
    switch self {
    case .message, .briefConsumer, .batch, .requestReply, .silentReply: true
    default: false
    }
  }

  /// Whether the request needs the callee's completion.
  var waits: Bool {
    switch self {
    case .plain, .joined, .retried, .cutOff, .hedged, .stream, .longPoll, .requestReply, .silentReply: true
    default: false
    }
  }
}
