/// Who stands on every way from a root to whom.
///
/// A vertex dominates another one when every path from the root to the other passes through it. Computed by the iterative
/// algorithm of K. D. Cooper, T. J. Harvey and K. Kennedy, "A Simple, Fast Dominance Algorithm" (Rice University, 2001):
/// vertices in reverse post-order, the immediate dominator of each the nearest common one of its predecessors', until
/// nothing changes. O(edges × rounds); call graphs need two or three rounds.
struct DominatorTree {
  /// By vertex: the nearest vertex that dominates it, or -1 for the root and what it does not reach.
  private(set) var immediate: [Int]
  /// Vertices that the root reaches, each behind those that dominate it; the root first.
  private(set) var order: [Int]

  /// - Parameters:
  ///   - count: the vertices are 0..<count; the root is 0.
  ///   - edges: from and to; any may occur several times.
  init(count: Int, edges: [(from: Int, to: Int)]) {
    immediate = Array(repeating: -1, count: count)
    order = []
    guard count > 0 else { return }
    order = Self.reversePostOrder(count, edges)
    var place = [Int](repeating: -1, count: count)
    for (index, vertex) in order.enumerated() { place[vertex] = index }
    var predecessors = [[Int]](repeating: [], count: count)
    for edge in edges where place[edge.from] >= 0 && edge.to != 0 { predecessors[edge.to].append(edge.from) }

    // The root counts as its own while the others are sought.
    immediate[0] = 0
    var changes = true
    while changes {
      changes = false
      for vertex in order.dropFirst() {
        var nearest = -1
        for other in predecessors[vertex] where immediate[other] >= 0 {
          nearest = nearest < 0 ? other : common(nearest, other, place)
        }
        if nearest != immediate[vertex] {
          immediate[vertex] = nearest
          changes = true
        }
      }
    }
    immediate[0] = -1
  }

  /// The nearest vertex that dominates both: the one further back in the order goes up, until they meet.
  private func common(_ left: Int, _ right: Int, _ place: [Int]) -> Int {
    var (left, right) = (left, right)
    while left != right {
      while place[left] > place[right] { left = immediate[left] }
      while place[right] > place[left] { right = immediate[right] }
    }
    return left
  }

  private static func reversePostOrder(_ count: Int, _ edges: [(from: Int, to: Int)]) -> [Int] {
    var next = [[Int]](repeating: [], count: count)
    for edge in edges { next[edge.from].append(edge.to) }
    var isSeen = [Bool](repeating: false, count: count)
    var order: [Int] = []
    var stack = [(vertex: 0, edge: 0)]
    isSeen[0] = true
    while let frame = stack.last {
      if frame.edge == next[frame.vertex].count {
        order.append(frame.vertex)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].edge += 1
      let target = next[frame.vertex][frame.edge]
      if isSeen[target] { continue }
      isSeen[target] = true
      stack.append((target, 0))
    }
    return order.reversed()
  }

  /// By vertex: how many others it dominates.
  var dominated: [Int] {
    var counts = [Int](repeating: 0, count: immediate.count)
    for vertex in order.reversed() where immediate[vertex] >= 0 { counts[immediate[vertex]] += counts[vertex] + 1 }
    return counts
  }
}
