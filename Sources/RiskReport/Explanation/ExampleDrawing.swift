/// Draws the spans of one call to scale.
enum ExampleDrawing {
  static func draw(_ example: CallExample, on page: inout TextPage) {
    page.blank()
    page.paragraph(
      [
        Run("  trace \(example.trace)"),
        Run("\(example.state) (\(example.evidence.joined(separator: ", ")))", example.contradicts ? .boldYellow : .dim),
      ], indent: 0, hanging: 4)
    let ends = example.spans.map { $0.start + $0.duration }
    guard let last = ends.max(), let first = example.spans.map(\.start).min() else { return }
    let length = max(last - first, 1e-9)
    let labels = example.spans.map { page.name("\($0.service) \($0.kind) \($0.name)", to: labelWidth(page)) }
    let column = labels.map(Columns.width).max() ?? 0
    let room = max(10, page.width - column - 22)
    for (span, label) in zip(example.spans, labels) {
      let from = Int((span.start - first) / length * Double(room - 1))
      let to = max(from, Int((span.start + span.duration - first) / length * Double(room - 1)))
      let mark = span.ownClock ? "~" : page.glyphs.ascii ? "=" : "━"
      let bar =
        String(repeating: " ", count: from) + String(repeating: mark, count: to - from + 1)
        + String(repeating: " ", count: room - to - 1)
      page.line([
        Run("    " + Columns.fit(label, to: column, ellipsis: page.glyphs.ellipsis) + " "), Run("|", .dim),
        Run(bar, span.failed ? .red : .plain), Run("|", .dim),
        Run(" " + Numbers.duration(span.duration, ascii: page.glyphs.ascii) + (span.failed ? " failed" : "")),
      ])
    }
  }

  private static func labelWidth(_ page: TextPage) -> Int { max(18, page.width / 3) }
}
