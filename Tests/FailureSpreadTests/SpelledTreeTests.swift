import TestSupport
import Testing

@testable import FailureSpread

/// Files depend on this order: it is that of the subtrees written out, without writing them out.
@Suite("The order of subtrees by their spelling")
struct SpelledTreeTests {
  @Test("is that of the spelled subtrees", arguments: 0..<40)
  func order(seed: Int) {
    var generator = SplitMix(state: UInt64(seed))
    let nodes = Self.tree(of: Int.random(in: 1..<60, using: &generator), &generator)
    let tree = SpelledTree(nodes) { $0 == ShapeNode.entryEdge ? -1 : Int($0) }
    let spelled = Self.spelled(nodes)
    for children in tree.children {
      for (left, right) in zip(children, children.dropFirst()) {
        #expect(!spelled[right].lexicographicallyPrecedes(spelled[left]))
      }
    }
    #expect(tree.children.reduce(0) { $0 + $1.count } == nodes.count - 1)
  }

  private static func tree(of count: Int, _ generator: inout SplitMix) -> [ShapeNode] {
    var nodes = [ShapeNode(edge: ShapeNode.entryEdge, parent: -1, subtreeEnd: 1)]
    var path = [0]
    while nodes.count < count {
      while path.count > 1, Int.random(in: 0..<3, using: &generator) == 0 { path.removeLast() }
      nodes.append(
        ShapeNode(
          edge: UInt32.random(in: 0..<3, using: &generator), parent: Int32(path[path.count - 1]), subtreeEnd: 0,
          isHandover: Int.random(in: 0..<4, using: &generator) == 0))
      path.append(nodes.count - 1)
    }
    return nodes
  }

  private static func spelled(_ nodes: [ShapeNode]) -> [[Int]] {
    var spelled = [[Int]](repeating: [], count: nodes.count)
    for index in nodes.indices.reversed() {
      let below = nodes.indices.filter { nodes[$0].parent == index }.map { spelled[$0] }
        .sorted { $0.lexicographicallyPrecedes($1) }
      let edge = nodes[index].edge == ShapeNode.entryEdge ? -1 : Int(nodes[index].edge)
      spelled[index] = [edge, nodes[index].isHandover ? 1 : 0] + below.flatMap { $0 } + [-2]
    }
    return spelled
  }
}
