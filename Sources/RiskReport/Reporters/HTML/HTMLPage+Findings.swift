extension HTMLPage {
  /// What the rules found: those that are open first.
  func findings() -> HTMLSection? {
    guard !report.findings.isEmpty else { return nil }
    let open = report.findings.filter { $0.waiver == nil }
    let body =
      byRule(open.filter { $0.severity != .note }) + folded("note", open.filter { $0.severity == .note })
      + folded("waived finding", report.findings.filter { $0.waiver != nil })
    return HTMLSection(
      id: "findings", title: "Findings", remark: HTMLText.escaped(Headline.findingCounts(report.findings)),
      body: body)
  }

  /// Of each rule the first few in sight and the others behind their number, in their order.
  private func byRule(_ findings: [Finding]) -> String {
    var groups: [[Finding]] = []
    for finding in findings {
      if let last = groups.last?.last, last.rule == finding.rule, last.severity == finding.severity {
        groups[groups.count - 1].append(finding)
      } else {
        groups.append([finding])
      }
    }
    return groups.map { group in
      let rest = Array(group.dropFirst(Self.shownByRule))
      let title = RuleDescription.named(group.first?.rule ?? "")?.title ?? SafeText.name(group.first?.rule ?? "")
      let fold = """
        <details class="print"><summary>\(Numbers.count(rest.count)) more: \(HTMLText.escaped(title))</summary>
        \(cards(rest))
        </details>
        """
      return cards(Array(group.prefix(Self.shownByRule))) + (rest.isEmpty ? "" : fold)
    }.joined(separator: "\n")
  }

  /// Findings of one rule that are in sight.
  private static let shownByRule = 5

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
    let names =
      finding.nodes
      + finding.edges.flatMap { id in
        edge(id).map { [$0.caller, $0.callee] } ?? []
      }
    let drawn = example(finding, about: Set(names))
    body += evidence(finding) + explanation(words) + drawn
    body += exemplars(finding.exemplars.filter { drawn.isEmpty || $0 != drawnTrace(finding) }, more: !drawn.isEmpty)
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
      guard let edge = edge(id), edgeAnchors[id] != nil else { return nil }
      return link(edge)
    }
    let chains = finding.chains.compactMap { id in
      chainPlaces[id].map { "<a href=\"#chain-\(HTMLText.name(id))\">chain \($0 + 1)</a>" }
    }.prefix(5)
    let links = edges + finding.nodes.prefix(10).map(link) + chains + firebreakLinks(finding)
    return links.isEmpty ? "" : "<p>See \(links.joined(separator: ", ")).</p>"
  }

  private func explanation(_ words: RuleDescription?) -> String {
    guard let words else { return "" }
    let parts = words.parts.map { "<dt>\($0.heading)</dt><dd>\(HTMLText.escaped($0.text))</dd>" }.joined()
    return "<details><summary>About this rule</summary><dl>\(parts)</dl></details>"
  }

  /// The first of its traces that the report holds.
  private func drawnTrace(_ finding: Finding) -> String? {
    finding.exemplars.first { examples[$0] != nil }
  }

  private func example(_ finding: Finding, about names: Set<String>) -> String {
    guard let trace = drawnTrace(finding), let example = examples[trace] else { return "" }
    let waterfall = Waterfall(example, about: names)
    return """
      <details class="print"><summary>An example, trace \(HTMLText.name(trace))</summary>
      <div class="scroll" tabindex="0" role="group" aria-label="Waterfall of trace \(HTMLText.name(trace))">\
      \(waterfall.render())</div>
      <p class="dim">Filled: the request waits. Outlined: it does not. ✗ failed.\
      \(waterfall.marksSome ? " Bold: what the finding is about." : "")</p></details>
      """
  }
}
