/// The order of calls inside a shape, and of shapes among each other, that depends on the numbers of edges and entries alone.
///
/// While shapes are collected they are ordered by hashes that differ from process to process. Sums of fractions depend on
/// their order in the last digits, so whatever adds them up goes by this one.
struct ShapeOrder {
  /// Subtree hash of each node of the shape at hand, and where its calls lie in `calls`.
  private var hashes: [UInt64] = []
  private var ranges: [Range<Int>] = []
  private var calls: [Int] = []

  /// Sorts the calls under each caller of a shape. Linear, but for sorting siblings.
  ///
  /// - Returns: the hash of the whole tree: equal trees have equal ones in every process.
  mutating func sort(_ nodes: inout [ShapeNode]) -> UInt64 {
    guard !nodes.isEmpty else { return 0 }
    hashes.removeAll(keepingCapacity: true)
    hashes.append(contentsOf: repeatElement(0, count: nodes.count))
    ranges.removeAll(keepingCapacity: true)
    ranges.append(contentsOf: repeatElement(0..<0, count: nodes.count))
    calls.removeAll(keepingCapacity: true)
    for index in nodes.indices.reversed() { order(index, nodes) }
    let tree = hashes[0]
    nodes = Self.written(nodes[0], nodes, calls, ranges)
    return tree
  }

  private mutating func order(_ index: Int, _ nodes: [ShapeNode]) {
    let start = calls.count
    var child = index + 1
    var isSorted = true
    while child < Int(nodes[index].subtreeEnd) {
      if calls.count > start, !precedes(calls[calls.count - 1], child, nodes) { isSorted = false }
      calls.append(child)
      child = max(Int(nodes[child].subtreeEnd), child + 1)
    }
    if !isSorted {
      var own = Array(calls[start...])
      own.sort { precedes($0, $1, nodes) }
      calls.replaceSubrange(start..., with: own)
    }
    ranges[index] = start..<calls.count
    var hash = Self.mix(UInt64(nodes[index].edge) << 1 | (nodes[index].isHandover ? 1 : 0))
    for call in calls[start...] { hash = Self.mix(hash ^ hashes[call]) }
    hashes[index] = hash
  }

  private func precedes(_ left: Int, _ right: Int, _ nodes: [ShapeNode]) -> Bool {
    (nodes[left].edge, hashes[left]) < (nodes[right].edge, hashes[right])
  }

  /// The nodes in pre-order, the calls of each in the order that `ranges` of `calls` give.
  static func written(
    _ root: ShapeNode, _ nodes: [ShapeNode], _ calls: [Int], _ ranges: [Range<Int>]
  ) -> [ShapeNode] {
    var result: [ShapeNode] = []
    result.reserveCapacity(nodes.count)
    result.append(ShapeNode(edge: root.edge, parent: -1, subtreeEnd: 1))
    var stack = [(next: ranges[0].lowerBound, end: ranges[0].upperBound, position: 0)]
    while let frame = stack.last {
      if frame.next == frame.end {
        result[frame.position].subtreeEnd = Int32(result.count)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let call = calls[frame.next]
      let position = result.count
      result.append(
        ShapeNode(
          edge: nodes[call].edge, parent: Int32(frame.position), subtreeEnd: Int32(position + 1),
          isHandover: nodes[call].isHandover))
      stack.append((ranges[call].lowerBound, ranges[call].upperBound, position))
    }
    return result
  }

  /// The finalizer of SplitMix (Steele, Lea, Flood 2014).
  private static func mix(_ word: UInt64) -> UInt64 {
    var word = word &+ 0x9E37_79B9_7F4A_7C15
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
