/// Edges that never failed and on which much hangs: healthy traffic cannot tell whether a failure crosses them.
struct UnprovenEdges {
  struct Item {
    /// `caller..callee`
    var edge: String
    /// How many entries would feel it.
    var entries: Int
  }

  /// Those that most entries would feel first.
  let items: [Item]

  init(_ report: Report) {
    var entriesOf: [String: Set<EntryName>] = [:]
    for node in report.nodes {
      for entry in node.blastRadius.entries where entry.service != node.name && entry.high - entry.low > 0.5 {
        for edge in entry.unproven ?? [] { entriesOf[edge, default: []].insert(entry.name) }
      }
    }
    items = entriesOf.map { Item(edge: $0.key, entries: $0.value.count) }
      .sorted { ($1.entries, $0.edge) < ($0.entries, $1.edge) }
  }
}
