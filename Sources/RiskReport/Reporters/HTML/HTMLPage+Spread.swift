internal import CallClassification

extension HTMLPage {
  /// Every node with what fails when it does, then what fails together.
  func spread() -> HTMLSection? {
    guard !report.nodes.isEmpty else { return nil }
    var position: [String: Int] = [:]
    for (place, node) in picture.nodes.enumerated() { position[node.name] = place }
    let entries = Set(report.entries.map(\.service))
    let shares = shares()
    let ranked = report.nodes.indices.sorted {
      let (left, right) = (report.nodes[$0], report.nodes[$1])
      let (leftShare, rightShare) = (shares[left.name] ?? 0, shares[right.name] ?? 0)
      return (rightShare, right.blastRadius.structural, $0) < (leftShare, left.blastRadius.structural, $1)
    }
    let rows = ranked.map { place in
      let node = report.nodes[place]
      return row(
        node, anchor: anchors[node.name] == "node-\(place)" ? "node-\(place)" : nil, position[node.name],
        isEntry: entries.contains(node.name), elsewhere: shares[node.name] ?? 0)
    }
    return HTMLSection(
      id: "nodes", title: "Blast radius",
      remark: "what fails when a node fails, as a share of all requests; sorted by the requests that enter elsewhere",
      body: table(.nodes, rows: rows) + domains())
  }

  /// By node: the share of all requests that enter elsewhere and wait for it.
  private func shares() -> [String: Double] {
    Dictionary(
      SpreadRanking(report).items.filter { $0.domain == nil }.map { ($0.node.name, $0.elsewhere) },
      uniquingKeysWith: { first, _ in first })
  }

  private func row(_ node: NodeReport, anchor: String?, _ place: Int?, isEntry: Bool, elsewhere: Double) -> String {
    let radius = node.blastRadius
    let reached = radius.entries.filter { $0.service != node.name }
    let own = reached.count < radius.entries.count
    let more =
      own && radius.structural > elsewhere
      ? "<br><span class=\"dim nowrap\">\(Numbers.percent(elsewhere)) enter elsewhere</span>" : ""
    let others = place.map { paths.failing[$0].map { link(picture.nodes[$0].name) } } ?? []
    return """
      <tr class="row"\(anchor.map { " id=\"\($0)\"" } ?? "")\(about([node.name]))>
      <th scope="row">\(HTMLText.code(node.name))\(isEntry ? " <span class=\"tag\">entry</span>" : "")</th>
      <td>\(node.kind.rawValue)</td>
      \(couldFail(radius.structural, more))
      \(expectedToFail(radius))
      <td class="number" data-v="\(node.requests)">\(Numbers.count(node.requests))</td>
      <td class="number" data-v="\(node.errors)">\(Numbers.count(node.errors))</td>
      <td>\(folded(reached.map(felt), "entry", "entries"))</td>
      <td>\(folded(others, "node", "nodes"))</td>
      </tr>
      """
  }

  /// The cell of a structural share.
  func couldFail(_ share: Double, _ remark: String = "") -> String {
    "<td data-v=\"\(value(share))\"><span class=\"nowrap\">\(bar(share)) \(Numbers.percent(share))</span>\(remark)</td>"
  }

  /// The cell of what observed failures let expect.
  func expectedToFail(_ radius: BlastRadiusReport) -> String {
    guard radius.observations > 0 else {
      return "<td data-v=\"-1\"><span class=\"dim\">no failure observed</span></td>"
    }
    return """
      <td data-v="\(value(radius.expected))">\(Numbers.percent(radius.expected)) <span class="dim">\
      (\(Numbers.interval(radius.low, radius.high)), \(Numbers.count(radius.observations)) observed)</span></td>
      """
  }

  /// How much of an entry is reached.
  func felt(_ entry: EntryBlastRadiusReport) -> String {
    """
    \(HTMLText.name(entry.service)) \(HTMLText.code(entry.operation)) <b>\(Numbers.percent(entry.structural))</b>
    """
  }

  /// Three items in sight, the others behind their number.
  func folded(_ items: [String], _ one: String, _ many: String, separator: String = ", ") -> String {
    let first = items.prefix(3).joined(separator: separator)
    guard items.count > 3 else { return first }
    let rest = items.dropFirst(3).prefix(200).joined(separator: separator)
    return
      "\(first) <details><summary>\(Numbers.count(items.count - 3, "more \(one)", "more \(many)"))</summary>\(rest)</details>"
  }

  /// A number for sorting by; what is none sorts lowest.
  func value(_ number: Double) -> String {
    number.isFinite ? Numbers.decimal(number, places: 6) : "-1"
  }
}
