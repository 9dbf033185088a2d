internal import CallClassification

extension HTMLPage {
  /// Edges of which healthy traffic cannot tell whether a failure crosses them, and how to find out.
  func unproven() -> HTMLSection? {
    let edges = UnprovenEdge.all(in: report)
    guard !edges.isEmpty else { return nil }
    let rows = edges.map { item in
      let known = self.edges(between: item.pair)
      let calls = known.reduce(0) { $0 &+ $1.calls }
      let seen = known.first.map { HTMLText.escaped(EdgeWords().propagation($0)) } ?? ""
      let entries = item.entries.map { "\(HTMLText.name($0.service)) \(HTMLText.code($0.operation))" }
      return """
        <tr class="row"\(about(known.flatMap { [$0.caller, $0.callee] }))>
        <th scope="row">\(name(item.pair))</th>
        <td class="number" data-v="\(calls)">\(Numbers.count(calls))</td>
        <td>\(seen)</td>
        <td data-v="\(item.entries.count)">\(folded(entries, "entry", "entries"))</td>
        </tr>
        """
    }
    return HTMLSection(
      id: "unproven", title: "Not known",
      remark: "edges that never failed: whether a failure crosses them, these traces cannot tell",
      body: """
        <p>For these the expected shares are assumptions. To find out, make each callee fail for a while in a test system \
        under load, record the traces, and read them together with these.</p>
        \(table(.unproven, rows: rows))
        """)
  }
}
