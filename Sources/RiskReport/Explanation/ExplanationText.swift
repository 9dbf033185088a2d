internal import CallClassification
internal import FailureSpread

/// Writes explanations for a terminal.
public struct ExplanationText {
  let options: RenderingOptions

  public init(options: RenderingOptions) {
    self.options = options
  }

  public func render(_ explanations: [Explanation]) -> String {
    explanations.map(render).joined(separator: "\n")
  }

  private func render(_ explanation: Explanation) -> String {
    switch explanation {
    case .edge(let edge, let examples): return render(edge, examples)
    case .finding(let finding, let edges, let chains): return render(finding, edges, chains)
    case .node(let node, let chains): return render(node, chains)
    case .chain(let chain): return render(chain)
    case .entry(let entry, let nodes, let chains): return render(entry, nodes, chains)
    case .domain(let domain): return render(domain)
    case .rule(let rule): return rule.text(width: options.width)
    }
  }

  // MARK: - Edges

  private func render(_ edge: EdgeReport, _ examples: [CallExample]) -> String {
    var page = TextPage(options)
    let via = edge.via.map { " via \(page.name($0))" } ?? ""
    page.line([Run("\(page.name(edge.caller))..\(page.name(edge.callee))\(via)", .bold), Run("  [\(edge.id)]", .dim)])
    page.paragraph([Run(EdgeWords(ascii: page.glyphs.ascii).clauses(edge).joined(separator: ", "))], indent: 2)
    if let declared = edge.declared {
      page.paragraph(
        [
          Run(
            "The policy declares it \(declared.verdict.rawValue) (\(page.sentence(declared.reason))); "
              + "the calls show \(declared.observed.rawValue).", .yellow)
        ], indent: 2)
    }
    page.title("Calls")
    let states = edge.states
    page.paragraph(
      [
        Run(
          "\(Numbers.count(states.waits)) waited, \(Numbers.count(states.doesNotWait)) did not, "
            + "\(Numbers.count(states.undecided)) leave it open.")
      ], indent: 2)
    page.title("Evidence", "what contradicts the verdict first")
    for item in edge.evidence {
      page.paragraph(
        [
          Run((item.contradicts ? "! " : "  ") + item.code, item.contradicts ? .boldYellow : .bold),
          Run("\(Numbers.count(item.observations))×", .dim), Run(page.sentence(item.statement)),
        ], indent: 2, hanging: 4)
    }
    page.title("What would change it")
    page.paragraph([Run(VerdictAdvice.whatWouldChange(edge))], indent: 2)
    if !examples.isEmpty {
      page.title("Examples", "each bar from the request's start; ~ marks a bar by another clock")
      for example in examples { ExampleDrawing.draw(example, on: &page) }
    } else if let trace = edge.exemplars.first {
      page.title("Examples")
      page.paragraph([Run("Traces: " + edge.exemplars.joined(separator: ", "))], indent: 2)
      page.paragraph(
        [
          Run(
            "The two sides lie in different traces, or only a summary was given, so \(trace) cannot be drawn here.",
            .dim)
        ],
        indent: 2)
    }
    return page.text
  }

  // MARK: - Findings, nodes, chains

  private func render(_ finding: Finding, _ edges: [EdgeReport], _ chains: [ChainReport]) -> String {
    var page = TextPage(options)
    page.line([Run("\(finding.severity.rawValue) \(finding.rule)", .bold), Run("  [\(finding.id)]", .dim)])
    page.paragraph([Run(page.name(finding.subject, to: options.width))], indent: 2)
    page.paragraph([Run(page.sentence(finding.statement))], indent: 2)
    if let rule = RuleDescription.named(finding.rule) {
      page.title("Why it matters")
      page.paragraph([Run(rule.why)], indent: 2)
      page.title("What we looked at")
      page.paragraph([Run(rule.evidence)], indent: 2)
      page.title("False positives")
      page.paragraph([Run(rule.exceptions)], indent: 2)
    }
    page.title("What to do")
    page.paragraph([Run(page.sentence(finding.advice))], indent: 2)
    if !edges.isEmpty {
      page.title("Edges")
      for edge in edges {
        page.paragraph(
          [
            Run("\(page.name(edge.caller))..\(page.name(edge.callee))", .bold),
            Run(EdgeWords(ascii: page.glyphs.ascii).clauses(edge).joined(separator: ", ")),
          ], indent: 2, hanging: 4)
      }
    }
    for chain in chains { draw(chain, on: &page) }
    exemplars(finding.exemplars, on: &page)
    return page.text
  }

  private func render(_ node: NodeReport, _ chains: [ChainReport]) -> String {
    var page = TextPage(options)
    page.line([Run(page.name(node.name), .bold), Run("  \(node.kind.rawValue)", .dim)])
    write(node.blastRadius, own: node.name, on: &page)
    for chain in chains.prefix(5) { draw(chain, on: &page) }
    return page.text
  }

  private func render(_ domain: DomainReport) -> String {
    var page = TextPage(options)
    page.line([Run(page.name(domain.name), .bold), Run("  \(domain.kind.words)", .dim)])
    page.paragraph(
      [Run("These fail together: \(domain.members.map { page.name($0) }.joined(separator: ", ")).")], indent: 2)
    write(domain.blastRadius, on: &page)
    return page.text
  }

  /// - Parameter own: the node, if requests may enter by it.
  private func write(_ radius: BlastRadiusReport, own: String? = nil, on page: inout TextPage) {
    page.paragraph(
      [
        Run(
          "\(Numbers.percent(radius.structural)) of all requests wait for it. "
            + "\(Numbers.percent(radius.expected)) are expected to fail with it "
            + "(\(Numbers.interval(radius.low, radius.high, ascii: page.glyphs.ascii))), "
            + (radius.observations == 0
              ? "by assumption: no failure was observed on its paths."
              : "from \(Numbers.count(radius.observations, "observed failure")) on its paths."))
      ], indent: 2)
    let elsewhere = radius.entries.filter { $0.service != own }
    if elsewhere.count < radius.entries.count, let own {
      page.paragraph(
        [
          Run(
            "Of \(Numbers.count(radius.entries.sum(of: \.requests), "request")) seen to wait for it, "
              + "\(Numbers.count(elsewhere.sum(of: \.requests))) enter elsewhere, the others by \(page.name(own)) itself.")
        ], indent: 2)
    }
    page.title("By entry")
    for entry in radius.entries {
      page.paragraph(
        [
          Run("\(page.name(entry.service)) \(page.name(entry.operation))", .bold),
          Run(
            "\(Numbers.percent(entry.structural)) wait (\(Numbers.count(entry.requests, "request"))), "
              + "\(Numbers.percent(entry.expected)) expected to fail; traces \(entry.exemplars.joined(separator: ", "))"
          ),
        ], indent: 2, hanging: 4)
    }
  }

  private func render(_ chain: ChainReport) -> String {
    var page = TextPage(options)
    page.line([Run("chain", .bold), Run("  [\(chain.id)]", .dim)])
    draw(chain, on: &page)
    page.title("Risk", "the sum of its parts: requests that a failure there would fail, as a share of all")
    for part in chain.riskParts {
      page.line([Run("  \(Numbers.score(part.value))  \(page.name(part.name))")])
    }
    page.line([Run("  \(Numbers.score(chain.risk))  in all", .bold)])
    exemplars(chain.exemplars, on: &page)
    return page.text
  }

  func draw(_ chain: ChainReport, on page: inout TextPage) {
    page.title("Chain", "\(Numbers.percent(chain.share)) of the entry's requests, \(Numbers.count(chain.traces))")
    for (index, hop) in chain.hops.enumerated() {
      let arrow = page.glyphs.ascii ? "-> " : "└▶ "
      var runs = [Run(String(repeating: "  ", count: min(index, 12)) + (index == 0 ? "  " : arrow))]
      runs.append(Run(page.name(hop.name), .bold))
      runs.append(Run(" " + page.name(hop.operation), .dim))
      if let seconds = hop.seconds { runs.append(Run("  " + Numbers.duration(seconds, ascii: page.glyphs.ascii))) }
      if let share = hop.propagation { runs.append(Run("  fails its caller: \(Numbers.percent(share))", .dim)) }
      page.line(runs)
    }
    page.paragraph([Run("stops: \(page.sentence(chain.stopReason))", .dim)], indent: 4)
  }

  private func exemplars(_ traces: [String], on page: inout TextPage) {
    guard !traces.isEmpty else { return }
    page.title("Traces")
    for trace in traces { page.line([Run("  " + page.name(trace))]) }
  }
}
