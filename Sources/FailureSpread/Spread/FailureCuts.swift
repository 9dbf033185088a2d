internal import CallClassification

/// How surely a failure reaches the request, and how surely it would without one of the edges that it passes.
///
/// An edge may be passed at many places of a shape; cutting it cuts all of them. Callers are worked out anew only where
/// changes from several callees come together: in between, the survival of a caller is linear in that of the one callee
/// that changed, so that the way up is taken in leaps. With n places passed, a failure costs O(n) and the cuts of all
/// edges together O(n log n), however deep the shape.
///
/// A class that owns its memory, for the reason that `FailureWalk` is one.
final class FailureCuts {
  private let walk: FailureWalk
  /// By edge of operations: the edge between nodes.
  private let groupOf: UnsafeMutableBufferPointer<Int32>
  /// The edges between nodes that the failure passes, in the order in which it meets them.
  private let groups: UnsafeMutableBufferPointer<Int32>
  private var groupCount = 0
  /// By edge between nodes: the last execution that it leads to, or -1; by number: the one before.
  private let last: UnsafeMutableBufferPointer<Int32>
  private let before: UnsafeMutableBufferPointer<Int32>
  /// By number: the edge between nodes that leads there.
  private let group: UnsafeMutableBufferPointer<Int32>
  private let odds: UnsafeMutableBufferPointer<Double>
  /// By number: the probability that the execution survives.
  private let survival: UnsafeMutableBufferPointer<ScaledProduct>
  /// By number: the probability that its caller survives it.
  private let factors: UnsafeMutableBufferPointer<Double>
  private let depths: UnsafeMutableBufferPointer<Int32>
  private let leaps: UnsafeMutableBufferPointer<Leap>
  private var leapsAreKnown = false
  /// The callers on the way up that changed and await further callees, the deepest last.
  private let waiting: UnsafeMutableBufferPointer<(number: Int, survival: ScaledProduct)>
  /// The probability that the request fails.
  private(set) var whole = 0.0

  /// The way to a caller further up: by how much its survival grows with that of the execution below.
  private struct Leap {
    /// The caller's number.
    var target: Int32
    var slope: Double
    /// The same for the next caller.
    var first: Double
  }

  /// Shallower ways are climbed step by step.
  private static let deep = 24
  /// Changes of a probability that are none.
  private static let nothing = 1e-15

  init(_ graph: SpreadGraph) {
    walk = FailureWalk(graph.trees)
    let most = max(1, graph.trees.largest)
    groupOf = .allocate(capacity: graph.nodeEdgeOf.count)
    _ = groupOf.initialize(from: graph.nodeEdgeOf.lazy.map { Int32($0) })
    last = .allocate(capacity: graph.nodeEdges.count)
    last.initialize(repeating: -1)
    groups = .allocate(capacity: graph.nodeEdges.count)
    before = .allocate(capacity: most)
    group = .allocate(capacity: most)
    odds = .allocate(capacity: most)
    survival = .allocate(capacity: most)
    factors = .allocate(capacity: most)
    depths = .allocate(capacity: most)
    leaps = .allocate(capacity: most)
    waiting = .allocate(capacity: most)
  }

  deinit {
    groupOf.deallocate()
    last.deallocate()
    groups.deallocate()
    before.deallocate()
    group.deallocate()
    odds.deallocate()
    survival.deallocate()
    factors.deallocate()
    depths.deallocate()
    leaps.deallocate()
    waiting.deallocate()
  }

  /// The edges between nodes that the failure passes.
  var passed: UnsafeMutableBufferPointer<Int32> { UnsafeMutableBufferPointer(rebasing: groups[..<groupCount]) }

  /// Lets places of a shape fail; see `FailureWalk.follow`.
  ///
  /// - Returns: the probability that the request fails.
  func fail(_ failing: [Int32], start: Int, cut: [Bool] = []) -> Double {
    for index in 0..<groupCount { last[Int(groups[index])] = -1 }
    groupCount = 0
    walk.follow(failing, start: start, cut: cut)
    let deepest = groupByEdge()
    survive()
    leapsAreKnown = deepest > Self.deep
    if leapsAreKnown { findLeaps() }
    return whole
  }

  /// - Returns: how many calls the longest way has.
  private func groupByEdge() -> Int32 {
    var deepest: Int32 = 0
    depths[0] = 0
    survival[0] = ScaledProduct()
    walk.trees.odds.withUnsafeBufferPointer { all in
      for number in 1..<walk.count {
        let edge = Int(walk.edges[number])
        odds[number] = all[edge].expected
        survival[number] = ScaledProduct()
        let depth = depths[Int(walk.parents[number])] &+ 1
        depths[number] = depth
        deepest = max(deepest, depth)
        let group = groupOf[edge]
        self.group[number] = group
        before[number] = last[Int(group)]
        last[Int(group)] = Int32(truncatingIfNeeded: number)
      }
    }
    listGroups()
    return deepest
  }

  private func listGroups() {
    for index in 0..<walk.count - 1 {
      let number = walk.numbers[Int(walk.met[index])]
      let group = group[Int(number)]
      // Of each edge the first that was met: where it is listed, its last execution is told by its complement.
      if last[Int(group)] >= 0 {
        groups[groupCount] = group
        groupCount += 1
        last[Int(group)] = ~last[Int(group)]
      }
    }
    for index in 0..<groupCount { last[Int(groups[index])] = ~last[Int(groups[index])] }
  }

  /// Callees before their callers: how surely each execution survives.
  private func survive() {
    for number in stride(from: walk.count - 1, to: 0, by: -1) {
      let failure = walk.fails[number] ? 1 : 1 - survival[number].value
      let factor = ScaledProduct.factor(1 - odds[number] * failure)
      factors[number] = factor
      survival[Int(walk.parents[number])].multiply(by: factor)
    }
    whole = walk.fails[0] ? 1 : 1 - survival[0].value
  }

  /// Callers before their callees: leaps over one caller, or over as many as make two equal ones (skew-binary numbers;
  /// E. W. Myers, "An applicative random-access stack", 1983), so that each caller further up is a few leaps away.
  private func findLeaps() {
    leaps[0] = Leap(target: 0, slope: 1, first: 1)
    for number in 1..<walk.count {
      let caller = Int(walk.parents[number])
      // A caller that fails by itself cares for no callee.
      let slope = walk.fails[caller] ? 0 : survival[caller].value / factors[number] * odds[number]
      let next = leaps[caller]
      let beyond = leaps[Int(next.target)]
      if depths[caller] - depths[Int(next.target)] == depths[Int(next.target)] - depths[Int(beyond.target)] {
        leaps[number] = Leap(target: beyond.target, slope: slope * next.slope * beyond.slope, first: slope)
      } else {
        leaps[number] = Leap(target: Int32(truncatingIfNeeded: caller), slope: slope, first: slope)
      }
    }
  }

  /// The probability that the request fails, if failures no longer crossed an edge between nodes.
  ///
  /// The hindmost place comes first: then all changes below a caller are known when its turn comes.
  func failure(without edge: Int) -> Double {
    var next = Int(last[edge])
    var awaited = 0
    while true {
      let hindmost = awaited > 0 ? waiting[awaited - 1].number : -1
      if next >= hindmost {
        guard next > 0 else { return whole }
        if next == hindmost { awaited -= 1 }
        let number = next
        next = Int(before[number])
        tell(number, factor: 1, &awaited)
        continue
      }
      awaited -= 1
      let survived = waiting[awaited].survival.value
      if hindmost == 0 { return 1 - survived }
      // Callers behind this one await nothing else.
      let limit = max(next, awaited > 0 ? waiting[awaited - 1].number : -1)
      if leapsAreKnown {
        leap(from: hindmost, survived, limit, &awaited)
      } else {
        tell(hindmost, factor: ScaledProduct.factor(1 - odds[hindmost] * (1 - survived)), &awaited)
      }
    }
  }

  /// Tells the caller of an execution how surely it survives that one now.
  private func tell(_ number: Int, factor: Double, _ awaited: inout Int) {
    let caller = Int(walk.parents[number])
    if walk.fails[caller] || abs(factor - factors[number]) < Self.nothing { return }
    if awaited == 0 || waiting[awaited - 1].number != caller {
      waiting[awaited] = (caller, survival[caller])
      awaited += 1
    }
    waiting[awaited - 1].survival.replace(factors[number], by: factor)
  }

  /// Takes a change up to where another one comes in.
  private func leap(from changed: Int, _ survived: Double, _ limit: Int, _ awaited: inout Int) {
    var number = changed
    var change = survived - survival[number].value
    while number > 0, change >= Self.nothing {
      let leap = leaps[number]
      let caller = Int(walk.parents[number])
      if Int(leap.target) > limit {
        number = Int(leap.target)
        change *= leap.slope
      } else if caller > limit {
        number = caller
        change *= leap.first
      } else {
        let survived = survival[number].value + change
        return tell(number, factor: ScaledProduct.factor(1 - odds[number] * (1 - survived)), &awaited)
      }
    }
    guard number == 0, change >= Self.nothing else { return }
    waiting[awaited] = (0, survival[0])
    waiting[awaited].survival.add(change)
    awaited += 1
  }
}
