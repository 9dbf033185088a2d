import CallClassification
@testable import FailureSpread
import TestSupport
import Testing

@Suite("What a failure costs without one of its edges, against working it out anew")
struct FailureCutsTests {
  /// Trees of all kinds: shallow and deep, small and large.
  @Test("Every edge of a failure, with and without others cut", arguments: 0..<60)
  func everyEdge(seed: UInt64) {
    var generator = SplitMix(state: seed)
    var system = RandomSystem(seed: seed, nodes: 7, shapes: 0)
    for back in [1, 1, 2, 4, .max] {
      system.addShape(calls: Int.random(in: 1...300, using: &generator), back: back)
    }
    let graph = system.graph
    let cuts = FailureCuts(graph)
    for shape in graph.summary.shapes.shapes.indices {
      let places = graph.trees.places(of: shape)
      for round in 0..<6 {
        let failing = places.dropFirst().shuffled(using: &generator).prefix(1 << round)
          .map { Int32($0 - places.lowerBound) }.sorted(by: >)
        let cut = Set((0..<round / 2).map { _ in Int.random(in: graph.nodeEdges.indices, using: &generator) })
        check(cuts, graph, shape, failing, cut)
      }
    }
  }

  @Test("A few failures in a large shape are put in order without looking at all of it", arguments: 0..<5)
  func sparse(seed: UInt64) {
    var generator = SplitMix(state: seed)
    var system = RandomSystem(seed: seed, shapes: 0)
    system.addShape(calls: 20_000, back: .max)
    let graph = system.graph
    let cuts = FailureCuts(graph)
    for _ in 0..<5 {
      let failing = (0..<3).map { _ in Int32.random(in: 1...20_000, using: &generator) }
      check(cuts, graph, 0, Set(failing).sorted(by: >), [])
    }
  }

  @Test("A thousand callees below a deep caller: a product that no number can hold comes back", arguments: [1, 40])
  func smallProducts(depth: Int) {
    var system = RandomSystem(seed: 4, shapes: 0)
    let keys = system.summary.edges.keys
    for edge in keys.indices { system.summary.edges.statistics[edge].calleeFailures = 0 }
    var nodes = [ShapeNode(edge: ShapeNode.entryEdge, parent: -1, subtreeEnd: 0)]
    var node = system.summary.entries.keys[0].node
    for place in 1...depth {
      let edge = keys.indices.filter { keys[$0].caller == node }[place % 3]
      nodes.append(ShapeNode(edge: UInt32(edge), parent: Int32(place - 1), subtreeEnd: 0))
      node = keys[edge].callee
    }
    let below = keys.indices.filter { keys[$0].caller == node }
    for call in 0..<1_500 {
      nodes.append(ShapeNode(edge: UInt32(below[call % 2]), parent: Int32(depth), subtreeEnd: 0))
    }
    for place in nodes.indices { nodes[place].subtreeEnd = Int32(place > depth ? place + 1 : nodes.count) }
    _ = system.summary.shapes.insert(Shape(entry: 0, nodes: nodes), hash: 1)
    let graph = system.graph
    let cuts = FailureCuts(graph)
    let all = (depth + 1..<nodes.count).reversed().map { Int32($0) }
    check(cuts, graph, 0, all, [])
    let ofOneEdge = all.filter { Int(nodes[Int($0)].edge) == below[0] }
    check(cuts, graph, 0, ofOneEdge, [])
    #expect(cuts.failure(without: graph.nodeEdgeOf[below[0]]) < 1e-12)
  }

  @Test("What one question found serves the others: alone each is answered alike, and by any number of threads")
  func shared() {
    var system = RandomSystem(seed: 11, nodes: 8, shapes: 400, calls: 30)
    for _ in 0..<4 { system.addShape(calls: 900, back: 2) }
    let graph = system.graph
    let nodes = graph.summary.nodes.nodes.indices.map { NodeID(index: UInt32($0)) }
    var questions = nodes.flatMap { node in
      [
        FirebreakQuestion(nodes: [node]), FirebreakQuestion(nodes: [node], entry: 1),
        FirebreakQuestion(nodes: [node], edges: [Int(node.index), 20]),
      ]
    }
    questions += [FirebreakQuestion(), FirebreakQuestion(entry: 0), FirebreakQuestion(entry: 1, edges: [2, 5, 9, 14])]
    let together = FirebreakAdvisor(graph).best(questions)
    #expect(together == questions.map { FirebreakAdvisor(graph).best([$0])[0] })
    #expect(together == FirebreakAdvisor(graph).best(questions, threads: 3))
    #expect(together.contains { $0.count == 3 })
  }

  /// Holds what is found for a failure against the definition.
  private func check(
    _ cuts: FailureCuts, _ graph: SpreadGraph, _ shape: Int, _ failing: [Int32], _ cut: Set<Int>
  ) {
    let start = graph.trees.starts[shape]
    let flags = graph.nodeEdgeOf.map { cut.contains($0) }
    let whole = cuts.fail(failing, start: start, cut: cut.isEmpty ? [] : flags)
    #expect(abs(whole - plain(graph, shape, failing, cut)) < 1e-12)
    let passed = cuts.passed.map { Int($0) }
    #expect(Set(passed) == edges(graph, shape, failing, cut))
    #expect(Set(passed).count == passed.count)
    for edge in passed {
      #expect(abs(cuts.failure(without: edge) - plain(graph, shape, failing, cut.union([edge]))) < 1e-12)
    }
  }

  /// The probability that the request fails, worked out from all calls of the shape.
  private func plain(_ graph: SpreadGraph, _ shape: Int, _ failing: [Int32], _ cut: Set<Int>) -> Double {
    let trees = graph.trees
    let places = trees.places(of: shape)
    let failing = Set(failing.map { Int($0) + places.lowerBound })
    var survival = [Double](repeating: 1, count: places.count)
    for place in places.dropFirst().reversed() {
      let edge = Int(trees.edges[place])
      if cut.contains(graph.nodeEdgeOf[edge]) { continue }
      let failure = failing.contains(place) ? 1 : 1 - survival[place - places.lowerBound]
      survival[Int(trees.parents[place])] *= 1 - graph.propagation[edge].probability * failure
    }
    return 1 - survival[0]
  }

  /// The edges between nodes on ways that no cut lies on.
  private func edges(_ graph: SpreadGraph, _ shape: Int, _ failing: [Int32], _ cut: Set<Int>) -> Set<Int> {
    let start = graph.trees.starts[shape]
    var found = Set<Int>()
    for place in failing {
      var way: [Int] = []
      var place = Int(place)
      while place > 0 {
        way.append(graph.nodeEdgeOf[Int(graph.trees.edges[start + place])])
        place = Int(graph.trees.parents[start + place])
      }
      if way.allSatisfy({ !cut.contains($0) }) { found.formUnion(way) }
    }
    return found
  }
}
