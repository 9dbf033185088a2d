internal import CallClassification

extension HTMLPage {
  /// The top of the page: the outcome, what could take down what, and the numbers that weigh.
  func answer(_ headline: Headline) -> String {
    let (mood, sign) =
      switch headline.mood {
      case .good: ("good", "✓")
      case .bad: ("bad", "✗")
      case .unsure: ("unsure", "?")
      case .neutral: ("neutral", "→")
      }
    let caution = headline.caution.map { "<p class=\"caution\">\(HTMLText.prose($0))</p>" } ?? ""
    return """
      <header class="answer \(mood)">
      <h1><span class="sign" aria-hidden="true">\(sign)</span> \(HTMLText.escaped(headline.title)) \
      <small>\(HTMLText.escaped(headline.counts))</small></h1>
      <p class="lead">\(HTMLText.prose(headline.answer))</p>
      \(caution)\(reasons())
      \(tiles())
      </header>
      """
  }

  private func reasons() -> String {
    guard let gate = report.gate, !gate.reasons.isEmpty else { return "" }
    let (shown, more) = gate.reasons(most: 8)
    let rows = shown.map { reason in
      let link = reason.finding.map { " <a href=\"#finding-\(HTMLText.name($0))\">finding</a>" } ?? ""
      let policy = reason.policy.map { " <span class=\"dim\">\(HTMLText.code($0))</span>" } ?? ""
      let advice = reason.advice.isEmpty ? "" : " <span class=\"dim\">\(HTMLText.sentence(reason.advice))</span>"
      let command = reason.command.map { " <code>\(HTMLText.escaped(SafeText.command($0)))</code>" } ?? ""
      return """
        <li class="\(reason.severity.rawValue)"><span class="tag">\(reason.severity.rawValue)</span> \
        \(HTMLText.sentence(reason.message))\(advice)\(command)\(policy)\(link)</li>
        """
    }
    let rest = more > 0 ? "<li>… and \(Numbers.count(more)) more: see the JSON form.</li>" : ""
    return "<ul class=\"reasons\">\n\(rows.joined(separator: "\n"))\n\(rest)</ul>"
  }

  private func tiles() -> String {
    var tiles: [(String, String)] = []
    if let widest = SpreadRanking(report).items.first {
      tiles.append((Numbers.percent(widest.share), "widest blast radius: \(HTMLText.code(widest.node.name))"))
    }
    if let depth = report.entries.map(\.depth).max(), depth > 0 {
      tiles.append((Numbers.count(depth), "services deep: the longest chain that waits"))
    }
    if !report.edges.isEmpty {
      let waiting = report.edges.count { $0.verdict == .synchronous }
      let stopping = report.edges.count { $0.verdict == .asynchronous }
      let open = report.edges.count - waiting - stopping
      var words = "edges wait, \(Numbers.count(stopping)) hand over"
      if open > 0 { words += ", \(Numbers.count(open)) mixed or unknown" }
      tiles.append(("\(Numbers.count(waiting))", words))
    }
    tiles.append((Numbers.count(report.evidence.traces), report.evidence.traces == 1 ? "trace read" : "traces read"))
    return "<dl class=\"tiles\">"
      + tiles.map { "<div><dt>\($0.1)</dt><dd>\(HTMLText.escaped($0.0))</dd></div>" }.joined() + "</dl>"
  }

  /// What became worse or better against the baseline.
  func change() -> HTMLSection? {
    let open = report.findings.filter { $0.waiver == nil }
    let worse = open.filter { $0.baselineState == .new || $0.baselineState == .worse }
    let better = open.filter { $0.baselineState == .better }
    let gone = (report.gate?.absent ?? []).filter { $0.state == .gone }
    let silent = (report.gate?.absent ?? []).filter { $0.state != .gone }
    let waivers = report.gate?.unmatchedWaivers ?? []
    let lists = [
      list("New or worse", worse.map(change)), list("Better", better.map(change) + gone.map { absent($0, "gone") }),
      list("Without traffic in this run, so nothing is said", silent.map { absent($0, "not exercised") }),
      list(
        "Waivers that cover nothing",
        waivers.map {
          let meaning = $0.exercised ? "fixed: the waiver can go" : "no traffic there in this run"
          return
            "\(HTMLText.code($0.rule)) of \(HTMLText.code($0.subject)), until \(HTMLText.name($0.expires)): \(meaning)"
        }),
    ].joined()
    if lists.isEmpty { return nil }
    return HTMLSection(id: "change", title: "Against the baseline", body: "<div class=\"columns\">\(lists)</div>")
  }

  private func list(_ title: String, _ rows: [String]) -> String {
    if rows.isEmpty { return "" }
    let items = rows.prefix(HTMLReporter.rowLimit).map { "<li>\($0)</li>" }
    let more = items.dropFirst(6).joined(separator: "\n")
    let folded = "<details><summary>\(Numbers.count(rows.count - 6)) more</summary><ul>\(more)</ul></details>"
    return """
      <div><h3>\(title) (\(Numbers.count(rows.count)))</h3><ul>\(items.prefix(6).joined(separator: "\n"))</ul>\
      \(more.isEmpty ? "" : folded)</div>

      """
  }

  private func change(_ finding: Finding) -> String {
    let state = BaselineWords.state(finding).map { "<span class=\"tag\">\(HTMLText.escaped($0))</span> " } ?? ""
    let title = RuleDescription.named(finding.rule)?.title ?? SafeText.name(finding.rule)
    return """
      \(state)<a href="#finding-\(HTMLText.name(finding.id))">\(HTMLText.escaped(title)): \(HTMLText.code(finding.subject))</a>
      """
  }

  private func absent(_ finding: AbsentFinding, _ word: String) -> String {
    "<span class=\"tag\">\(word)</span> \(HTMLText.code(finding.rule)) of \(HTMLText.code(finding.subject))"
  }
}
