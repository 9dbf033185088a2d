internal import TraceModel

/// The hash of a tree of calls, independent of the order of calls under one caller.
enum ShapeHash {
  /// Of a call: its edge, and the execution that it leads to (one without calls where it sends no spans).
  static func call(edge: UInt32, isHandover: Bool, execution: UInt64) -> UInt64 {
    // One word: mixing in the flag on its own would make a handover over edge 1 equal to a call over edge 2.
    ByteHash.combine(UInt64(edge) << 1 | (isHandover ? 1 : 0), execution)
  }

  /// Of an execution: the calls that it makes, sorted, equal ones once.
  static func execution(sortedCalls: some Sequence<UInt64>) -> UInt64 {
    var state: UInt64 = 0x51
    for call in sortedCalls { state = ByteHash.combine(state, call) }
    return state
  }

  /// Of a unit of work.
  static func unit(entry: UInt32, execution: UInt64) -> UInt64 {
    ByteHash.combine(ByteHash.combine(UInt64(entry), 3), execution)
  }
}
