internal import Synchronization

/// Independent pieces of work by number, done by a few threads that each take the next one.
public enum SharedWork {
  /// - Parameters:
  ///   - count: pieces of work.
  ///   - threads: so many work at once, the calling one among them.
  ///   - worker: what a thread keeps from piece to piece.
  ///   - work: does one piece.
  /// - Returns: the results in the order of the pieces, whoever did them.
  public static func run<Worker, Result: Sendable>(
    _ count: Int, threads: Int, worker: @escaping @Sendable () -> Worker,
    work: @escaping @Sendable (inout Worker, Int) -> Result
  ) -> [Result] {
    guard threads > 1, count > 1 else {
      var worker = worker()
      return (0..<count).map { work(&worker, $0) }
    }
    let board = Board<Result>(count)
    ThreadTeam.run(min(threads, count)) { _ in
      var worker = worker()
      while let piece = board.next() { board.note(work(&worker, piece), of: piece) }
    }
    return board.results
  }

  /// A class because the threads share it: a counter that they take their work by, and a place for what they found.
  private final class Board<Result: Sendable>: Sendable {
    private let count: Int
    private let taken = Atomic<Int>(0)
    private let found = GuardedValue<[Int: Result]>([:])

    init(_ count: Int) { self.count = count }

    func next() -> Int? {
      let piece = taken.wrappingAdd(1, ordering: .relaxed).oldValue
      return piece < count ? piece : nil
    }

    func note(_ result: Result, of piece: Int) { found.withLock { $0[piece] = result } }

    var results: [Result] { found.withLock { $0 }.sorted { $0.key < $1.key }.map(\.value) }
  }
}
