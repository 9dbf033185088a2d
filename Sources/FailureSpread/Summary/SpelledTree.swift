/// The calls under each caller of a shape, in the order of how their subtrees are spelled: the edge, whether it is a
/// handover, the subtrees below it, an end.
///
/// Nothing is spelled out: that would cost the nodes times their depth. Equal subtrees get one number, from the leaves
/// upward, so that two subtrees are compared along the one path to where they differ. O(n log² n) in the nodes.
struct SpelledTree {
  /// By node: the nodes below it, in order.
  private(set) var children: [[Int]]
  private let labels: [Label]
  /// By node: equal for equal subtrees.
  private var classes: [Int]

  private struct Label: Hashable {
    var edge: Int
    var isHandover: Bool

    func precedes(_ other: Label) -> Bool { edge != other.edge ? edge < other.edge : !isHandover && other.isHandover }
  }

  private struct Subtree: Hashable {
    var label: Label
    var children: [Int]
  }

  /// - Parameters:
  ///   - nodes: in pre-order.
  ///   - place: the place of an edge in the order of edges.
  init(_ nodes: [ShapeNode], place: (UInt32) -> Int) {
    labels = nodes.map { Label(edge: place($0.edge), isHandover: $0.isHandover) }
    children = Array(repeating: [], count: nodes.count)
    classes = Array(repeating: 0, count: nodes.count)
    var known: [Subtree: Int] = [:]
    for index in nodes.indices.reversed() {
      // Taken out meanwhile: the comparison looks at the lists of others only, and nothing is copied.
      var own: [Int] = []
      swap(&own, &children[index])
      if own.count > 1 { own.sort { precedes($0, $1) } }
      let subtree = Subtree(label: labels[index], children: own.map { classes[$0] })
      classes[index] = known[subtree] ?? known.count
      known[subtree] = classes[index]
      children[index] = own
      if index > 0 { children[Int(nodes[index].parent)].append(index) }
    }
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    var (left, right) = (left, right)
    while classes[left] != classes[right] {
      if labels[left] != labels[right] { return labels[left].precedes(labels[right]) }
      let (below, beside) = (children[left], children[right])
      guard let place = zip(below, beside).enumerated().first(where: { classes[$1.0] != classes[$1.1] })?.offset else {
        return below.count < beside.count
      }
      (left, right) = (below[place], beside[place])
    }
    return false
  }
}
