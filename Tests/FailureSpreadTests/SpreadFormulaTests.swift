import CallClassification
@testable import FailureSpread
import Testing

@Suite("The formula of spread against its plain definition")
struct SpreadFormulaTests {
  @Test("Blast radii are those of the definition", arguments: 0..<40)
  func radii(seed: UInt64) {
    let graph = RandomSystem(seed: seed).graph
    let radii = BlastRadiusAnalysis.compute(graph)
    #expect(!radii.isEmpty)
    for radius in radii {
      guard case .node(let node) = radius.target else { continue }
      var (requests, expected, low) = (0, 0.0, 0.0)
      for shape in graph.summary.shapes.shapes where shape.entry == radius.entry {
        guard shape.nodes.indices.contains(where: { PlainSpread.node($0, shape, graph) == node }) else { continue }
        requests += shape.requests
        let failing: Set<NodeID> = [node]
        expected += Double(shape.requests) * PlainSpread.failure(of: 0, in: shape, graph, failing: failing)
        low += Double(shape.requests) * PlainSpread.failure(of: 0, in: shape, graph, failing: failing) { $0.low }
      }
      #expect(radius.requests == requests)
      #expect(abs(radius.expected - expected) < 1e-9)
      #expect(abs(radius.low - low) < 1e-9)
    }
  }

  @Test("Several nodes that fail at once", arguments: 0..<20)
  func several(seed: UInt64) {
    let graph = RandomSystem(seed: seed).graph
    let failing: Set<NodeID> = [NodeID(index: 2), NodeID(index: 3), NodeID(index: 5)]
    for (entry, radius) in BlastRadiusAnalysis.compute(graph, failing: failing) {
      let expected = graph.summary.shapes.shapes.filter { $0.entry == entry }.reduce(0.0) {
        $0 + Double($1.requests) * PlainSpread.failure(of: 0, in: $1, graph, failing: failing)
      }
      #expect(abs(radius.expected - expected) < 1e-9)
    }
  }

  @Test("Any number of threads gives the same radii")
  func threads() {
    let graph = RandomSystem(seed: 5, nodes: 9, shapes: 800, calls: 40).graph
    let one = BlastRadiusAnalysis.compute(graph, threads: 1)
    let three = BlastRadiusAnalysis.compute(graph, threads: 3)
    #expect(one.count == three.count)
    #expect(zip(one, three).allSatisfy { $0.target == $1.target && $0.expected == $1.expected && $0.edges == $1.edges })
  }

  @Test("Firebreaks are chosen greedily, each by what it takes from what is left", arguments: 0..<40)
  func firebreaks(seed: UInt64) {
    let graph = RandomSystem(seed: seed).graph
    let questions = [
      FirebreakQuestion(nodes: [NodeID(index: 4)]), FirebreakQuestion(entry: 0),
      FirebreakQuestion(nodes: [NodeID(index: 3), NodeID(index: 5)], entry: 1),
      FirebreakQuestion(nodes: [NodeID(index: 4)], edges: [3, 8, 11]),
    ]
    for (question, answer) in zip(questions, FirebreakAdvisor(graph).best(questions)) {
      let nodes =
        question.nodes.isEmpty
        ? graph.summary.nodes.nodes.indices.map { NodeID(index: UInt32($0)) } : question.nodes
      func spread(_ cut: Set<Int>) -> Double {
        nodes.reduce(0) { $0 + PlainSpread.spread(of: $1, entry: question.entry, graph, cut: cut) }
      }
      let whole = spread([])
      let allowed = question.edges.isEmpty ? Array(graph.nodeEdges.indices) : question.edges
      var (cut, left) = (Set<Int>(), whole)
      for candidate in answer {
        let gains = allowed.filter { !cut.contains($0) }.map { left - spread(cut.union([$0])) }
        #expect(abs((gains.max() ?? 0) - candidate.removes * whole) < 1e-6 * whole)
        cut.insert(candidate.edge)
        #expect(abs(left - spread(cut) - candidate.removes * whole) < 1e-6 * whole)
        left = spread(cut)
      }
      if answer.count < 3, whole > 0 {
        #expect(allowed.allSatisfy { left - spread(cut.union([$0])) <= whole * 0.01 + 1e-9 })
      }
    }
  }

  @Test("Hundreds of callees below one caller: products too small to divide")
  func manyCallees() {
    var system = RandomSystem(seed: 1, shapes: 0)
    let caller = system.summary.entries.keys[0].node
    let edges = system.summary.edges.keys.indices.filter { system.summary.edges.keys[$0].caller == caller }
    for edge in edges { system.summary.edges.statistics[edge].calleeFailures = 0 }
    var nodes = [ShapeNode(edge: ShapeNode.entryEdge, parent: -1, subtreeEnd: 801)]
    for place in 1...800 {
      nodes.append(ShapeNode(edge: UInt32(edges[place % 2]), parent: 0, subtreeEnd: Int32(place + 1)))
    }
    let place = system.summary.shapes.insert(Shape(entry: 0, nodes: nodes), hash: 1)
    system.summary.shapes.count(place, requests: 10, errors: 0, exemplars: ExemplarSet())
    let graph = system.graph
    let callees = edges.prefix(2).map { system.summary.edges.keys[$0].callee }
    let answer = FirebreakAdvisor(graph).best([FirebreakQuestion(nodes: callees)])[0]
    #expect(answer.map { ($0.removes * 100).rounded() } == [50, 50])
  }

  @Test("Of very many ways back in one trace the shortest are followed, and the others counted")
  func manyCycles() {
    let graph = RandomSystem(seed: 3, nodes: 12, shapes: 1, calls: 40_000).graph
    let (cycles, leftOut) = Cycles.compute(graph)
    #expect(leftOut > 0)
    #expect(!cycles.isEmpty)
    #expect(cycles.count <= Cycles.mostReturns)
    #expect(cycles.contains { $0.services.count == 2 })
    #expect(Cycles.compute(RandomSystem(seed: 3).graph).leftOut == 0)
  }
}
