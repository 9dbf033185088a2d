internal import CallClassification
internal import TraceModel

/// The order in which a summary's parts stand in a file: by names, never by the order in which they were met.
struct CanonicalOrder {
  let names: [String]
  let nodes: [Node]
  /// Indices into the `EdgeTable` and `EntryTable`, in canonical order.
  let edges: [Int]
  let entries: [Int]
  /// By index in the tables: the place in canonical order.
  let placeOfEdge: [Int]
  let placeOfEntry: [Int]
  private let ranks: NameRanks

  init(_ summary: Summary) {
    var others = summary.memberships.map(\.domain.name)
    for pair in summary.clockOffsets.keys { others += [pair.caller, pair.callee] }
    others += summary.addresses.keys.map(\.address)
    others += summary.members.map(\.name)
    others += summary.unnamedCalls.keys.map(\.operation)
    others += summary.linkedConsumers.map(\.operation)
    others += summary.linkTargets.map(\.operation)
    ranks = NameRanks(summary, others: others)
    names = ranks.names.map { summary.names[$0] }
    nodes = ranks.nodes.map { summary.nodes.nodes[$0] }
    edges = ranks.order(of: summary.edges.keys)
    entries = ranks.order(of: summary.entries.keys)
    placeOfEdge = Self.inverse(edges)
    placeOfEntry = Self.inverse(entries)
  }

  func place(_ name: NameID) -> Int { ranks.place(name) }
  func place(_ node: NodeID) -> Int { ranks.place(node) }

  /// A shape's nodes with edges by their places, calls under one caller in order of their subtrees.
  func canonical(_ nodes: [ShapeNode]) -> [ShapeNode] {
    let tree = SpelledTree(nodes) { $0 == ShapeNode.entryEdge ? -1 : placeOfEdge[Int($0)] }
    var result: [ShapeNode] = []
    var stack = nodes.isEmpty ? [] : [(node: 0, parent: Int32(-1))]
    while let (index, parent) = stack.popLast() {
      let position = Int32(result.count)
      let edge = nodes[index].edge
      result.append(
        ShapeNode(
          edge: edge == ShapeNode.entryEdge ? edge : UInt32(placeOfEdge[Int(edge)]), parent: parent,
          subtreeEnd: position + 1, isHandover: nodes[index].isHandover))
      for child in tree.children[index].reversed() { stack.append((child, position)) }
    }
    return result
  }

  private static func inverse(_ order: [Int]) -> [Int] {
    var places = [Int](repeating: 0, count: order.count)
    for (place, index) in order.enumerated() { places[index] = place }
    return places
  }
}
