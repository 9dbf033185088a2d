extension TextPage {
  /// Where the time of each entry's requests goes, and what its availability hangs on.
  mutating func entries(_ report: Report, limit: Int?) {
    let told = report.entries.filter { $0.blocked != nil || $0.availability != nil || $0.dominators != nil }
    guard !told.isEmpty else { return }
    title("Entries", "what their requests stand waiting for, overlapping calls once")
    let (shown, remark) = cut(told.count, to: limit)
    for entry in told.prefix(shown) {
      paragraph(
        [
          Run("\(name(entry.service)) \(name(entry.operation))", .bold),
          Run(
            "\(Numbers.count(entry.requests, "request")), p95 \(Numbers.duration(entry.latency.p95, ascii: glyphs.ascii))",
            .dim),
        ], indent: 2, hanging: 4)
      var parts: [String] = []
      if let blocked = entry.blocked {
        parts.append(
          "waits: " + blocked.prefix(4).map { "\(name($0.node)) \(Numbers.percent($0.share))" }.joined(separator: ", "))
      }
      if let availability = entry.availability {
        parts.append(
          "at best \(Numbers.percent(availability.ceiling)) available, with "
            + "\(Numbers.count(availability.dependencies.count, "hard dependency", "hard dependencies")) at "
            + "\(Numbers.percent(availability.each)) each")
      }
      if !parts.isEmpty { paragraph([Run(parts.joined(separator: "; "))], indent: 6) }
      if let dominators = entry.dominators { paragraph([Run(self.dominators(dominators.prefix(2)))], indent: 6) }
    }
    self.remark(remark)
  }

  /// `reached only through cart: 3 nodes; reached only through stock: 1 node`
  func dominators(_ dominators: some Sequence<DominatorReport>) -> String {
    dominators.map { "reached only through \(name($0.node)): \(Numbers.count($0.protects, "node"))" }.joined(
      separator: "; ")
  }

  /// Pairs of a node and an entry of which healthy traffic cannot tell whether the failure would cross.
  mutating func unproven(_ report: Report, limit: Int?) {
    let edges = UnprovenEdge.all(in: report)
    guard !edges.isEmpty else { return }
    title("Not known", "edges that never failed: whether a failure crosses them, these traces cannot tell")
    let (shown, remark) = cut(edges.count, to: limit)
    for item in edges.prefix(shown) {
      paragraph(
        [Run(name(item.pair), .yellow), Run("felt by \(Numbers.count(item.entries.count, "entry", "entries"))", .dim)],
        indent: 2, hanging: 4)
    }
    self.remark(remark)
    paragraph([Run("Make each callee fail in a test, and record that: then the report knows.", .dim)], indent: 2)
  }
}
