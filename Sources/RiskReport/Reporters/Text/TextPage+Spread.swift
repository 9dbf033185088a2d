internal import CallClassification

extension TextPage {
  /// The widest blast radii as bars.
  mutating func spread(_ report: Report, limit: Int?) {
    let ranking = SpreadRanking(report)
    guard !ranking.items.isEmpty else { return }
    title("Blast radius", "share of all requests that wait for it; by those that enter elsewhere")
    let (shown, remark) = cut(ranking.items.count, to: limit)
    let rows = ranking.items.prefix(shown)
    let column = min(max(rows.map { Columns.width(name($0.node.name)) }.max() ?? 0, 8), max(10, width / 4))
    let bar = max(8, min(30, width - column - 46))
    for item in rows {
      let label = Columns.fit(name(item.node.name, to: column), to: column, ellipsis: glyphs.ellipsis)
      let percent = Numbers.percent(item.share)
      let gap = String(repeating: " ", count: max(0, 7 - Columns.width(percent)))
      let paint: Paint = item.elsewhere >= 0.5 ? .red : item.elsewhere >= 0.1 ? .yellow : .plain
      let left = width - column - bar - 13
      line([
        Run("  \(label)  "), Run(glyphs.bar(item.share, width: bar), paint), Run("\(gap)\(percent)  ", .bold),
        Run(Columns.cut(tail(item, columns: left), to: max(8, left), ellipsis: glyphs.ellipsis), .dim),
      ])
    }
    self.remark(remark)
  }

  /// What stands behind a bar, as much as fits: what is expected by observed failures, the entries, the kind of node.
  private func tail(_ item: SpreadRanking.Item, columns: Int) -> String {
    let radius = item.node.blastRadius
    var parts: [String] = []
    if radius.observations > 0 { parts.append("expected \(Numbers.percent(radius.expected))") }
    if item.elsewhere < item.share { parts.append("\(Numbers.percent(item.elsewhere)) enter elsewhere") }
    parts.append(Numbers.count(item.entries.count, "entry", "entries"))
    if let kind = item.kind { parts.append(kind) }
    while parts.count > 1 && Columns.width(parts.joined(separator: ", ")) > columns { parts.removeLast() }
    return parts.joined(separator: ", ")
  }
}
