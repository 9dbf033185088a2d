internal import CallClassification
internal import FailureSpread

extension TextPage {
  /// The chains, each drawn as one: what stands at the right fails all at its left.
  mutating func chains(_ report: Report, limit: Int?) {
    guard !report.chains.isEmpty else { return }
    title("Chains", "one failure at the right end can fail all to its left; worst first")
    let words = ChainWords(ascii: glyphs.ascii)
    let (shown, remark) = cut(report.chains.count, to: limit)
    for chain in report.chains.prefix(shown) {
      paragraph(drawing(chain, words), indent: 2, hanging: 4)
      paragraph([Run(prose(words.weight(chain)), .dim)], indent: 6)
    }
    self.remark(remark)
  }

  private func drawing(_ chain: ChainReport, _ words: ChainWords) -> [Run] {
    var runs: [Run] = []
    for (place, hop) in chain.hops.enumerated() {
      if place > 0 { runs.append(Run(arrow(hop.verdict), .red)) }
      runs.append(Run(name(hop.name, to: 30), .bold))
    }
    let stop = chain.stopsAt == .leaf ? "" : "\(glyphs.stop) \(words.stop(chain))"
    if !stop.isEmpty { runs.append(Run(stop, .green)) }
    return runs
  }

  func arrow(_ verdict: Verdict?) -> String {
    switch verdict {
    case .synchronous, nil: glyphs.synchronous
    case .asynchronous: glyphs.asynchronous
    case .mixed: glyphs.mixed
    case .unknown: glyphs.unknown
    }
  }

  /// The synchronous cycles, drawn as rings cut open.
  mutating func cycles(_ report: Report, limit: Int?) {
    guard !report.cycles.isEmpty else { return }
    title("Cycles", "paths of waiting calls that return to where they began")
    let (shown, remark) = cut(report.cycles.count, to: limit)
    for cycle in report.cycles.prefix(shown) {
      var runs: [Run] = []
      for service in cycle.services + cycle.services.prefix(1) {
        if !runs.isEmpty { runs.append(Run(glyphs.synchronous, .red)) }
        runs.append(Run(name(service, to: 30), .bold))
      }
      paragraph(runs, indent: 2, hanging: 4)
      let requests = Numbers.count(cycle.traces, "request")
      let text = cycle.reentrant ? "\(requests) ran around it" : "only across different requests; none ran around it"
      paragraph([Run(text, .dim)], indent: 6)
    }
    self.remark(remark)
  }
}
