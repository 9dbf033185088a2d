/// What the gate says as workflow commands (`::error …::`), which GitHub Actions shows beside the change.
///
/// The server shows ten of each kind a step and drops the others without a word: what does not fit is counted in the last.
struct AnnotationReporter {
  /// Annotations of one kind that a step may make.
  static let limit = 10
  /// The longest message; the server cuts at four kilobytes.
  static let messageLimit = 3_000

  private struct Annotation {
    var severity: Severity
    var title: String
    var message: String
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
    return gate.reasons.map { reason in
      var message = reason.message
      let finding = reason.finding.flatMap { findings[$0] }
      if let shown = finding.flatMap({ FindingWitness($0, in: report) }) { message += "\n" + shown.lines.joined(separator: "\n") }
      if !reason.advice.isEmpty { message += "\n→ \(reason.advice)" }
      let title = finding.map { "\($0.rule): \($0.subject)" } ?? Headline(report).title
      return Annotation(severity: reason.severity, title: title, message: message, place: reason.policy)
    }
  }

  private func annotation(_ finding: Finding) -> Annotation {
    let advice = finding.advice.isEmpty ? "" : "\n→ \(finding.advice)"
    return Annotation(
      severity: finding.severity, title: "\(finding.rule): \(finding.subject)", message: finding.statement + advice,
      place: finding.policy)
  }

  private func lines(_ severity: Severity, _ annotations: [Annotation]) -> [String] {
    guard annotations.count > Self.limit else { return annotations.map(line) }
    let left = annotations.count - Self.limit + 1
    let rest = Annotation(
      severity: severity, title: "\(Numbers.count(left)) more",
      message: "\(Numbers.count(left, severity.rawValue)) more: see the summary of this run.")
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
    if let place = annotation.place, let colon = place.lastIndex(of: ":"), Int(place[place.index(after: colon)...]) != nil {
      properties.insert("line=\(place[place.index(after: colon)...])", at: 0)
      properties.insert("file=\(Self.property(SafeText.inert(String(place[..<colon]), limit: 400)))", at: 0)
    }
    // Each line is made inert by itself, so that the line breaks between them stay ours.
    let message = annotation.message.split(separator: "\n")
      .map { Self.data(SafeText.inert(String($0), limit: Self.messageLimit / 4)) }.prefix(8).joined(separator: "%0A")
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
