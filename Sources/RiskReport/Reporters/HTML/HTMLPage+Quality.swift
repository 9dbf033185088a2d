internal import CallClassification

extension HTMLPage {
  /// What the report rests on and what was lost.
  func quality() -> HTMLSection? {
    let words = QualityWords(report.evidence)
    var body = "<p>\(HTMLText.escaped(words.amount)).</p>"
    if words.losses.isEmpty {
      body += report.evidence.spans > 0 ? "<p>Nothing was lost.</p>" : ""
    } else {
      body += "<ul>" + words.losses.map { "<li>\(HTMLText.escaped($0))</li>" }.joined() + "</ul>"
    }
    let diagnostics = report.evidence.diagnostics.prefix(100).map { diagnostic in
      let places = diagnostic.examples.prefix(5).map(HTMLText.code).joined(separator: " ")
      let advice = diagnostic.advice.isEmpty ? "" : " \(HTMLText.sentence(diagnostic.advice))"
      return """
        <li>\(HTMLText.code(diagnostic.id)) <b>\(Numbers.count(diagnostic.count, "time"))</b>\
        \(diagnostic.loss ? " <span class=\"tag warning\">loss</span>" : ""): \(HTMLText.sentence(diagnostic.message)).\
        \(advice) <span class="dim">\(places)</span></li>
        """
    }
    if !diagnostics.isEmpty { body += "<ul>\(diagnostics.joined(separator: "\n"))</ul>" }
    body += services()
    return HTMLSection(id: "data", title: "Data", remark: "what this report rests on", body: body)
  }

  private func services() -> String {
    if report.evidence.byService.isEmpty { return "" }
    let rows = report.evidence.byService.map { service in
      """
      <tr class="row"\(about([service.service]))><th scope="row">\(link(service.service))</th>\
      <td class="number" data-v="\(service.spans)">\(Numbers.count(service.spans))</td>\
      <td class="number" data-v="\(service.orphanSpans)">\(Numbers.count(service.orphanSpans))</td>\
      <td class="number" data-v="\(service.spansWithoutKind)">\(Numbers.count(service.spansWithoutKind))</td></tr>
      """
    }
    return "<h3>Services</h3>"
      + table(.services, rows: rows)
  }
}
