/// One trace as bars over time, the waiting spans filled.
struct Waterfall {
  /// Spans beyond this are counted, not drawn.
  static let spanLimit = 60

  let example: TraceExampleReport
  /// Services whose spans stand out.
  let names: Set<String>

  init(_ example: TraceExampleReport, about names: Set<String> = []) {
    self.example = example
    self.names = names
  }

  /// Whether some spans stand out, and others do not.
  var marksSome: Bool {
    let marked = example.spans.prefix(Self.spanLimit).count { names.contains($0.service) }
    return marked > 0 && marked < example.spans.count
  }

  func render() -> String {
    let spans = example.spans.prefix(Self.spanLimit)
    let end = spans.map { $0.start + $0.duration }.filter(\.isFinite).max() ?? 0
    let marks = marksSome
    let rows = spans.enumerated().map { place, span in
      row(span, y: 20 * Double(place), end: end, marked: marks && names.contains(span.service))
    }.joined()
    let height = 20 * spans.count + 4
    let more = example.spans.count - spans.count
    let rest = more > 0 ? "<p class=\"dim\">… and \(Numbers.count(more, "span")) more</p>" : ""
    return """
      <svg class="waterfall" viewBox="0 0 900 \(height)" width="900" height="\(height)" role="img" \
      aria-label="\(Numbers.count(example.spans.count, "span")) over \(Numbers.duration(end))">\(rows)</svg>\(rest)
      """
  }

  private func row(_ span: SpanExampleReport, y: Double, end: Double, marked: Bool) -> String {
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
      <g class="\(state)\(span.failed ? " failed" : "")\(marked ? " marked" : "")"><title>\(HTMLText.escaped(label)): \
      \(span.waits ? "the request waits" : "the request does not wait")</title>\
      <text x="\(n(indent))" y="\(n(y + 14))">\(HTMLText.escaped(text))</text>\
      <rect x="\(n(x))" y="\(n(y + 4))" width="\(n(width))" height="12" rx="2"/>\
      <text x="\(n(min(x + width + 4, 830)))" y="\(n(y + 14))">\(HTMLText.escaped(duration))</text></g>
      """
  }
}
