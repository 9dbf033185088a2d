/// Two independent pieces of work, each on a thread of its own.
public enum SideBySide {
  /// - Parameter threads: with one, the second begins when the first is done; the results are the same.
  public static func run<First: Sendable, Second: Sendable>(
    threads: Int, _ first: @escaping @Sendable () -> First, and second: @escaping @Sendable () -> Second
  ) -> (First, Second) {
    guard threads > 1 else { return (first(), second()) }
    let results = Results<First, Second>()
    ThreadTeam.run(2) { thread in
      if thread == 0 { results.set(first: first()) } else { results.set(second: second()) }
    }
    // Where the system gave no second thread, its work is still to be done.
    return (results.first ?? first(), results.second ?? second())
  }

  /// A class because two threads write to it.
  private final class Results<First: Sendable, Second: Sendable>: Sendable {
    private let found = GuardedValue<(First?, Second?)>((nil, nil))

    var first: First? { found.withLock { $0.0 } }
    var second: Second? { found.withLock { $0.1 } }

    func set(first: First) { found.withLock { $0.0 = first } }
    func set(second: Second) { found.withLock { $0.1 = second } }
  }
}
