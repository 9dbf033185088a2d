public import CallClassification
internal import TraceAssembly

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
  private var starts: [Int] = []
  private var calls: [Int32] = []
  private var blocked: [(node: NodeID, nanoseconds: UInt64)] = []

  mutating func add(
    _ found: TraceCalls, _ trace: Trace, entries: [UInt32], to table: inout [BlockedKey: UInt64]
  ) {
    guard !found.calls.isEmpty else { return }
    groupByCaller(found, trace)
    for (segment, entry) in entries.enumerated() where entry != .max {
      follow(segment, found, trace)
      let whole = trace.spans[Int(found.segments[segment].root)].duration
      for item in blocked {
        table[BlockedKey(entry: entry, node: item.node), default: 0] &+= min(item.nanoseconds, whole)
      }
    }
  }

  /// The waiting calls of each execution, the one that ended last first.
  private mutating func groupByCaller(_ found: TraceCalls, _ trace: Trace) {
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: repeatElement(0, count: found.segments.count + 1))
    func counts(_ call: Call) -> Bool {
      call.caller >= 0 && call.state != .doesNotWait && call.state != .contested
        && call.exit != found.segments[Int(call.caller)].root
    }
    for call in found.calls where counts(call) { starts[Int(call.caller) + 1] += 1 }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    var next = starts
    calls.removeAll(keepingCapacity: true)
    calls.append(contentsOf: repeatElement(0, count: starts[found.segments.count]))
    for (index, call) in found.calls.enumerated() where counts(call) {
      calls[next[Int(call.caller)]] = Int32(index)
      next[Int(call.caller)] += 1
    }
    for segment in found.segments.indices where starts[segment + 1] - starts[segment] > 1 {
      calls[starts[segment]..<starts[segment + 1]].sort { left, right in
        let (leftExit, rightExit) = (found.calls[Int(left)].exit, found.calls[Int(right)].exit)
        let (leftEnd, rightEnd) = (trace.spans[Int(leftExit)].end, trace.spans[Int(rightExit)].end)
        return leftEnd != rightEnd ? leftEnd > rightEnd : leftExit < rightExit
      }
    }
  }

  private mutating func follow(_ root: Int, _ found: TraceCalls, _ trace: Trace) {
    blocked.removeAll(keepingCapacity: true)
    var open = [root]
    while let segment = open.popLast() {
      var cursor = trace.spans[Int(found.segments[segment].root)].end
      for place in starts[segment]..<starts[segment + 1] {
        let call = found.calls[Int(calls[place])]
        let exit = trace.spans[Int(call.exit)]
        guard exit.start < cursor else { continue }
        note(call.key.callee, min(exit.end, cursor) - exit.start)
        cursor = exit.start
        if call.callee >= 0 { open.append(Int(call.callee)) }
      }
    }
  }

  private mutating func note(_ node: NodeID, _ nanoseconds: UInt64) {
    if let known = blocked.firstIndex(where: { $0.node == node }) {
      blocked[known].nanoseconds &+= nanoseconds
    } else {
      blocked.append((node, nanoseconds))
    }
  }
}
