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
  /// By edge between nodes: the last execution that it leads to, or -1.
  private let last: UnsafeMutableBufferPointer<Int32>
  /// By number: the edge between nodes that leads there.
  private let group: UnsafeMutableBufferPointer<Int32>
  /// By number; what is asked for together stands together.
  private let executions: UnsafeMutableBufferPointer<Execution>
  private var leapsAreKnown = false
  /// The callers on the way up that changed and await further callees, the deepest last.
  private let waiting: UnsafeMutableBufferPointer<(number: Int, survival: ScaledProduct)>
  /// The probability that the request fails.
  private(set) var whole = 0.0

  /// An execution that the failure passes, and the call that leads there.
  private struct Execution {
    /// The caller's number.
    var caller: Int32
    /// The execution before this one that the same edge between nodes leads to, or -1.
    var before: Int32
    var odds: Double
    /// The probability that the caller survives this one.
    var factor = 1.0
    /// The probability that the execution survives.
    var survival = ScaledProduct()
    var depth: Int32
    /// By how much the caller's survival grows with this one's, and that of a caller further up, whose number is `target`.
    var slope = 0.0
    var leap = 0.0
    var target: Int32 = 0
    var fails: Bool
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
    group = .allocate(capacity: most)
    executions = .allocate(capacity: most)
    waiting = .allocate(capacity: most)
  }

  deinit {
    groupOf.deallocate()
    last.deallocate()
    groups.deallocate()
    group.deallocate()
    executions.deallocate()
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
    executions[0] = Execution(caller: -1, before: -1, odds: 1, depth: 0, fails: walk.fails[0])
    walk.trees.odds.withUnsafeBufferPointer { odds in
      for number in 1..<walk.count {
        let edge = Int(walk.edges[number])
        let caller = walk.parents[number]
        let depth = executions[Int(caller)].depth &+ 1
        deepest = max(deepest, depth)
        let group = groupOf[edge]
        self.group[number] = group
        executions[number] = Execution(
          caller: caller, before: last[Int(group)], odds: odds[edge].expected, depth: depth, fails: walk.fails[number])
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
      let execution = executions[number]
      let failure = execution.fails ? 1 : 1 - execution.survival.value
      let factor = ScaledProduct.factor(1 - execution.odds * failure)
      executions[number].factor = factor
      executions[Int(execution.caller)].survival.multiply(by: factor)
    }
    whole = executions[0].fails ? 1 : 1 - executions[0].survival.value
  }

  /// Callers before their callees: leaps over one caller, or over as many as make two equal ones (skew-binary numbers;
  /// E. W. Myers, "An applicative random-access stack", 1983), so that each caller further up is a few leaps away.
  private func findLeaps() {
    executions[0].leap = 1
    for number in 1..<walk.count {
      let caller = executions[Int(executions[number].caller)]
      let next = executions[Int(caller.target)]
      // A caller that fails by itself cares for no callee.
      let slope = caller.fails ? 0 : caller.survival.value / executions[number].factor * executions[number].odds
      executions[number].slope = slope
      if caller.depth - next.depth == next.depth - executions[Int(next.target)].depth {
        executions[number].leap = slope * caller.leap * next.leap
        executions[number].target = next.target
      } else {
        executions[number].leap = slope
        executions[number].target = executions[number].caller
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
        next = Int(executions[number].before)
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
        tell(hindmost, factor: ScaledProduct.factor(1 - executions[hindmost].odds * (1 - survived)), &awaited)
      }
    }
  }

  /// Tells the caller of an execution how surely it survives that one now.
  private func tell(_ number: Int, factor: Double, _ awaited: inout Int) {
    let (caller, before) = (Int(executions[number].caller), executions[number].factor)
    if executions[caller].fails || abs(factor - before) < Self.nothing { return }
    if awaited == 0 || waiting[awaited - 1].number != caller {
      waiting[awaited] = (caller, executions[caller].survival)
      awaited += 1
    }
    waiting[awaited - 1].survival.replace(before, by: factor)
  }

  /// Takes a change up to where another one comes in.
  private func leap(from changed: Int, _ survived: Double, _ limit: Int, _ awaited: inout Int) {
    var number = changed
    var change = survived - executions[number].survival.value
    while number > 0, change >= Self.nothing {
      let execution = executions[number]
      if Int(execution.target) > limit {
        number = Int(execution.target)
        change *= execution.leap
      } else if Int(execution.caller) > limit {
        number = Int(execution.caller)
        change *= execution.slope
      } else {
        let survived = execution.survival.value + change
        return tell(number, factor: ScaledProduct.factor(1 - execution.odds * (1 - survived)), &awaited)
      }
    }
    guard number == 0, change >= Self.nothing else { return }
    waiting[awaited] = (0, executions[0].survival)
    waiting[awaited].survival.add(change)
    awaited += 1
  }
}
