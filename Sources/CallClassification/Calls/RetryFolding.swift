/// Recognises attempts of one logical call: failed calls to one target, directly followed by another attempt.
///
/// A loop over items in which one fails looks different: it goes on after a success. A run of calls of one request to one
/// operation is folded only when every call but the last failed and none overlap.
enum RetryFolding {
  /// - Parameters:
  ///   - calls: the calls of a trace.
  ///   - places: indices of the calls of one segment to one operation under one parent, by start time.
  ///   - overlapsNext: whether the call after the one at a position of `places` starts before that one has ended.
  static func fold(_ calls: inout [Call], at places: [Int], overlapsNext: (Int) -> Bool) {
    guard places.count > 1 else { return }
    if foldHedge(&calls, at: places, overlapsNext) { return }
    for index in places.indices.dropLast() where !calls[places[index]].failed || overlapsNext(index) { return }
    for place in places.dropLast() { calls[place].attempts = 0 }
    if let last = places.last { calls[last].attempts = Int32(truncatingIfNeeded: places.count) }
  }

  /// Overlapping calls of which some were abandoned are one call that was hedged: it failed only if no answer was good.
  private static func foldHedge(_ calls: inout [Call], at places: [Int], _ overlapsNext: (Int) -> Bool) -> Bool {
    guard places.contains(where: { calls[$0].state == .contested || calls[$0].wasAbandoned }),
      places.indices.dropLast().contains(where: overlapsNext)
    else { return false }
    let winner = places.first { calls[$0].isAnswered && !calls[$0].failed } ?? places[places.count - 1]
    for place in places where place != winner { calls[place].attempts = 0 }
    return true
  }
}
