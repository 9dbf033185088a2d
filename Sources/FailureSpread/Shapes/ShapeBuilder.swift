public import CallClassification
internal import TraceModel

/// Finds the shapes of the units of work of a trace and counts them.
///
/// Works from the last execution to the first: callees always stand behind their callers. O(c log c) in the calls of the
/// trace. The working arrays are kept from trace to trace.
public struct ShapeBuilder: Sendable {
  /// Calls by caller, then by hash: `calls[starts[s]..<starts[s] + kept[s]]` are the distinct calls of execution s.
  private var calls: [Int32] = []
  private var starts: [Int] = []
  private var kept: [Int] = []
  private var callHashes: [UInt64] = []
  /// By execution: the hash of its tree, and of its tree with what its messages lead to left out.
  private var executionHashes: [UInt64] = []
  private var shallowHashes: [UInt64] = []
  /// Units of work of which calls were left out because they are too deep.
  public private(set) var cutUnits = 0

  public init() {}

  /// - Parameters:
  ///   - found: the calls of a trace.
  ///   - edges: the edge of each call.
  ///   - entries: the entry of each segment, or `.max` for one that no unit of work begins with.
  ///   - shapes: where the shapes are counted.
  public mutating func add(_ found: TraceCalls, edges: [UInt32], entries: [UInt32], to shapes: inout ShapeTable) {
    groupByCaller(found)
    hash(found, edges)
    for (index, entry) in entries.enumerated() where entry != .max {
      let hash = ShapeHash.unit(entry: entry, execution: executionHashes[index])
      let place = shapes.find(hash: hash) ?? insert(index, entry, hash, found, edges, &shapes)
      shapes.countOne(place, failed: found.segments[index].failed, trace: found.trace)
    }
  }

  private mutating func insert(
    _ segment: Int, _ entry: UInt32, _ hash: UInt64, _ found: TraceCalls, _ edges: [UInt32], _ shapes: inout ShapeTable
  ) -> Int {
    let (nodes, isCut) = tree(from: segment, found, edges)
    let shape = Shape(entry: entry, nodes: nodes)
    guard isCut else { return shapes.insert(shape, hash: hash) }
    // The hash is that of the whole tree; what is left of it may be another shape's.
    cutUnits += 1
    return shapes.insert(canonical: shape)
  }

  private mutating func groupByCaller(_ found: TraceCalls) {
    let count = found.segments.count
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: repeatElement(0, count: count + 1))
    for call in found.calls where call.caller >= 0 { starts[Int(call.caller) + 1] += 1 }
    for index in 1..<max(1, starts.count) { starts[index] += starts[index - 1] }
    var next = starts
    calls.removeAll(keepingCapacity: true)
    calls.append(contentsOf: repeatElement(0, count: starts[count]))
    for (index, call) in found.calls.enumerated() where call.caller >= 0 {
      calls[next[Int(call.caller)]] = Int32(index)
      next[Int(call.caller)] += 1
    }
  }

  private mutating func hash(_ found: TraceCalls, _ edges: [UInt32]) {
    let count = found.segments.count
    Self.reset(&executionHashes, count, 0)
    Self.reset(&shallowHashes, count, 0)
    Self.reset(&kept, count, 0)
    Self.reset(&callHashes, found.calls.count, 0)
    for segment in stride(from: count - 1, through: 0, by: -1) {
      let range = starts[segment]..<starts[segment + 1]
      shallowHashes[segment] = hashExecution(range, found, edges, isShallow: true).hash
      let full = hashExecution(range, found, edges, isShallow: false)
      executionHashes[segment] = full.hash
      kept[segment] = full.kept
    }
  }

  /// Hashes the calls of one execution, sorts them by hash, moves the distinct ones to the front of their range.
  private mutating func hashExecution(
    _ range: Range<Int>, _ found: TraceCalls, _ edges: [UInt32], isShallow: Bool
  ) -> (hash: UInt64, kept: Int) {
    for place in range {
      let index = Int(calls[place])
      let call = found.calls[index]
      let execution: UInt64 =
        if call.callee < 0 || isShallow && call.isHandover {
          emptyExecution
        } else if isShallow || call.isHandover {
          shallowHashes[Int(call.callee)]
        } else {
          executionHashes[Int(call.callee)]
        }
      callHashes[index] = ShapeHash.call(edge: edges[index], isHandover: call.isHandover, execution: execution)
    }
    sortByHash(range)
    var end = range.lowerBound
    for place in range
    where end == range.lowerBound || callHashes[Int(calls[end - 1])] != callHashes[Int(calls[place])] {
      calls.swapAt(end, place)
      end += 1
    }
    return (
      ShapeHash.execution(sortedCalls: calls[range.lowerBound..<end].lazy.map { [callHashes] in callHashes[Int($0)] }),
      end - range.lowerBound
    )
  }

  /// Sorts some calls by their hashes. Executions make few calls; sorting a slice of an array would copy it.
  private mutating func sortByHash(_ range: Range<Int>) {
    guard range.count <= 24 else {
      let sorted = calls[range].sorted { callHashes[Int($0)] < callHashes[Int($1)] }
      for (place, call) in zip(range, sorted) { calls[place] = call }
      return
    }
    var place = range.lowerBound + 1
    while place < range.upperBound {
      let call = calls[place]
      let hash = callHashes[Int(call)]
      var free = place
      while free > range.lowerBound, callHashes[Int(calls[free - 1])] > hash {
        calls[free] = calls[free - 1]
        free -= 1
      }
      calls[free] = call
      place += 1
    }
  }

  private static func reset<Element>(_ array: inout [Element], _ count: Int, _ value: Element) {
    array.removeAll(keepingCapacity: true)
    array.append(contentsOf: repeatElement(value, count: count))
  }

  /// A peer sends no spans: its execution counts as one that makes no calls.
  private let emptyExecution = ShapeHash.execution(sortedCalls: [])

  /// Writes the tree of a unit of work. What a message leads to is kept one message deep: whether the request waits for it
  /// is known only when all calls of the edge are; what lies behind further messages is a unit of its own in any case.
  ///
  /// - Returns: the tree, and whether calls were left out because they are too deep.
  private func tree(from segment: Int, _ found: TraceCalls, _ edges: [UInt32]) -> ([ShapeNode], isCut: Bool) {
    var isCut = false
    var nodes = [ShapeNode(edge: ShapeNode.entryEdge, parent: -1, subtreeEnd: 1)]
    // Frames: the execution whose calls are being written, the next of them, its node, and whether a message led here.
    var stack = [(segment: segment, next: 0, node: 0, isBehindMessage: false)]
    while let frame = stack.last {
      if frame.next == kept[frame.segment] {
        nodes[frame.node].subtreeEnd = Int32(nodes.count)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let index = Int(calls[starts[frame.segment] + frame.next])
      let call = found.calls[index]
      let position = nodes.count
      nodes.append(
        ShapeNode(
          edge: edges[index], parent: Int32(frame.node), subtreeEnd: Int32(position + 1), isHandover: call.isHandover
        )
      )
      guard call.callee >= 0, !(call.isHandover && frame.isBehindMessage) else { continue }
      if stack.count < Shape.depthLimit {
        stack.append((Int(call.callee), 0, position, frame.isBehindMessage || call.isHandover))
      } else if kept[Int(call.callee)] > 0 {
        isCut = true
      }
    }
    return (nodes, isCut)
  }
}
