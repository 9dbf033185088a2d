extension TextPage {
  /// What the rules found, worst first, waived ones last.
  mutating func findings(_ report: Report, limit: Int?) {
    guard !report.findings.isEmpty else { return }
    title("Findings", Headline.findingCounts(report.findings))
    let ordered = report.findings.filter { $0.waiver == nil } + report.findings.filter { $0.waiver != nil }
    let (shown, remark) = cut(ordered.count, to: limit)
    let witnesses = FindingWitnesses(report, ascii: glyphs.ascii)
    var last = ""
    for finding in ordered.prefix(shown) {
      // Findings of one rule often ask for the same: said once, it is read.
      entry(finding, advice: finding.advice == last ? "" : finding.advice)
      if let shown = witnesses.urgent(finding) {
        for line in shown.lines { paragraph([Run(line, .dim)], indent: 6, hanging: 2) }
      }
      last = finding.advice
    }
    self.remark(remark)
  }

  private mutating func entry(_ finding: Finding, advice: String) {
    let waived = finding.waiver != nil
    var head = [
      Run("\(mark(finding.severity)) \(finding.severity.rawValue)", waived ? .dim : paint(finding.severity)),
      Run(name(finding.rule), .bold), Run(name(finding.subject, to: width - 8)),
    ]
    if let state = BaselineWords.state(finding, ascii: glyphs.ascii) { head.append(Run("(\(state))", .cyan)) }
    head.append(Run("[\(name(finding.id, to: 16))]", .dim))
    paragraph(head, indent: 2, hanging: 4)
    paragraph([Run(sentence(finding.statement))], indent: 6)
    if let waiver = finding.waiver {
      let text = "waived until \(name(waiver.expires)) by \(name(waiver.owner)): \(sentence(waiver.reason))"
      paragraph([Run(text, .dim)], indent: 6)
    } else if !advice.isEmpty {
      paragraph([Run(glyphs.arrow, .green), Run(sentence(advice))], indent: 6, hanging: 2)
    }
  }
}
