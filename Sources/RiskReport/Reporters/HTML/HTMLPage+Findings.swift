extension HTMLPage {
  /// What the rules found: those that are open first.
  func findings() -> HTMLSection? {
    guard !report.findings.isEmpty else { return nil }
    let open = report.findings.filter { $0.waiver == nil }
    let body =
      byRule(open.filter { $0.severity != .note }) + folded("note", open.filter { $0.severity == .note })
      + folded("waived finding", report.findings.filter { $0.waiver != nil }) + rules()
      + drawings()
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
    body += evidence(finding, words) + drawn
    body += exemplars(finding.exemplars.filter { drawn.isEmpty || $0 != drawnTrace(finding) }, others: !drawn.isEmpty)
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

  private func evidence(_ finding: Finding, _ words: RuleDescription?) -> String {
    let edges = finding.edges.compactMap { edgeAnchors[$0] == nil ? nil : edge($0) }.prefix(4)
    let told = Set(edges.flatMap { [$0.caller, $0.callee] })
    let nodes = finding.nodes.filter { !told.contains($0) }.prefix(4)
    let chains = finding.chains.compactMap { id in
      chainPlaces[id].map { "<a href=\"#chain-\(HTMLText.name(id))\">chain \($0 + 1)</a>" }
    }.prefix(3)
    let rule = words.map { ["<a href=\"#rule-\(HTMLText.name($0.rule))\">the rule</a>"] } ?? []
    let links = edges.map(link) + nodes.map(link) + chains + firebreakLinks(finding) + rule
    return links.isEmpty ? "" : "<p>See \(links.joined(separator: ", ")).</p>"
  }

  /// The words of every rule that found something, once.
  private func rules() -> String {
    var told: Set<String> = []
    let rules = report.findings.compactMap { told.insert($0.rule).inserted ? RuleDescription.named($0.rule) : nil }
    if rules.isEmpty { return "" }
    let items = rules.map { words in
      let parts = words.parts.map { "<dt>\($0.heading)</dt><dd>\(HTMLText.escaped($0.text))</dd>" }.joined()
      return """
        <details id="rule-\(HTMLText.name(words.rule))"><summary>\(HTMLText.escaped(words.title))</summary>\
        <dl class="rule">\(parts)</dl></details>
        """
    }
    return "<h3>The rules</h3>\n\(items.joined(separator: "\n"))"
  }

  /// The first of its traces that the report holds.
  private func drawnTrace(_ finding: Finding) -> String? {
    finding.exemplars.first { waterfalls[$0] != nil }
  }

  private func example(_ finding: Finding, about names: Set<String>) -> String {
    guard let trace = drawnTrace(finding), let waterfall = waterfalls[trace] else { return "" }
    return """
      <details class="print"><summary>An example, trace \(HTMLText.name(trace))</summary>
      <div class="scroll" tabindex="0" role="group" aria-label="Waterfall of trace \(HTMLText.name(trace))">\
      \(waterfall.picture(about: names))</div>
      <p class="dim">Filled: the request waits. Outlined: it does not. ✗ failed.\
      \(waterfall.marksSome(names) ? " ▸ what the finding is about." : "")</p></details>
      """
  }

  /// The drawings that the findings refer to; they show nowhere by themselves.
  private func drawings() -> String {
    let used = Set(report.findings.compactMap(drawnTrace))
    if used.isEmpty { return "" }
    let drawn = used.sorted().compactMap { waterfalls[$0]?.definition() }.joined(separator: "\n")
    return "<svg class=\"waterfall\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>\(drawn)</defs></svg>"
  }
}
