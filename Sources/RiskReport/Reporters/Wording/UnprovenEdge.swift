/// An edge that never failed in the traces, so that whether a failure crosses it is an assumption.
struct UnprovenEdge {
  /// An entry that would feel the failure.
  struct Entry: Hashable {
    var service: String
    var operation: String
  }

  /// The edge as `caller..callee`.
  var pair: String
  /// Sorted by service, then operation.
  var entries: [Entry]

  /// A share of requests whose interval is wider than this is not known.
  private static let doubt = 0.5

  /// The edges that leave an entry's share of failing requests open, those first that most entries hang on.
  static func all(in report: Report) -> [UnprovenEdge] {
    var entries: [String: Set<Entry>] = [:]
    for node in report.nodes {
      for entry in node.blastRadius.entries where entry.service != node.name && entry.high - entry.low > doubt {
        for pair in entry.unproven ?? [] {
          entries[pair, default: []].insert(Entry(service: entry.service, operation: entry.operation))
        }
      }
    }
    return entries.map { pair, entries in
      UnprovenEdge(
        pair: pair, entries: entries.sorted { ($0.service, $0.operation) < ($1.service, $1.operation) })
    }.sorted { ($1.entries.count, $0.pair) < ($0.entries.count, $1.pair) }
  }
}
