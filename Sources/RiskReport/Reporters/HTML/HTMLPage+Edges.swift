internal import CallClassification

extension HTMLPage {
  /// Who waits for whom, with what each verdict rests on.
  func edges() -> HTMLSection? {
    guard !report.edges.isEmpty else { return nil }
    let rows = report.edges.enumerated().map { place, edge in
      row(edge, anchor: edgeAnchors[edge.id] == "call-\(place)" ? "call-\(place)" : nil)
    }
    return HTMLSection(
      id: "edges", title: "Edges", remark: "who waits for whom; shares with their 95 % interval",
      body: table(.edges, rows: rows))
  }

  private func row(_ edge: EdgeReport, anchor: String?) -> String {
    let words = EdgeWords()
    let via = edge.via.map { " <span class=\"dim\">via</span> \(link($0))" } ?? ""
    let declared =
      edge.declared.map {
        """
        <p class="dim">Declared \($0.verdict.rawValue): \(HTMLText.sentence($0.reason)). Observed \($0.observed.rawValue).</p>
        """
      } ?? ""
    let waiting = edge.waiting == .unknown ? "" : ", \(edge.waiting.rawValue)"
    let undecided = edge.states.undecided > 0 ? ", \(Numbers.count(edge.states.undecided)) undecided" : ""
    return """
      <tr class="row"\(anchor.map { " id=\"\($0)\"" } ?? "")\(about([edge.caller, edge.callee] + (edge.via.map { [$0] } ?? [])))>
      <th scope="row">\(link(edge.caller))</th>
      <td>\(link(edge.callee))\(via)</td>
      <td><span class="verdict \(edge.verdict.rawValue)">\(edge.verdict.rawValue)</span>\(waiting)\(undecided)\
      \(declared)\(details(edge, words))</td>
      <td data-v="\(value(edge.share.value))">\(bar(edge.share.value, low: edge.share.low, high: edge.share.high, kind: "share"))
      \(Numbers.percent(edge.share.value)) <span class="dim nowrap">(\(Numbers.interval(edge.share.low, edge.share.high)))</span></td>
      <td class="number" data-v="\(edge.calls)">\(Numbers.count(edge.calls))</td>
      <td class="number" data-v="\(edge.errors)">\(Numbers.count(edge.errors))</td>
      <td data-v="\(value(edge.propagation.calleeErrors == 0 ? -1 : edge.propagation.probability))">\(words.propagation(edge))</td>
      <td class="number" data-v="\(value(edge.latency.p50))">\(Numbers.duration(edge.latency.p50))</td>
      <td class="number" data-v="\(value(edge.latency.p95))">\(Numbers.duration(edge.latency.p95))</td>
      </tr>
      """
  }

  private func details(_ edge: EdgeReport, _ words: EdgeWords) -> String {
    let evidence = edge.evidence.map { item in
      """
      <li>\(item.contradicts ? "<span class=\"tag warning\">against</span> " : "")\(HTMLText.name(item.code)): \
      \(HTMLText.sentence(item.statement)) <span class="dim">(\(Numbers.count(item.observations, "observation")))</span></li>
      """
    }.joined()
    let pairs = edge.operations.prefix(50).map { pair in
      """
      <li>\(HTMLText.code(pair.callerOperation)) → \(HTMLText.code(pair.calleeOperation)): \
      \(HTMLText.escaped(words.verdict(pair))), p95 \(Numbers.duration(pair.latency.p95))</li>
      """
    }.joined()
    let more = edge.operations.count > 50 ? "<li>… and \(Numbers.count(edge.operations.count - 50)) more</li>" : ""
    return """
      <details><summary>why</summary><p>By \(edge.mechanism.rawValue). Evidence:</p><ul>\(evidence)</ul>\
      <p>By operations:</p><ul>\(pairs)\(more)</ul>\(exemplars(edge.exemplars))</details>
      """
  }
}
