/// One trace as bars over time, the waiting spans filled.
///
/// Many findings show one trace: it is drawn once for the page, and each finding refers to the drawing and points at the
/// spans that it is about.
struct Waterfall {
  /// Spans beyond this are counted, not drawn.
  static let spanLimit = 60
  private static let rowHeight = 20

  let example: TraceExampleReport
  /// Of the drawing, on the page.
  let id: String

  private var spans: ArraySlice<SpanExampleReport> { example.spans.prefix(Self.spanLimit) }
  private var end: Double { spans.map { $0.start + $0.duration }.filter(\.isFinite).max() ?? 0 }

  /// The drawing, to stand among the page's definitions.
  func definition() -> String {
    let end = end
    let rows = spans.enumerated().map { row($1, y: Double(Self.rowHeight * $0), end: end) }.joined()
    return "<g id=\"\(id)\" class=\"fall\">\(rows)</g>"
  }

  /// A picture that refers to the drawing, with pointers at the spans of `names`.
  func picture(about names: Set<String>) -> String {
    let height = Self.rowHeight * spans.count + 4
    let pointers = marksSome(names) ? pointers(names) : ""
    let more = example.spans.count - spans.count
    let rest = more > 0 ? "<p class=\"dim\">… and \(Numbers.count(more, "span")) more</p>" : ""
    return """
      <svg class="waterfall" viewBox="-14 0 914 \(height)" width="914" height="\(height)" role="img" \
      aria-label="\(Numbers.count(example.spans.count, "span")) over \(Numbers.duration(end))"><use href="#\(id)"/>\
      \(pointers)</svg>\(rest)
      """
  }

  /// Whether some spans are of `names`, and others are not.
  func marksSome(_ names: Set<String>) -> Bool {
    let marked = spans.count { names.contains($0.service) }
    return marked > 0 && marked < spans.count
  }

  private func pointers(_ names: Set<String>) -> String {
    let marked = spans.enumerated().filter { names.contains($1.service) }
    let path = marked.map { "M-12 \(Self.rowHeight * $0.offset + 5)l8 5-8 5z" }.joined()
    return "<path class=\"pointer\" d=\"\(path)\"/>"
  }

  private func row(_ span: SpanExampleReport, y: Double, end: Double) -> String {
    let (left, room) = (380.0, 440.0)
    let scale = end > 0 && span.start.isFinite && span.duration.isFinite ? room / end : 0
    let x = left + max(0, span.start * scale)
    let width = max(2, min(room, span.duration * scale))
    let label = "\(SafeText.name(span.service)) \(SafeText.name(span.operation))"
    let indent = 10 * Double(min(12, max(0, span.depth)))
    let columns = max(10, 52 - Int(indent / 7))
    let text = Columns.cut(label, to: columns, ellipsis: "…")
    let duration = Numbers.duration(span.duration) + (span.failed ? " ✗" : "")
    let state = span.waits ? "waits" : "apart"
    func n(_ value: Double) -> String { HTMLText.number(value) }
    return """
      <g class="\(state)\(span.failed ? " failed" : "")"><title>\(HTMLText.escaped(label)): \
      \(span.waits ? "the request waits" : "the request does not wait")</title>\
      <text x="\(n(indent))" y="\(n(y + 14))">\(HTMLText.escaped(text))</text>\
      <rect x="\(n(x))" y="\(n(y + 4))" width="\(n(width))" height="12" rx="2"/>\
      <text x="\(n(min(x + width + 4, 830)))" y="\(n(y + 14))">\(HTMLText.escaped(duration))</text></g>
      """
  }
}
