internal import CallClassification

/// How surely a request fails when some of the executions in it fail: the one formula that spread is computed by.
///
/// A failed call fails its caller with the probability of its edge; the calls of one execution are taken as independent.
/// From the failing places each way up is walked once, so that a failure costs by the places that it passes, not by the
/// shape. A class would not do better: the arrays are owned by one thread and kept from shape to shape.
struct FailureWalk {
  let trees: WaitingTrees
  /// Where the shape at hand begins in the trees.
  private(set) var start = 0
  /// The places on the ways up, the failing ones among them, as far as no cut lies above; in no particular order, and
  /// without the request's own execution.
  private(set) var passed: [Int] = []
  /// Those that a cut lies above.
  private var stopped: [Int] = []
  /// By place: the probability that the execution survives.
  var survival: [Odds]
  private var states: [State]
  /// By place: callees that have yet to say how surely they fail.
  private var pending: [Int32]
  private var way: [Int] = []
  /// While cuts are tried: the places that they lie above, and what survival was before.
  var isCut: [Bool]
  var undo: [(place: Int, survival: Double)] = []

  private enum State: UInt8 {
    case unknown
    /// A failure here reaches the request.
    case passes
    /// The same, and the execution itself fails.
    case fails
    /// A cut lies on the way.
    case isCut
  }

  init(_ trees: WaitingTrees) {
    self.trees = trees
    survival = Array(repeating: .certain, count: trees.largest)
    states = Array(repeating: .unknown, count: trees.largest)
    pending = Array(repeating: 0, count: trees.largest)
    isCut = Array(repeating: false, count: trees.largest)
  }

  /// Whether an execution fails by itself, not by its callees.
  func fails(_ place: Int) -> Bool { states[place] == .fails }

  /// The probability that an execution fails.
  func failure(_ place: Int) -> Double { states[place] == .fails ? 1 : 1 - survival[place].expected }

  /// Lets places of a shape fail; `reset` must follow when the result has been used.
  ///
  /// - Parameters:
  ///   - failing: places counted from the start of the shape; those that stand last first.
  ///   - start: where the shape begins in the trees.
  ///   - cut: by edge of operations, whether failures do not cross it; empty when they cross all.
  /// - Returns: the probability that the request fails.
  mutating func fail(_ failing: [Int], start: Int, cut: [Bool] = []) -> Odds {
    self.start = start
    for place in failing { climb(from: place, cut) }
    way.removeAll(keepingCapacity: true)
    for place in failing where states[place] == .passes {
      states[place] = .fails
      if pending[place] == 0 { way.append(place) }
    }
    for place in way { carry(from: place) }
    return states[0] == .fails ? .certain : survival[0].complement
  }

  /// Makes ready for the next failure.
  mutating func reset() {
    for place in passed { reset(place) }
    for place in stopped { reset(place) }
    passed.removeAll(keepingCapacity: true)
    stopped.removeAll(keepingCapacity: true)
    if !states.isEmpty { reset(0) }
  }

  private mutating func reset(_ place: Int) {
    survival[place] = .certain
    states[place] = .unknown
    pending[place] = 0
  }

  /// Finds out whether a failure of a place reaches the request, and notes the way.
  private mutating func climb(from failing: Int, _ cut: [Bool]) {
    var place = failing
    var end = State.passes
    way.removeAll(keepingCapacity: true)
    while states[place] == .unknown, place > 0 {
      way.append(place)
      if !cut.isEmpty, cut[Int(trees.edges[start + place])] {
        end = .isCut
        break
      }
      place = Int(trees.parents[start + place])
    }
    if states[place] == .isCut { end = .isCut }
    if place == 0, states[0] == .unknown { states[0] = .passes }
    for place in way { states[place] = end }
    if end == .isCut { return stopped.append(contentsOf: way) }
    passed.append(contentsOf: way)
    for place in way { pending[Int(trees.parents[start + place])] += 1 }
  }

  /// Tells the callers how surely their callee fails, as far up as all callees of a caller have told.
  private mutating func carry(from failing: Int) {
    var place = failing
    while place > 0 {
      let parent = Int(trees.parents[start + place])
      if states[parent] != .fails {
        let odds = trees.odds[Int(trees.edges[start + place])]
        let failure = states[place] == .fails ? .certain : survival[place].complement
        survival[parent] = survival[parent] * (odds * failure).complement
      }
      pending[parent] -= 1
      // A failing caller began to tell on its own account, or will.
      if pending[parent] > 0 { return }
      place = parent
    }
  }
}
