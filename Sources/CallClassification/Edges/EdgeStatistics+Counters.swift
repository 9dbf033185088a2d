extension EdgeStatistics {
  /// The plain counters, in a fixed order that files rely on: new ones go to the end.
  private static var counterPaths: [WritableKeyPath<EdgeStatistics, Int>] {
    [
      \.calls, \.errors, \.waits, \.doesNotWait, \.covered, \.contested, \.fits, \.undecided, \.declaredWaits,
      \.declaredDoesNotWait, \.answered, \.blocking, \.nonblocking, \.logicalCalls, \.calleeFailures, \.propagated,
      \.failuresWithoutCallee, \.retried, \.workedOn, \.declaredCovered,
      \.requests, \.requestsNotWaited, \.messages, \.messagesWaited, \.unanswered, \.contradicted, \.mayWait,
      \.idleForNothing, \.barelyLate,
    ]
  }

  /// The plain counters as a list. Setting a shorter list leaves the rest at zero, a longer one is cut.
  public var counters: [Int] {
    get { Self.counterPaths.map { self[keyPath: $0] } }
    set {
      for (index, path) in Self.counterPaths.enumerated() {
        self[keyPath: path] = index < newValue.count ? max(0, newValue[index]) : 0
      }
    }
  }
}
