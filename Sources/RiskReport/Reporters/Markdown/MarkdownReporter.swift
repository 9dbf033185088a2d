internal import CallClassification
internal import FailureSpread

/// The report for a pull request or a job summary: the verdict, what the change made worse, the risky part as a picture,
/// everything else folded.
struct MarkdownReporter {
  private typealias Text = MarkdownText

  func render(_ report: Report) -> String {
    var page = MarkdownPage()
    verdict(report, on: &page)
    change(report, on: &page)
    picture(report, on: &page)
    chains(report, on: &page)
    spread(report, on: &page)
    entries(report, on: &page)
    unproven(report, on: &page)
    findings(report, on: &page)
    edges(report, on: &page)
    quality(report, on: &page)
    page.add("<sub>\(Text.escaped("firebreak \(report.tool.version)"))</sub>")
    return page.text
  }

  private func verdict(_ report: Report, on page: inout MarkdownPage) {
    let headline = Headline(report)
    let mark =
      switch headline.mood {
      case .good: "✅"
      case .bad: "❌"
      case .unsure: "⚠️"
      case .neutral: "🔥"
      }
    page.add("## \(mark) \(headline.title): \(headline.counts)")
    page.add("**\(Text.prose(headline.answer))**")
    if let caution = headline.caution { page.add("⚠️ \(Text.prose(caution))") }
    guard let gate = report.gate else { return }
    let (shown, left) = gate.reasons(most: 10)
    var reasons = shown.map { reason in
      var row = "- \(Self.mark(reason.severity)) \(Text.escaped(reason.message))"
      if !reason.advice.isEmpty { row += " → \(Text.escaped(reason.advice))" }
      if let command = reason.command { row += " \(Text.command(command))" }
      if let policy = reason.policy { row += " (\(Text.code(policy)))" }
      return row
    }
    if left > 0 { reasons.append("- … and \(Numbers.count(left)) more") }
    page.list(rows: reasons, most: reasons.count)
  }

  private func change(_ report: Report, on page: inout MarkdownPage) {
    let open = report.findings.filter { $0.waiver == nil }
    let worse = open.filter { $0.baselineState == .new || $0.baselineState == .worse }
    let better = open.filter { $0.baselineState == .better }
    if !worse.isEmpty {
      page.add("### What this change makes worse")
      let witnesses = FindingWitnesses(report)
      page.list(rows: worse.map { Self.item($0, witnesses) }, most: 10)
    }
    let absent = report.gate?.absent ?? []
    let gone = absent.filter { $0.state == .gone }.map {
      "- ✅ **gone**: \(Text.code($0.rule)) of \(Text.code($0.subject))"
    }
    if !better.isEmpty || !gone.isEmpty {
      page.add("### What it makes better")
      page.list(rows: better.map(Self.item) + gone, most: 10)
    }
    let silent = absent.filter { $0.state != .gone }.map {
      "- \(Text.code($0.rule)) of \(Text.code($0.subject))"
    }
    page.fold("Without traffic in this run: \(Numbers.count(silent.count, "finding")) of the baseline", rows: silent)
    let waivers = (report.gate?.unmatchedWaivers ?? []).map {
      let meaning = $0.exercised ? "fixed: the waiver can go" : "no traffic there in this run"
      return "- \(Text.code($0.rule)) of \(Text.code($0.subject)), until \(Text.code($0.expires)): \(meaning)"
    }
    page.fold("Waivers that cover nothing (\(Numbers.count(waivers.count)))", rows: waivers)
  }

  private func picture(_ report: Report, on page: inout MarkdownPage) {
    let part = RiskyPart(report)
    guard !part.report.edges.isEmpty else { return }
    let mermaid = MermaidReporter()
    let picture = mermaid.picture(part.report, nodeLimit: 40, characterLimit: 20_000)
    page.add("### Where failure spreads")
    guard page.add("```mermaid\n\(mermaid.render(picture))```") else { return }
    let nodes = part.leftOutNodes + picture.collapsed.count
    var legend = "Thick: the caller waits, a failure crosses. Dotted: handed over, a failure stops."
    if nodes > 0 || part.leftOutEdges > 0 {
      legend += """
         Only the risky part is drawn: \(Numbers.count(nodes, "node")) and \
        \(Numbers.count(max(0, report.edges.count - picture.edges.count), "edge")) with less risk are left out.
        """
    }
    page.add("<sub>\(legend)</sub>")
  }

  private func chains(_ report: Report, on page: inout MarkdownPage) {
    let words = ChainWords()
    let rows = report.chains.enumerated().map { place, chain in
      let hops = chain.hops.map { Text.code($0.name) }.joined(separator: " → ")
      let stop = chain.stopsAt == .leaf ? "" : " ▌ \(Text.escaped(words.stop(chain)))"
      return "\(place + 1). \(hops)\(stop)<br>\(Text.prose(words.weight(chain)))"
    }
    page.fold("Chains along which one failure could spread (\(Numbers.count(rows.count)))", rows: rows, most: 50)
  }

  private func spread(_ report: Report, on page: inout MarkdownPage) {
    let rows = SpreadRanking(report).items.map { item in
      let radius = item.node.blastRadius
      let expected =
        radius.observations == 0
        ? "no failure observed"
        : "\(Numbers.percent(radius.expected)) (\(Numbers.interval(radius.low, radius.high)))"
      let elsewhere =
        item.elsewhere < item.share ? " (\(Numbers.percent(item.elsewhere)) enter elsewhere)" : ""
      let entries = item.entries.prefix(5).map { Text.code("\($0.service) \($0.operation)") }
      let more = item.entries.count > 5 ? " and \(Numbers.count(item.entries.count - 5)) more" : ""
      return """
        | \(Text.code(item.node.name)) | \(item.node.kind.rawValue) | \(Numbers.percent(item.share))\(elsewhere) | \(expected) \
        | \(entries.joined(separator: ", "))\(more) |
        """
    }
    let head = ["| node | kind | could fail | expected to fail | entries |", "|---|---|--:|--:|---|"]
    page.fold("Blast radius: share of all requests (\(Numbers.count(rows.count, "node")))", head: head, rows: rows)
  }

  private func findings(_ report: Report, on page: inout MarkdownPage) {
    let title = "Findings: \(Headline.findingCounts(report.findings))"
    // With a baseline, what failed stands above with its chains.
    let isShown = report.findings.contains { $0.baselineState == .new || $0.baselineState == .worse }
    let witnesses = FindingWitnesses(report)
    page.fold(title, rows: report.findings.map { isShown ? Self.item($0) : Self.item($0, witnesses) }, most: 100)
  }

  private func edges(_ report: Report, on page: inout MarkdownPage) {
    let words = EdgeWords()
    let rows = report.edges.map { edge in
      let via = edge.via.map { " via \(Text.code($0))" } ?? ""
      return """
        | \(Text.code(edge.caller)) → \(Text.code(edge.callee))\(via) | \(words.verdict(edge)) \
        | \(Numbers.count(edge.errors)) | \(words.propagation(edge)) | \(Numbers.duration(edge.latency.p95)) |
        """
    }
    let head = ["| edge | verdict | errors | spread observed | p95 |", "|---|---|--:|---|--:|"]
    page.fold("Edges: who waits for whom (\(Numbers.count(rows.count)))", head: head, rows: rows, most: 300)
  }

  private func quality(_ report: Report, on page: inout MarkdownPage) {
    let words = QualityWords(report.evidence)
    var rows = ["- \(Text.escaped(words.amount))"]
    rows += words.losses.map { "- ⚠️ \(Text.escaped($0))" }
    rows += report.evidence.diagnostics.map { diagnostic in
      let place = diagnostic.examples.first.map { ", first at \(Text.code($0))" } ?? ""
      let advice = diagnostic.advice.isEmpty ? "" : " → \(Text.escaped(diagnostic.advice))"
      return """
        - \(Text.code(diagnostic.id)), \(Numbers.count(diagnostic.count)) times: \
        \(Text.escaped(diagnostic.message))\(place)\(advice)
        """
    }
    let state = words.losses.isEmpty ? "nothing lost" : "with losses"
    page.fold("Data: \(Numbers.count(report.evidence.traces, "trace")), \(state)", rows: rows)
  }

  /// A finding as an item of a list, with its chains and traces below it where it must be looked at first.
  private static func item(_ finding: Finding, _ witnesses: FindingWitnesses) -> String {
    guard let shown = witnesses.urgent(finding) else { return item(finding) }
    return item(finding) + shown.lines.map { "\n  - \(Text.escaped($0))" }.joined()
  }

  /// A finding as an item of a list.
  static func item(_ finding: Finding) -> String {
    let state = BaselineWords.state(finding).map { " (\(Text.escaped($0)))" } ?? ""
    var row = """
      - \(mark(finding.severity)) **\(finding.severity.rawValue)** \(Text.code(finding.rule)) of \
      \(Text.code(finding.subject))\(state): \(Text.escaped(finding.statement))
      """
    if let waiver = finding.waiver {
      row +=
        " *Waived until \(Text.code(waiver.expires)) by \(Text.code(waiver.owner)): \(Text.escaped(waiver.reason))*"
    } else if !finding.advice.isEmpty {
      row += " → \(Text.escaped(finding.advice))"
    }
    return row
  }

  static func mark(_ severity: Severity) -> String {
    switch severity {
    case .error: "❌"
    case .warning: "⚠️"
    case .note: "ℹ️"
    }
  }
}
