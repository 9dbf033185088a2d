/// The imperfections met so far, one entry a kind.
///
/// Merging is commutative: counts add up, and of the examples the first few in file order are kept.
public struct DiagnosticLog: Sendable, Equatable {
  private var entries: [String: Diagnostic] = [:]

  public init() {}

  public var isEmpty: Bool { entries.isEmpty }

  /// All kinds, sorted by id.
  public var diagnostics: [Diagnostic] { entries.values.sorted { $0.id < $1.id } }

  /// Whether any data was lost.
  public var hasLoss: Bool { entries.values.contains { $0.isLoss } }

  /// The number of losses of all kinds.
  public var lossCount: Int { entries.values.reduce(0) { $0 +| ($1.isLoss ? $1.count : 0) } }

  /// Counts one more of a kind.
  public mutating func record(_ diagnostic: Diagnostic) {
    guard var entry = entries[diagnostic.id] else {
      var first = diagnostic
      first.examples = Array(first.examples.sorted().prefix(Diagnostic.exampleLimit))
      entries[diagnostic.id] = first
      return
    }
    entry.count +|= diagnostic.count
    entry.isLoss = entry.isLoss || diagnostic.isLoss
    // One kind has one message; should two differ, the same one stays whichever came first.
    if diagnostic.message != entry.message || diagnostic.advice != entry.advice,
      NameOrder.precedes(diagnostic.message + "\n" + diagnostic.advice, entry.message + "\n" + entry.advice)
    {
      (entry.message, entry.advice) = (diagnostic.message, diagnostic.advice)
    }
    if !diagnostic.examples.isEmpty {
      let all = Set(entry.examples + diagnostic.examples).sorted()
      entry.examples = Array(all.prefix(Diagnostic.exampleLimit))
    }
    entries[diagnostic.id] = entry
  }

  /// Moves the lines of all examples, for a log that was kept for a stretch of a file.
  public mutating func moveLines(by count: Int) {
    guard count != 0, !entries.isEmpty else { return }
    entries = entries.mapValues { entry in
      var entry = entry
      for index in entry.examples.indices { entry.examples[index].line = entry.examples[index].line.map { $0 +| count } }
      return entry
    }
  }

  public mutating func merge(_ other: DiagnosticLog) {
    for diagnostic in other.diagnostics { record(diagnostic) }
  }
}
