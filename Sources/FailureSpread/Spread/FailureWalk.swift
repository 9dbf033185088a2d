internal import CallClassification

/// The ways that a failure takes up a shape, from where it begins to the request.
///
/// The executions on these ways are numbered anew, in pre-order and without gaps, so that what is worked out about them
/// costs by the places that a failure passes, not by the shape: 0 is the request's own execution, a caller's number is
/// lower than those of its callees.
///
/// A class that owns its memory: arrays would be checked for uniqueness at every write, and this is where the time goes.
/// It is used by one thread and kept from shape to shape.
final class FailureWalk {
  let trees: WaitingTrees
  /// How many executions are numbered: those on the ways up as far as no cut lies above, and the request's own.
  private(set) var count = 1
  /// By number: the caller's; -1 for the request's own execution.
  let parents: UnsafeMutableBufferPointer<Int32>
  /// By number: the edge of operations that leads there; what stands at 0 is meaningless.
  let edges: UnsafeMutableBufferPointer<UInt32>
  /// By number: whether the execution fails by itself, not by its callees.
  let fails: UnsafeMutableBufferPointer<Bool>
  /// By number: the probability that the execution survives. Room for `failure()`.
  let survival: UnsafeMutableBufferPointer<Odds>
  /// The places on the ways up in the order in which they were met; `count - 1` of them.
  let met: UnsafeMutableBufferPointer<Int32>
  /// By place that was met: its number.
  let numbers: UnsafeMutableBufferPointer<Int32>
  /// By place, one bit: on a way up; below a cut.
  private let isMet: UnsafeMutableBufferPointer<UInt64>
  private let isStopped: UnsafeMutableBufferPointer<UInt64>
  private let stopped: UnsafeMutableBufferPointer<Int32>
  private var stoppedCount = 0
  private let order: UnsafeMutableBufferPointer<Int32>

  init(_ trees: WaitingTrees) {
    self.trees = trees
    let most = max(1, trees.largest)
    parents = .allocate(capacity: most)
    edges = .allocate(capacity: most)
    fails = .allocate(capacity: most)
    survival = .allocate(capacity: most)
    met = .allocate(capacity: most)
    numbers = .allocate(capacity: most)
    stopped = .allocate(capacity: most)
    order = .allocate(capacity: most)
    isMet = .allocate(capacity: most / 64 + 1)
    isStopped = .allocate(capacity: most / 64 + 1)
    isMet.initialize(repeating: 0)
    isStopped.initialize(repeating: 0)
  }

  deinit {
    parents.deallocate()
    edges.deallocate()
    fails.deallocate()
    survival.deallocate()
    met.deallocate()
    numbers.deallocate()
    stopped.deallocate()
    order.deallocate()
    isMet.deallocate()
    isStopped.deallocate()
  }

  /// Finds the ways up from failing places; what was found before is forgotten.
  ///
  /// - Parameters:
  ///   - failing: places counted from the start of the shape; those that stand last first.
  ///   - start: where the shape begins in the trees.
  ///   - cut: by edge of operations, whether failures do not cross it; empty when they cross all.
  func follow(_ failing: [Int32], start: Int, cut: [Bool] = []) {
    forget()
    trees.parents.withUnsafeBufferPointer { allParents in
      trees.edges.withUnsafeBufferPointer { allEdges in
        let callers = UnsafeBufferPointer(rebasing: allParents[start...])
        let calls = UnsafeBufferPointer(rebasing: allEdges[start...])
        if cut.isEmpty {
          for place in failing { climb(from: Int(place), callers) }
        } else {
          for place in failing where !isBelowCut(Int(place), callers, calls, cut) { climb(from: Int(place), callers) }
        }
        number(callers, calls)
      }
    }
    for place in failing where place == 0 || has(isMet, Int(place)) { fails[Int(numbers[Int(place)])] = true }
  }

  private func forget() {
    for index in 0..<count - 1 { isMet[Int(met[index]) >> 6] = 0 }
    for index in 0..<stoppedCount { isStopped[Int(stopped[index]) >> 6] = 0 }
    count = 1
    stoppedCount = 0
  }

  private func has(_ bits: UnsafeMutableBufferPointer<UInt64>, _ place: Int) -> Bool {
    bits[place >> 6] & (1 << UInt64(place & 63)) != 0
  }

  private func climb(from failing: Int, _ callers: UnsafeBufferPointer<Int32>) {
    var place = failing
    while place > 0 {
      let bit: UInt64 = 1 << UInt64(place & 63)
      let word = isMet[place >> 6]
      if word & bit != 0 { return }
      isMet[place >> 6] = word | bit
      met[count - 1] = Int32(truncatingIfNeeded: place)
      count += 1
      place = Int(callers[place])
    }
  }

  /// Looks for a cut on the way up, and notes the places below one, so that each is passed once.
  private func isBelowCut(
    _ failing: Int, _ callers: UnsafeBufferPointer<Int32>, _ calls: UnsafeBufferPointer<UInt32>, _ cut: [Bool]
  ) -> Bool {
    var place = failing
    while place > 0, !has(isMet, place) {
      if has(isStopped, place) || cut[Int(calls[place])] {
        var below = failing
        while !has(isStopped, below) {
          isStopped[below >> 6] |= 1 << UInt64(below & 63)
          stopped[stoppedCount] = Int32(truncatingIfNeeded: below)
          stoppedCount += 1
          if below == place { break }
          below = Int(callers[below])
        }
        return true
      }
      place = Int(callers[place])
    }
    return false
  }

  /// Numbers what was met in pre-order: bit by bit, or sorted where there is little in a large shape.
  private func number(_ callers: UnsafeBufferPointer<Int32>, _ calls: UnsafeBufferPointer<UInt32>) {
    numbers[0] = 0
    parents[0] = -1
    fails[0] = false
    guard count > 1 else { return }
    var next = 1
    func enter(_ place: Int) {
      numbers[place] = Int32(truncatingIfNeeded: next)
      parents[next] = numbers[Int(callers[place])]
      edges[next] = calls[place]
      fails[next] = false
      next += 1
    }
    // The last failing place stands first.
    let words = Int(met[0]) >> 6 + 1
    if words > count * 8 {
      for index in 0..<count - 1 { order[index] = met[index] }
      var sorted = UnsafeMutableBufferPointer(rebasing: order[..<(count - 1)])
      sorted.sort()
      for place in sorted { enter(Int(place)) }
      return
    }
    for word in 0..<words {
      var rest = isMet[word]
      while rest != 0 {
        enter(word << 6 | rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }
}
