/// An edge that never failed in the traces, so that whether a failure crosses it is an assumption.
struct UnprovenEdge {
  /// The edge as `caller..callee`.
  var pair: String
  /// The entries that would feel the failure, sorted by service, then operation.
  var entries: [EntryName]

  /// A share of requests whose interval is wider than this is not known.
  private static let doubt = 0.5

  /// The edges that leave an entry's share of failing requests open, those first that most entries hang on.
  static func all(in report: Report) -> [UnprovenEdge] {
    var entries: [String: Set<EntryName>] = [:]
    for node in report.nodes {
      for entry in node.blastRadius.entries where entry.service != node.name && entry.high - entry.low > doubt {
        for pair in entry.unproven ?? [] { entries[pair, default: []].insert(entry.name) }
      }
    }
    return entries.map { pair, entries in
      UnprovenEdge(
        pair: pair, entries: entries.sorted())
    }.sorted { ($1.entries.count, $0.pair) < ($0.entries.count, $1.pair) }
  }
}
