extension TextPage {
  /// What the report rests on, with the loss counted.
  mutating func quality(_ report: Report, limit: Int?) {
    let words = QualityWords(report.evidence)
    title("Data", "firebreak \(name(report.tool.version, to: 20))")
    paragraph([Run(sentence(words.amount))], indent: 2)
    for loss in words.losses { paragraph([Run(glyphs.warning, .yellow), Run(loss)], indent: 2, hanging: 2) }
    if words.losses.isEmpty && report.evidence.spans > 0 {
      paragraph([Run(glyphs.good, .green), Run("nothing was lost")], indent: 2, hanging: 2)
    }
    let (shown, remark) = cut(report.evidence.diagnostics.count, to: limit)
    for diagnostic in report.evidence.diagnostics.prefix(shown) {
      let head = "[\(name(diagnostic.id))] \(Numbers.count(diagnostic.count)) times: \(sentence(diagnostic.message))"
      paragraph([Run(diagnostic.loss ? glyphs.bad : glyphs.note, .yellow), Run(head)], indent: 2, hanging: 2)
      if let place = diagnostic.examples.first {
        paragraph([Run("first at \(name(place, to: width - 20))", .dim)], indent: 4)
      }
      if !diagnostic.advice.isEmpty {
        paragraph([Run(glyphs.arrow, .green), Run(sentence(diagnostic.advice))], indent: 4, hanging: 2)
      }
    }
    self.remark(remark)
  }
}
