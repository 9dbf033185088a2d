internal import CallClassification

/// The edges as a table for a spreadsheet: shares as fractions, durations in seconds.
struct CSVReporter {
  /// Spreadsheets hold some 32,000 characters in a cell; no name needs as many.
  static let nameLimit = 1_000

  private static let columns = [
    "id", "caller", "callee", "via", "mechanism", "verdict", "waiting", "calls", "errors", "share", "share_low",
    "share_high", "waits", "does_not_wait", "undecided", "callee_errors", "propagated", "propagation",
    "propagation_low", "propagation_high", "p50_seconds", "p95_seconds", "p99_seconds", "declared",
  ]

  func render(_ report: Report) -> String {
    let rows = report.edges.map(row)
    return ([Self.columns] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  private func row(_ edge: EdgeReport) -> [String] {
    let names = [edge.id, edge.caller, edge.callee, edge.via ?? ""].map(cell)
    let words = [edge.mechanism.rawValue, edge.verdict.rawValue, edge.waiting.rawValue]
    let counts = [edge.calls, edge.errors].map(String.init)
    let states = [edge.states.waits, edge.states.doesNotWait, edge.states.undecided].map(String.init)
    let share = [edge.share.value, edge.share.low, edge.share.high].map(number)
    let spread = edge.propagation
    let seen = [spread.calleeErrors, spread.propagated].map(String.init)
    let probability = [spread.probability, spread.low, spread.high].map(number)
    let latency = [edge.latency.p50, edge.latency.p95, edge.latency.p99].map(number)
    let declared = [edge.declared?.verdict.rawValue ?? ""]
    return names + words + counts + share + states + seen + probability + latency + declared
  }

  /// Text for a cell. What a spreadsheet would take for a formula gets an apostrophe before it, and shows as text.
  private func cell(_ text: String) -> String {
    let safe = SafeText.inert(text, limit: Self.nameLimit)
    let risky = safe.unicodeScalars.first.map { Self.formulaStarts.contains($0) } ?? false
    return "\"" + (risky ? "'" : "") + safe.replacing("\"", with: "\"\"") + "\""
  }

  private static let formulaStarts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "|", "%", "\\", "＝", "＋", "－", "＠"]

  /// A point for the decimals, no sign of thousands, six places; empty when it is no number.
  private func number(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    var text = Numbers.decimal(value, places: 6)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}
