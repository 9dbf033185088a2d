extension HTMLPage {
  /// What the rules found: those that are open first.
  func findings() -> HTMLSection? {
    guard !report.findings.isEmpty else { return nil }
    let open = report.findings.filter { $0.waiver == nil }
    let body =
      cards(open.filter { $0.severity != .note }) + folded("note", open.filter { $0.severity == .note })
      + folded("waived finding", report.findings.filter { $0.waiver != nil })
    return HTMLSection(
      id: "findings", title: "Findings", remark: HTMLText.escaped(Headline.findingCounts(report.findings)),
      body: body)
  }

  private func cards(_ findings: [Finding]) -> String {
    let more = findings.count - HTMLReporter.rowLimit
    let rest = more > 0 ? "<p>… and \(Numbers.count(more)) more: see the JSON form.</p>" : ""
    return findings.prefix(HTMLReporter.rowLimit).map(card).joined(separator: "\n") + rest
  }

  /// Findings that ask for nothing now, behind their number.
  private func folded(_ what: String, _ findings: [Finding]) -> String {
    if findings.isEmpty { return "" }
    return """
      <details><summary>\(Numbers.count(findings.count, what))</summary>
      \(cards(findings))
      </details>
      """
  }

  private func card(_ finding: Finding) -> String {
    let words = RuleDescription.named(finding.rule)
    let title = HTMLText.escaped(words?.title ?? SafeText.name(finding.rule))
    let id = HTMLText.name(finding.id)
    let state = BaselineWords.state(finding).map { " <span class=\"tag\">\(HTMLText.escaped($0))</span>" } ?? ""
    let waived = finding.waiver == nil ? "" : " <span class=\"tag\">waived</span>"
    var body = "<p>\(HTMLText.sentence(finding.statement))</p>"
    body += measure(finding)
    if let waiver = finding.waiver {
      body += """
        <p class="dim">Waived until \(HTMLText.name(waiver.expires)) by \(HTMLText.name(waiver.owner)): \
        \(HTMLText.sentence(waiver.reason))</p>
        """
    }
    if !finding.advice.isEmpty {
      body += "<p class=\"advice\"><b>What to do:</b> \(HTMLText.sentence(finding.advice))</p>"
    }
    let drawn = example(finding)
    body += evidence(finding) + explanation(words) + drawn
    if drawn.isEmpty || finding.exemplars.count > 1 { body += exemplars(finding.exemplars) }
    let names =
      finding.nodes
      + finding.edges.flatMap { id in
        edge(id).map { [$0.caller, $0.callee] } ?? []
      }
    return """
      <article class="row finding \(finding.severity.rawValue)\(finding.waiver == nil ? "" : " waived")" \
      id="finding-\(id)"\(about(names))>
      <h3><span class="tag \(finding.severity.rawValue)">\(finding.severity.rawValue)</span> \(title): \
      \(HTMLText.code(finding.subject))\(state)\(waived) <a class="self" href="#finding-\(id)" \
      aria-label="Link to this finding">#</a></h3>
      \(body)
      </article>
      """
  }

  private func measure(_ finding: Finding) -> String {
    guard let measure = finding.measure else { return "" }
    let unit = SafeText.inert(measure.unit, limit: 20)
    var text = "Measured \(Numbers.measure(measure.value, unit: unit))"
    if let low = measure.low, let high = measure.high, unit == "share" { text += " (\(Numbers.interval(low, high)))" }
    if let limit = measure.limit { text += ", limit \(Numbers.measure(limit, unit: unit))" }
    let drawn = unit == "share" ? bar(measure.value, low: measure.low, high: measure.high) + " " : ""
    return "<p class=\"dim\">\(drawn)\(HTMLText.escaped(text))</p>"
  }

  private func evidence(_ finding: Finding) -> String {
    let edges = finding.edges.prefix(10).compactMap { id -> String? in
      guard let edge = edge(id), let anchor = edgeAnchors[id] else { return nil }
      return "<a href=\"#\(anchor)\">\(HTMLText.name(edge.caller)) → \(HTMLText.name(edge.callee))</a>"
    }
    let chains = finding.chains.prefix(5).map { "<a href=\"#chain-\(HTMLText.name($0))\">its chain</a>" }
    let links = edges + finding.nodes.prefix(10).map(link) + chains
    return links.isEmpty ? "" : "<p>See \(links.joined(separator: ", ")).</p>"
  }

  private func explanation(_ words: RuleDescription?) -> String {
    guard let words else { return "" }
    let parts = words.parts.map { "<dt>\($0.heading)</dt><dd>\(HTMLText.escaped($0.text))</dd>" }.joined()
    return "<details><summary>About this rule</summary><dl>\(parts)</dl></details>"
  }

  private func example(_ finding: Finding) -> String {
    guard let trace = finding.exemplars.first(where: { examples[$0] != nil }), let example = examples[trace] else {
      return ""
    }
    return """
      <details class="print"><summary>An example, trace \(HTMLText.name(trace))</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="Waterfall of one trace">\(Waterfall(example).render())</div>
      <p class="dim">Filled: the request waits. Outlined: it does not. ✗ failed.</p></details>
      """
  }
}
