public import CallClassification
internal import TraceAssembly
internal import TraceModel

/// An entry and a node that its requests stood blocked on.
public struct BlockedKey: Hashable, Sendable {
  /// Index into the `EntryTable`.
  public var entry: UInt32
  public var node: NodeID

  public init(entry: UInt32, node: NodeID) {
    self.entry = entry
    self.node = node
  }
}

/// Adds up how long requests stood blocked on each node: the time of calls on the critical path, overlapping calls once.
///
/// In each execution the path is followed from its end backwards: the call that ended last is what it waited for, from
/// its start on the same question is asked again. A call of the callee's on its own path blocks the request just as long.
/// Only spans of one execution are compared, by their own clock. O(c log c) in the calls of a trace.
struct BlockedTime: Sendable {
  /// A call that an execution waited for.
  private struct Waited {
    /// Of its exit span, as the caller saw it.
    var end: UInt64
    var exit: Int32
    /// Index into the calls of the trace.
    var call: Int32
  }

  /// By execution: where its calls begin in `waited`.
  private var starts: [Int] = []
  private var waited: [Waited] = []
  /// By call: the execution that waits for it, or -1.
  private var callers: [Int32] = []
  private var next: [Int] = []
  private var blocked: [(node: NodeID, nanoseconds: UInt64)] = []
  /// The places of nodes in `blocked`, once they are too many to look through.
  private var places: [NodeID: Int] = [:]
  private static let few = 16

  mutating func add(
    _ found: TraceCalls, _ trace: Trace, entries: [UInt32], to table: inout [BlockedKey: UInt64]
  ) {
    guard !found.calls.isEmpty else { return }
    groupByCaller(found, trace)
    for (segment, entry) in entries.enumerated() where entry != .max {
      follow(segment, found, trace)
      let whole = trace.spans[Int(found.segments[segment].root)].duration
      for item in blocked {
        table[BlockedKey(entry: entry, node: item.node), default: 0] +|= min(item.nanoseconds, whole)
      }
    }
  }

  /// The waiting calls of each execution, the one that ended last first.
  private mutating func groupByCaller(_ found: TraceCalls, _ trace: Trace) {
    let calls = found.calls
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: repeatElement(0, count: found.segments.count + 1))
    callers.removeAll(keepingCapacity: true)
    for index in calls.indices {
      let caller = calls[index].caller
      let state = calls[index].state
      let counts =
        caller >= 0 && state != .doesNotWait && state != .contested
        && calls[index].exit != found.segments[Int(caller)].root
      callers.append(counts ? caller : -1)
      if counts { starts[Int(caller) + 1] += 1 }
    }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    next.removeAll(keepingCapacity: true)
    next.append(contentsOf: starts)
    waited.removeAll(keepingCapacity: true)
    waited.append(
      contentsOf: repeatElement(Waited(end: 0, exit: 0, call: 0), count: starts[found.segments.count]))
    for (index, caller) in callers.enumerated() where caller >= 0 {
      let exit = calls[index].exit
      waited[next[Int(caller)]] = Waited(end: trace.spans[Int(exit)].end, exit: exit, call: Int32(index))
      next[Int(caller)] += 1
    }
    for segment in found.segments.indices where starts[segment + 1] - starts[segment] > 1 {
      waited[starts[segment]..<starts[segment + 1]].sort {
        $0.end != $1.end ? $0.end > $1.end : $0.exit < $1.exit
      }
    }
  }

  private mutating func follow(_ root: Int, _ found: TraceCalls, _ trace: Trace) {
    blocked.removeAll(keepingCapacity: true)
    if !places.isEmpty { places.removeAll(keepingCapacity: true) }
    var open = [root]
    while let segment = open.popLast() {
      var cursor = trace.spans[Int(found.segments[segment].root)].end
      for place in starts[segment]..<starts[segment + 1] {
        let call = Int(waited[place].call)
        let start = trace.spans[Int(waited[place].exit)].start
        guard start < cursor else { continue }
        note(found.calls[call].key.callee, min(waited[place].end, cursor) -| start)
        cursor = start
        if found.calls[call].callee >= 0 { open.append(Int(found.calls[call].callee)) }
      }
    }
  }

  private mutating func note(_ node: NodeID, _ nanoseconds: UInt64) {
    if let known = place(of: node) {
      blocked[known].nanoseconds +|= nanoseconds
      return
    }
    blocked.append((node, nanoseconds))
    if blocked.count == Self.few { for (place, item) in blocked.enumerated() { places[item.node] = place } }
    if blocked.count > Self.few { places[node] = blocked.count - 1 }
  }

  private func place(of node: NodeID) -> Int? {
    blocked.count < Self.few ? blocked.firstIndex { $0.node == node } : places[node]
  }
}
