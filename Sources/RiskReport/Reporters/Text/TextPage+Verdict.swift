extension TextPage {
  /// The outcome, its reasons and the answer to what could take down what.
  mutating func verdict(_ report: Report) {
    let headline = Headline(report)
    let (mark, paint): (String, Paint) =
      switch headline.mood {
      case .good: (glyphs.good, .boldGreen)
      case .bad: (glyphs.bad, .boldRed)
      case .unsure: (glyphs.unsure, .boldYellow)
      case .neutral: (glyphs.arrow, .bold)
      }
    paragraph([Run("\(mark) \(headline.title.uppercased()):", paint), Run(headline.counts)], hanging: 2)
    paragraph([Run(prose(headline.answer), .bold)], indent: 2)
    if let caution = headline.caution { paragraph([Run(prose(caution), .yellow)], indent: 2) }
    guard let gate = report.gate else { return }
    let (shown, left) = gate.reasons(most: 6)
    for reason in shown { self.reason(reason) }
    remark(cut(shown.count + left, to: shown.count).remark)
    absences(gate)
  }

  private mutating func reason(_ reason: GateReason) {
    var runs = [Run(mark(reason.severity), paint(reason.severity)), Run(sentence(reason.message))]
    if let policy = reason.policy { runs.append(Run("[\(name(policy, to: 40))]", .dim)) }
    paragraph(runs, indent: 2, hanging: 2)
    // The advice on a finding is with the finding.
    guard reason.finding == nil, !reason.advice.isEmpty || reason.command != nil else { return }
    if !reason.advice.isEmpty {
      paragraph([Run(glyphs.arrow, .dim), Run(sentence(reason.advice), .dim)], indent: 4, hanging: 2)
    }
    // Not broken over lines: it is there to be pasted.
    if let command = reason.command { line([Run("      " + SafeText.command(command, ascii: glyphs.ascii))]) }
  }

  private mutating func absences(_ gate: GateReport) {
    let gone = gate.absent.filter { $0.state == .gone }
    if !gone.isEmpty {
      paragraph([Run(glyphs.good, .green), Run("gone since the baseline: \(list(gone))")], indent: 2, hanging: 2)
    }
    let silent = gate.absent.filter { $0.state == .notExercised }
    if !silent.isEmpty {
      let text = "in the baseline, without traffic in this run: \(list(silent))"
      paragraph([Run(glyphs.unsure, .yellow), Run(text)], indent: 2, hanging: 2)
    }
    for waiver in gate.unmatchedWaivers.prefix(4) {
      let meaning = waiver.exercised ? "the finding is fixed, the waiver can go" : "no traffic there in this run"
      let text = "waiver of \(name(waiver.rule)) for \(name(waiver.subject)) covers nothing: \(meaning)"
      paragraph([Run(glyphs.unsure, .yellow), Run(text)], indent: 2, hanging: 2)
    }
  }

  private func list(_ findings: [AbsentFinding]) -> String {
    let shown = findings.prefix(4).map { "\(name($0.rule)) of \(name($0.subject))" }.joined(separator: ", ")
    return findings.count > 4 ? "\(shown) and \(Numbers.count(findings.count - 4)) more" : shown
  }

  func mark(_ severity: Severity) -> String {
    switch severity {
    case .error: glyphs.bad
    case .warning: glyphs.warning
    case .note: glyphs.note
    }
  }

  func paint(_ severity: Severity) -> Paint {
    switch severity {
    case .error: .boldRed
    case .warning: .yellow
    case .note: .dim
    }
  }
}
