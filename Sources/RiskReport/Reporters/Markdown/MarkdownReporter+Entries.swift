extension MarkdownReporter {
  /// What the requests of each entry stand waiting for, what their availability hangs on, and what stands before what.
  func entries(_ report: Report, on page: inout MarkdownPage) {
    let told = report.entries.filter { $0.blocked != nil || $0.availability != nil || $0.dominators != nil }
    let rows = told.map { entry in
      let blocked = (entry.blocked ?? []).prefix(4).map { "\(MarkdownText.code($0.node)) \(Numbers.percent($0.share))" }
      let availability = entry.availability.map {
        "\(Numbers.percent($0.ceiling)), \($0.dependencies.count) at \(Numbers.percent($0.each)) each"
      }
      let dominators = (entry.dominators ?? []).prefix(2).map {
        "\(MarkdownText.code($0.node)): \(Numbers.count($0.protects, "node"))"
      }
      return """
        | \(MarkdownText.code("\(entry.service) \(entry.operation)")) | \(Numbers.count(entry.requests)) \
        | \(Numbers.duration(entry.latency.p95)) | \(blocked.joined(separator: ", ")) | \(availability ?? "") \
        | \(dominators.joined(separator: ", ")) |
        """
    }
    let head = [
      "| entry | requests | p95 | share of its time blocked on | at best available | reached only through |",
      "|---|--:|--:|---|---|---|",
    ]
    page.fold("Entries: what their requests wait for (\(Numbers.count(rows.count)))", head: head, rows: rows)
  }

  /// Edges of which healthy traffic cannot tell whether a failure would cross.
  func unproven(_ report: Report, on page: inout MarkdownPage) {
    let rows = UnprovenEdge.all(in: report).map { item in
      "- \(MarkdownText.code(item.pair)), felt by \(Numbers.count(item.entries.count, "entry", "entries"))"
    }
    page.fold(
      "Not known: edges that never failed (\(Numbers.count(rows.count)))",
      head: [
        "Whether a failure crosses them, these traces cannot tell. Make each callee fail in a test, and record that.",
        "",
      ], rows: rows)
  }
}
