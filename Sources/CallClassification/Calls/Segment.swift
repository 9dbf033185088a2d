public import TraceModel

/// How an execution is left out.
public enum Exclusion: UInt8, Sendable {
  case none
  /// Its service is left out: what it calls counts as entered from outside.
  case service
  /// Its operation is left out, with all that it does.
  case operation
}

/// One execution inside one service: the span that work enters the service by, and all spans of the service below it.
public struct Segment: Sendable {
  /// Position of its first span in the trace.
  public var root: Int32
  public var node: NodeID
  public var operation: NameID
  /// Index of the call that leads to it, or -1 for the beginning of a unit of work.
  public var call: Int32
  /// How a unit of work begins here; `nil` when a call leads here, or when the beginning is not in the data.
  public var entry: EntryKind?
  /// Whether it only takes messages off a queue, each of which is worked on as a unit of its own: no work by itself.
  public var handsOnMessages = false
  /// Whether the segment is left out, and what becomes of what it calls.
  public var exclusion = Exclusion.none
  /// Whether the segment's work failed.
  public var failed: Bool
  /// Whether a success can be believed: consumers that reject a message mostly leave their span without an error.
  public var isOutcomeKnown: Bool
}
