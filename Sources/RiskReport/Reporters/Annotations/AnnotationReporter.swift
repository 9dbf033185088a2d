/// What the gate says as workflow commands (`::error …::`), which GitHub Actions shows beside the change.
///
/// The server shows ten of each kind a step and drops the others without a word: what does not fit is counted in the last.
struct AnnotationReporter {
  /// Annotations of one kind that a step may make.
  static let limit = 10
  /// The longest line of a message; the server cuts messages at four kilobytes.
  static let lineLimit = 700

  private struct Annotation {
    var severity: Severity
    var title: String
    var lines: [String]
    /// The place in the policy, as `file:line`.
    var place: String?
  }

  func render(_ report: Report) -> String {
    let all = report.gate.map { reasons($0, report) } ?? report.findings.filter { $0.waiver == nil }.map(annotation)
    return Severity.allCases.flatMap { severity in
      lines(severity, all.filter { $0.severity == severity })
    }.map { $0 + "\n" }.joined()
  }

  private func reasons(_ gate: GateReport, _ report: Report) -> [Annotation] {
    let findings = Dictionary(report.findings.map { ($0.id, $0) }) { first, _ in first }
    let witnesses = FindingWitnesses(report)
    let headline = Headline(report).title
    return gate.reasons.map { reason in
      var lines = [reason.message]
      let finding = reason.finding.flatMap { findings[$0] }
      if let shown = finding.flatMap({ witnesses.witness(of: $0) }) { lines += shown.lines }
      if !reason.remedy.isEmpty { lines.append("→ \(reason.remedy)") }
      let title = finding.map { "\($0.rule): \($0.subject)" } ?? headline
      return Annotation(severity: reason.severity, title: title, lines: lines, place: reason.policy)
    }
  }

  private func annotation(_ finding: Finding) -> Annotation {
    Annotation(
      severity: finding.severity, title: "\(finding.rule): \(finding.subject)",
      lines: [finding.statement] + (finding.advice.isEmpty ? [] : ["→ \(finding.advice)"]), place: finding.policy)
  }

  private func lines(_ severity: Severity, _ annotations: [Annotation]) -> [String] {
    guard annotations.count > Self.limit else { return annotations.map(line) }
    let left = annotations.count - Self.limit + 1
    let rest = Annotation(
      severity: severity, title: "\(Numbers.count(left)) more",
      lines: ["More of this kind than are shown here: see the summary of this run."])
    return annotations.prefix(Self.limit - 1).map(line) + [line(rest)]
  }

  private func line(_ annotation: Annotation) -> String {
    let command =
      switch annotation.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    var properties = ["title=\(Self.property(SafeText.inert(annotation.title, limit: 200)))"]
    if let place = annotation.place, let colon = place.lastIndex(of: ":"),
      Int(place[place.index(after: colon)...]) != nil
    {
      properties.insert("line=\(place[place.index(after: colon)...])", at: 0)
      properties.insert("file=\(Self.property(SafeText.inert(String(place[..<colon]), limit: 400)))", at: 0)
    }
    // Each line is made inert by itself: the only line breaks are ours.
    let message = annotation.lines.map { Self.data(SafeText.inert($0, limit: Self.lineLimit)) }.joined(separator: "%0A")
    return "::\(command) \(properties.joined(separator: ","))::\(message)"
  }

  /// What follows the second pair of colons.
  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  /// The value of a property, which ends at a comma or a colon.
  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
