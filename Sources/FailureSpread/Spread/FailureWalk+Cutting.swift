internal import CallClassification

extension FailureWalk {
  /// The probability that the request fails, if failures no longer crossed the calls that lead to these places.
  ///
  /// Only what lies above a cut is worked out anew, and put back afterwards. O(places × their depth).
  mutating func failure(cutting places: [Int]) -> Double {
    for place in places { cut(above: place) }
    let failure = failure(0)
    for (place, before) in undo.reversed() { survival[place].expected = before }
    undo.removeAll(keepingCapacity: true)
    for place in places { isCut[place] = false }
    return failure
  }

  private mutating func cut(above place: Int) {
    var place = place
    var (before, after) = (odds(place) * failure(place), 0.0)
    isCut[place] = true
    while true {
      let parent = Int(trees.parents[start + place])
      if fails(parent) { return }
      let survived = survival[parent].expected
      undo.append((parent, survived))
      // A product of hundreds of small factors, or one without a remainder, cannot be divided.
      survival[parent].expected =
        survived > 1e-250 && before < 0.999_999 ? survived / (1 - before) * (1 - after) : product(below: parent)
      if parent == 0 || isCut[parent] { return }
      before = odds(parent) * (1 - survived)
      after = odds(parent) * failure(parent)
      if abs(before - after) < 1e-12 { return }
      place = parent
    }
  }

  /// The probability that an execution survives all the callees that can fail it, one by one.
  private func product(below parent: Int) -> Double {
    var survived = 1.0
    for place in passed where Int(trees.parents[start + place]) == parent && !isCut[place] {
      survived *= 1 - odds(place) * failure(place)
    }
    return survived
  }

  private func odds(_ place: Int) -> Double { trees.odds[Int(trees.edges[start + place])].expected }
}
