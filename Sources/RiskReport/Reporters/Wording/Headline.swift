internal import CallClassification

/// The answer in a few sentences: passed or not, what could take down what, and how far to trust it.
struct Headline {
  enum Mood { case good, bad, unsure, neutral }

  var mood: Mood
  /// `Gate failed`, `Gate passed`, or what the report says at most.
  var title: String
  /// What follows the title: how many findings of which weight.
  var counts: String
  /// What could take down what.
  var answer: Prose
  /// What the data cannot show, if that weighs.
  var caution: Prose?

  init(_ report: Report) {
    switch report.gate?.outcome {
    case .passed: (mood, title) = (.good, "Gate passed")
    case .failed: (mood, title) = (.bad, "Gate failed")
    case .notEnoughEvidence: (mood, title) = (.unsure, "Gate closed: not enough evidence")
    case nil where report.evidence.spans == 0: (mood, title) = (.unsure, "No data")
    case nil: (mood, title) = (.neutral, "Failure spread")
    }
    counts = Self.counts(report)
    answer = Self.answer(report)
    caution = Self.caution(report)
  }

  private static func counts(_ report: Report) -> String {
    if let gate = report.gate {
      let parts = [
        (gate.counts.new, "new"), (gate.counts.worse, "worse"), (gate.counts.unchanged, "unchanged"),
        (gate.counts.better, "better"), (gate.counts.gone, "gone"), (gate.counts.notExercised, "not exercised"),
        (gate.counts.waived, "waived"),
      ].filter { $0.0 > 0 }.enumerated().map { place, part in
        (place == 0 ? Numbers.count(part.0, "finding") : Numbers.count(part.0)) + " " + part.1
      }
      if !parts.isEmpty { return parts.joined(separator: ", ") }
    }
    return findingCounts(report.findings)
  }

  /// `2 errors, 1 warning`; waived findings apart.
  static func findingCounts(_ findings: [Finding]) -> String {
    let open = findings.filter { $0.waiver == nil }
    var parts = Severity.allCases.compactMap { severity -> String? in
      let number = open.count { $0.severity == severity }
      return number == 0 ? nil : Numbers.count(number, severity.rawValue)
    }
    if open.count < findings.count { parts.append("\(Numbers.count(findings.count - open.count)) waived") }
    return parts.isEmpty ? "no findings" : parts.joined(separator: ", ")
  }

  private static func answer(_ report: Report) -> Prose {
    if report.evidence.spans == 0 { return "No span was read: nothing can be said about any call." }
    if report.edges.isEmpty {
      return "No call between two nodes was found in \(Numbers.count(report.evidence.spans, "span"))."
    }
    let ranking = SpreadRanking(report).items
    let focus = Self.focus(report)
    guard let widest = ranking.first(where: { $0.node.name == focus }) ?? ranking.first else {
      return "No failure was found to spread beyond the service that it happens in."
    }
    let radius = widest.node.blastRadius
    let start: Prose = """
      A failure of \(name: widest.node.name) could \(widest.node.name == focus ? "now " : "")take down \(reach(widest)): \(Numbers.percent(widest.share)) of all \
      requests.
      """
    if widest.elsewhere < widest.share { return "\(start) \(enters(widest))\(expectation(radius))" }
    return "\(start)\(expectation(radius))"
  }

  /// How many of the requests enter by other services: those that nobody expects to fail.
  private static func enters(_ item: SpreadRanking.Item) -> Prose {
    "\(Numbers.percent(item.elsewhere)) of all enter elsewhere, the others by \(name: item.node.name) itself."
  }

  private static func expectation(_ radius: BlastRadiusReport) -> Prose {
    if radius.observations == 0 { return " No failure of it was observed, so this is an assumption." }
    let failures = radius.observations == 1 ? "one failure" : Numbers.count(radius.observations, "failure")
    return """
       By the \(failures) observed, \(Numbers.percent(radius.expected)) \
      (\(Numbers.interval(radius.low, radius.high))) would fail.
      """
  }

  /// The node that a red gate is about: of the first finding that fails it and that the baseline does not have.
  private static func focus(_ report: Report) -> String? {
    guard let gate = report.gate, gate.outcome == .failed else { return nil }
    let failing = gate.reasons.lazy.filter { $0.severity == .error }.compactMap(\.finding)
    let findings = report.findings.filter { $0.baselineState == .new || $0.baselineState == .worse }
    for id in failing {
      guard let place = findings.first(where: { $0.id == id })?.place else { continue }
      if let node = place.node ?? place.callee { return node }
    }
    return nil
  }

  /// The entries that a node takes down, those with most requests first: two by name, more by number.
  private static func reach(_ item: SpreadRanking.Item) -> Prose {
    let busiest = item.entries.sorted { ($1.requests, $0.operation) < ($0.requests, $1.operation) }
    let names = busiest.map { $0.operation.isEmpty ? $0.service : $0.operation }
    switch names.count {
    case 0: return "requests"
    case 1: return "\(name: names[0])"
    case 2: return "\(name: names[0]) and \(name: names[1])"
    default: return "\(name: names[0]) and \(Numbers.count(names.count - 1)) other entries"
    }
  }

  private static func caution(_ report: Report) -> Prose? {
    let open = report.edges.filter { $0.verdict == .unknown || $0.verdict == .mixed }
    guard !open.isEmpty, !report.edges.isEmpty else { return nil }
    let edges = Numbers.count(open.count, "edge")
    return """
      \(edges) of \(report.edges.count) \(open.count == 1 ? "is" : "are") mixed or unknown and \
      \(open.count == 1 ? "counts" : "count") as synchronous.
      """
  }
}
