internal import CallClassification

extension HTMLPage {
  /// Nodes that are listed with what waits for them when they hang.
  private static let hangingLimit = 12

  /// What requests stand waiting for, what hangs with a node that hangs, what is given up and what is tried again.
  func time() -> HTMLSection? {
    let body = entries() + hanging() + deadlines() + retries()
    if body.isEmpty { return nil }
    return HTMLSection(
      id: "time", title: "Time", remark: "what requests stand waiting for, and what is given up or tried again",
      body: body)
  }

  private func entries() -> String {
    if report.entries.isEmpty { return "" }
    let rows = report.entries.map { entry in
      let kind = entry.kind == .request ? "" : " <span class=\"tag\">\(entry.kind.rawValue)</span>"
      let blocked = (entry.blocked ?? []).map { "\(link($0.node)) <b>\(Numbers.percent($0.share))</b>" }
      return """
        <tr class="row"\(about([entry.service] + (entry.blocked ?? []).map(\.node)))>
        <th scope="row">\(link(entry.service)) \(HTMLText.code(entry.operation))\(kind)</th>
        <td class="number" data-v="\(entry.requests)">\(Numbers.count(entry.requests))</td>
        <td class="number" data-v="\(entry.errors)">\(Numbers.count(entry.errors))</td>
        <td class="number" data-v="\(entry.depth)">\(Numbers.count(entry.depth))</td>
        \(duration(entry.latency.p50))\(duration(entry.latency.p95))
        <td data-v="\(value(entry.blocked?.first?.share ?? 0))">\(folded(blocked, "node", "nodes"))</td>
        <td data-v="\(entry.dominators?.first?.protects ?? 0)">\(folded(onlyThrough(entry), "node", "nodes"))</td>
        <td data-v="\(value(entry.availability?.ceiling ?? 2))">\(available(entry.availability))</td>
        </tr>
        """
    }
    return """
      <h3>Entries</h3>
      <p class="dim">Shares of the requests' time, overlapping calls once; a node behind another counts for both. Reaches only \
      through: what a firebreak before that node keeps out along with it. At best \
      available: as often as all that the entry cannot do without is up.</p>
      \(table(.entries, rows: rows))
      """
  }

  /// Nodes that stand on every way to others, with the number of these.
  private func onlyThrough(_ entry: EntryReport) -> [String] {
    (entry.dominators ?? []).map { "\(link($0.node)) <b>\(Numbers.count($0.protects, "node"))</b>" }
  }

  private func duration(_ seconds: Double) -> String {
    "<td class=\"number\" data-v=\"\(value(seconds))\">\(Numbers.duration(seconds))</td>"
  }

  private func available(_ availability: AvailabilityReport?) -> String {
    guard let availability else { return "" }
    let needs = Numbers.count(availability.dependencies.count, "node")
    return """
      \(Numbers.percent(availability.ceiling)) <details><summary>\(needs) at \(Numbers.percent(availability.each)) each\
      </summary>\(availability.dependencies.prefix(200).map(link).joined(separator: ", "))</details>
      """
  }

  private func hanging() -> String {
    let nodes = report.nodes.filter { ($0.waitingPerSecond ?? 0) > 0 }.sorted {
      ($1.waitingPerSecond ?? 0, $0.name) < ($0.waitingPerSecond ?? 0, $1.name)
    }
    if nodes.isEmpty { return "" }
    let rows = nodes.map { node in
      let rate = node.waitingPerSecond ?? 0
      return """
        <tr class="row"\(about([node.name]))><th scope="row">\(link(node.name))</th>\
        <td class="number" data-v="\(value(rate))">\(Numbers.significant(rate))</td>\(duration(100 / rate))</tr>
        """
    }
    return """
      <h3>If a node hangs instead of failing</h3>
      <p class="dim">Requests pile up that wait for it, at the traffic of these traces. A pool of 100 connections or \
      threads is used up when 100 wait; <code>firebreak simulate --slow</code> reckons with your own pools and limits.</p>
      \(table(.hanging, rows: rows, limit: Self.hangingLimit))
      """
  }

  private func deadlines() -> String {
    let rows = report.edges.compactMap { edge -> String? in
      guard let deadline = edge.deadline, deadline.calls > 0 else { return nil }
      return """
        <tr class="row"\(about([edge.caller, edge.callee]))><th scope="row">\(link(edge))</th>\
        <td class="number" data-v="\(deadline.calls)">\(Numbers.count(deadline.calls))</td>\
        \(duration(deadline.seconds))\
        <td class="number" data-v="\(deadline.workedOn)">\(Numbers.count(deadline.workedOn))</td>\
        \(duration(deadline.calleeP99))</tr>
        """
    }
    if rows.isEmpty { return "" }
    return """
      <h3>Given up</h3>
      <p class="dim">The caller stopped waiting; what the callee then still does helps nobody.</p>
      \(table(.deadlines, rows: rows))
      """
  }

  private func retries() -> String {
    let rows = report.edges.compactMap { edge -> String? in
      guard let retries = edge.retries, retries.retried > 0 else { return nil }
      let most = retries.attempts.most == 255 ? "255 or more" : Numbers.count(retries.attempts.most)
      return """
        <tr class="row"\(about([edge.caller, edge.callee]))><th scope="row">\(link(edge))</th>\
        <td class="number" data-v="\(retries.logicalCalls)">\(Numbers.count(retries.logicalCalls))</td>\
        <td class="number" data-v="\(retries.retried)">\(Numbers.count(retries.retried))</td>\
        <td class="number" data-v="\(retries.attempts.p50)">\(Numbers.count(retries.attempts.p50))</td>\
        <td class="number" data-v="\(retries.attempts.most)">\(most)</td></tr>
        """
    }
    if rows.isEmpty { return "" }
    return """
      <h3>Tried again</h3>
      <p class="dim">Attempts multiply along a chain: three at each of three edges are 27 at the last node.</p>
      \(table(.retries, rows: rows))
      """
  }
}
