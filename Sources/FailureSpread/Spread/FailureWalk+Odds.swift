internal import CallClassification

/// How surely a request fails when some of the executions in it fail: the one formula that spread is computed by.
///
/// A failed call fails its caller with the probability of its edge; the calls of one execution are taken as independent.
extension FailureWalk {
  /// Lets places of a shape fail, as `follow` does; what they pass can be asked for afterwards.
  ///
  /// - Returns: the probability that the request fails.
  func fail(_ failing: [Int32], start: Int) -> Odds {
    follow(failing, start: start)
    for number in 0..<count { survival[number] = .certain }
    trees.odds.withUnsafeBufferPointer { odds in
      // Callees before their callers.
      for number in stride(from: count - 1, to: 0, by: -1) {
        let failure = fails[number] ? .certain : survival[number].complement
        let caller = Int(parents[number])
        survival[caller] = survival[caller] * (odds[Int(edges[number])] * failure).complement
      }
    }
    return fails[0] ? .certain : survival[0].complement
  }
}
