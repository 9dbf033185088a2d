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
    let (shown, remark) = cut(gate.reasons.count, to: 6)
    for reason in gate.reasons.prefix(shown) {
      var runs = [Run(self.mark(reason.severity), self.paint(reason.severity)), Run(sentence(reason.message))]
      if let policy = reason.policy { runs.append(Run("[\(name(policy, to: 40))]", .dim)) }
      paragraph(runs, indent: 2, hanging: 2)
    }
    self.remark(remark)
    absences(gate)
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
