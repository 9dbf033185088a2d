import FirebreakKit
import TestSupport
import Testing
import TraceModel

@testable import FailureSpread

/// What is added up later stands in an order that names alone decide.
@Suite("The order of shapes")
struct ShapeOrderTests {
  private static let traces = [
    """
    web SERVER page 0..100
      web CLIENT a 10..20
        a SERVER a 11..19
      web CLIENT b 30..40
        b SERVER b 31..39
          b CLIENT c 32..38
            c SERVER c 33..37
      web CLIENT c 50..60
        c SERVER c 51..59
    """,
    """
    web SERVER page 0..100
      web CLIENT c 10..20
        c SERVER c 11..19
      web CLIENT a 30..40
        a SERVER a 31..39
    """,
    """
    admin SERVER list 0..100
      admin CLIENT b 10..20
        b SERVER b 11..19
    """,
    """
    web SERVER cart 0..100
      web CLIENT a 10..20
        a SERVER other 11..19
    """,
  ]

  /// The shapes with names in place of numbers.
  private func spelled(_ order: [Int]) -> [String] {
    let picture = order.map { Self.traces[$0] }.joined(separator: "\n---\n")
    let summary = Analyzer().summarize(TracePicture(picture).batch).resolved()
    func node(_ id: NodeID) -> String { summary.names[summary.nodes.nodes[Int(id.index)].name] }
    return summary.shapes.shapes.map { shape in
      let entry = summary.entries.keys[Int(shape.entry)]
      let calls = shape.nodes.dropFirst().map { call in
        let key = summary.edges.keys[Int(call.edge)]
        return
          "\(call.parent) \(call.subtreeEnd) \(node(key.caller))..\(node(key.callee)) \(summary.names[key.calleeOperation])"
      }
      return "\(node(entry.node)) \(summary.names[entry.operation]) \(shape.requests): " + calls.joined(separator: ", ")
    }
  }

  @Test("is the same in whatever order traces come")
  func anyOrder() {
    let expected = spelled([0, 1, 2, 3])
    #expect(expected.count == 4)
    for order in [[3, 2, 1, 0], [1, 0, 3, 2], [2, 3, 0, 1], [0, 2, 1, 3]] { #expect(spelled(order) == expected) }
  }

  @Test("does not depend on how calls were ordered before, and keeps trees whole")
  func sorting() {
    // 5 has 7 and 6 below, 3 has nothing.
    let one = [
      ShapeNode(edge: .max, parent: -1, subtreeEnd: 5), ShapeNode(edge: 5, parent: 0, subtreeEnd: 4),
      ShapeNode(edge: 7, parent: 1, subtreeEnd: 3), ShapeNode(edge: 6, parent: 1, subtreeEnd: 4),
      ShapeNode(edge: 3, parent: 0, subtreeEnd: 5),
    ]
    let other = [
      ShapeNode(edge: .max, parent: -1, subtreeEnd: 5), ShapeNode(edge: 3, parent: 0, subtreeEnd: 2),
      ShapeNode(edge: 5, parent: 0, subtreeEnd: 5), ShapeNode(edge: 6, parent: 2, subtreeEnd: 4),
      ShapeNode(edge: 7, parent: 2, subtreeEnd: 5),
    ]
    var order = ShapeOrder()
    var (left, right) = (one, other)
    #expect(order.sort(&left) == order.sort(&right))
    #expect(left == other)
    #expect(right == other)
    var empty: [ShapeNode] = []
    #expect(order.sort(&empty) == 0)
  }
}
