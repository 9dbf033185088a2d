internal import CallClassification
internal import FailureSpread

extension HTMLPage {
  /// Chains drawn as chains.
  func chains() -> HTMLSection? {
    guard !report.chains.isEmpty else { return nil }
    let words = ChainWords()
    let rows = report.chains.prefix(Self.chainLimit).enumerated().map { place, chain in
      let hops = chain.hops.enumerated().map { step, hop in
        self.hop(hop, after: step > 0 ? chain.hops[step - 1] : nil)
      }.joined()
      let trace =
        chain.exemplars.first.map { " <span class=\"traces\">Example trace: \(HTMLText.code($0))</span>" } ?? ""
      return """
        <li class="row" id="chain-\(HTMLText.name(chain.id))"\(about(chain.hops.map(\.name)))>
        <ol class="chain" aria-label="Chain \(place + 1)">\(hops)\(stop(chain, words))</ol>
        <p class="dim">Chain \(place + 1): \(HTMLText.prose(words.weight(chain))).\(trace)</p></li>
        """
    }
    let more = report.chains.count - rows.count
    let rest = more > 0 ? "<p>… and \(Numbers.count(more)) more: see the JSON form.</p>" : ""
    let first = rows.prefix(8).joined(separator: "\n")
    let others = rows.dropFirst(8).joined(separator: "\n")
    let folded = """
      <details><summary>\(Numbers.count(rows.count - 8, "more chain"))</summary><ol class="plain">
      \(others)
      </ol></details>
      """
    return HTMLSection(
      id: "chains", title: "Chains",
      remark: """
        one failure at the right can fail all to its left; worst first; above an arrow how long the caller waits, below \
        it how many failures cross (assumed where none was seen)
        """,
      body: "<ol class=\"plain\">\n\(first)\n</ol>\(others.isEmpty ? "" : folded)\(rest)")
  }

  private func hop(_ hop: ChainHopReport, after caller: ChainHopReport?) -> String {
    var arrow = ""
    if let caller {
      let verdict = hop.verdict ?? .synchronous
      var over: [String] = []
      if let seconds = hop.seconds { over.append("waits \(Numbers.duration(seconds))") }
      if hop.waiting == .nonblocking { over.append("nonblocking") }
      let edges = edges(between: "\(caller.name)..\(hop.name)")
      let assumed = !edges.isEmpty && edges.allSatisfy { $0.propagation.calleeErrors == 0 }
      let under = hop.propagation.map { "\(Numbers.percent($0)) cross\(assumed ? " (assumed)" : "")" } ?? ""
      if verdict != .synchronous { over.insert(verdict.rawValue, at: 0) }
      arrow = """
        <span class="step \(verdict.rawValue)"><span>\(HTMLText.escaped(over.joined(separator: ", ")))</span>\
        <svg viewBox="0 0 60 10" width="60" height="10" aria-hidden="true"><g class="edge \(verdict.rawValue)">\
        <path d="M0 5H50" stroke-width="2"/><path class="tip" d="M50 1L59 5L50 9z"/></g></svg>\
        <span>\(HTMLText.escaped(under))</span></span>
        """
    }
    return """
      <li>\(arrow)<span class="hop \(hop.kind.rawValue)">\(link(hop.name))\
      <span class="dim">\(HTMLText.escaped(SafeText.inert(hop.operation, limit: 60)))</span></span></li>
      """
  }

  private func stop(_ chain: ChainReport, _ words: ChainWords) -> String {
    let text = HTMLText.escaped(words.stop(chain))
    if chain.stopsAt == .leaf { return "<li><span class=\"stop leaf\">\(text)</span></li>" }
    return "<li><span class=\"stop\"><span class=\"tag\">stops</span> \(text)</span></li>"
  }

  /// Synchronous cycles.
  func cycles() -> HTMLSection? {
    guard !report.cycles.isEmpty else { return nil }
    let rows = report.cycles.prefix(200).map { cycle in
      let ring = (cycle.services + cycle.services.prefix(1)).map(link).joined(separator: " → ")
      let requests = Numbers.count(cycle.traces, "request")
      let text = cycle.reentrant ? "\(requests) ran around it" : "only across different requests; none ran around it"
      return
        "<li class=\"row\"\(about(cycle.services))>\(ring) <span class=\"dim\">\(text)</span>\(exemplars(cycle.exemplars))</li>"
    }
    return HTMLSection(
      id: "cycles", title: "Cycles", remark: "waiting calls that return to where they began",
      body: "<ul class=\"plain\">\n\(rows.joined(separator: "\n"))\n</ul>")
  }
}
