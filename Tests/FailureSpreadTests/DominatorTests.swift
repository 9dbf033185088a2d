@testable import FailureSpread
import RiskReport
import TestSupport
import Testing

@Suite("Who stands before whom")
struct DominatorTests {
  @Test(
    "The nearest vertex on all ways",
    arguments: [
      ("nothing but the root", 1, [], [-1]),
      ("a chain", 3, [(0, 1), (1, 2)], [-1, 0, 1]),
      ("a diamond", 4, [(0, 1), (0, 2), (1, 3), (2, 3)], [-1, 0, 0, 0]),
      ("a diamond behind a neck", 5, [(0, 1), (1, 2), (1, 3), (2, 4), (3, 4)], [-1, 0, 1, 1, 1]),
      ("a cycle", 4, [(0, 1), (1, 2), (2, 1), (2, 3)], [-1, 0, 1, 2]),
      ("a way back to the root", 3, [(0, 1), (1, 0), (1, 2), (0, 2)], [-1, 0, 0]),
      ("a call of itself", 3, [(0, 1), (1, 1), (1, 2)], [-1, 0, 1]),
      ("a cycle with two ways in", 4, [(0, 1), (0, 2), (1, 2), (2, 1), (1, 3)], [-1, 0, 0, 1]),
      ("what is not reached", 4, [(0, 1), (2, 3), (3, 1)], [-1, 0, -1, -1]),
    ] as [(String, Int, [(Int, Int)], [Int])])
  func immediate(name: String, count: Int, edges: [(Int, Int)], expected: [Int]) {
    let tree = DominatorTree(count: count, edges: edges.map { (from: $0.0, to: $0.1) })
    #expect(tree.immediate == expected, "\(name)")
  }

  @Test("A dominator is what no way can leave out", arguments: 0..<30)
  func plain(seed: UInt64) {
    var generator = SplitMix(state: seed)
    let count = 9
    let edges = (0..<16).map { _ in
      (from: Int.random(in: 0..<count, using: &generator), to: Int.random(in: 0..<count, using: &generator))
    }
    func reached(without left: Int?) -> Set<Int> {
      var seen: Set<Int> = left == 0 ? [] : [0]
      var open = Array(seen)
      while let next = open.popLast() {
        for edge in edges where edge.from == next && edge.to != left && seen.insert(edge.to).inserted {
          open.append(edge.to)
        }
      }
      return seen
    }
    let tree = DominatorTree(count: count, edges: edges)
    let all = reached(without: nil)
    for vertex in 1..<count where all.contains(vertex) {
      var above = Set<Int>()
      var next = tree.immediate[vertex]
      while next > 0 {
        above.insert(next)
        next = tree.immediate[next]
      }
      let expected = (1..<count).filter { $0 != vertex && all.contains($0) && !reached(without: $0).contains(vertex) }
      #expect(above == Set(expected))
    }
  }

  private func drawn(_ report: Report) -> [String] {
    report.entries.flatMap { entry in
      (entry.dominators ?? []).map { "\(entry.service): \($0.node) before \($0.nodes.joined(separator: ", "))" }
    }
  }

  @Test("In a diamond only the far end's callee depends on it")
  func diamond() {
    let report = report(
      of: """
        a SERVER x 0..100
          a CLIENT x 10..40
            b SERVER x 12..38
              b CLIENT x 20..30
                d SERVER x 22..28
                  d CLIENT x 23..27
                    e SERVER x 24..26
          a CLIENT x 50..90
            c SERVER x 52..88
              c CLIENT x 60..80
                d SERVER x 62..78
                  d CLIENT x 63..77
                    e SERVER x 64..76
        """)
    #expect(drawn(report) == ["a: d before e"])
  }

  @Test("A call back does not stand before where it came from")
  func cycle() {
    let report = report(
      of: """
        a SERVER x 0..100
          a CLIENT x 10..90
            b SERVER x 12..88
              b CLIENT x 20..80
                c SERVER x 22..78
                  c CLIENT x 30..70
                    b SERVER y 32..68
        """)
    #expect(drawn(report) == ["a: b before c"])
  }

  @Test("Requests of one entry are laid over each other, those of another are not")
  func entries() {
    let report = report(
      of: """
        a SERVER x 0..100
          a CLIENT x 10..90
            b SERVER x 12..88
              b CLIENT x 20..80
                c SERVER x 22..78
        ---
        a SERVER x 0..100
          a CLIENT x 10..90
            c SERVER x 12..88
        ---
        z SERVER x 0..100
          z CLIENT x 10..90
            b SERVER x 12..88
              b CLIENT x 20..80
                c SERVER x 22..78
        """)
    #expect(drawn(report) == ["z: b before c"])
  }

  @Test("A queue and a fallback that was seen to hold end what is needed")
  func firebreaks() {
    let report = report(
      of: """
        a SERVER x 0..100
          a CLIENT x 10..90
            b SERVER x 12..88
              b CLIENT x 20..80 !failed
                c SERVER x 22..78 !failed
              b PRODUCER jobs publish 81..82 {messagingSystem=kafka, messagingDestination=jobs}
                d CONSUMER jobs process 85..95 {messagingSystem=kafka, messagingDestination=jobs}
        """, repeated: 20)
    #expect(drawn(report) == ["a: b before kafka:jobs"])
  }
}
