internal import CallClassification

extension HTMLPage {
  /// Every node with what fails when it does.
  func spread() -> HTMLSection? {
    guard !report.nodes.isEmpty else { return nil }
    var position: [String: Int] = [:]
    for (place, node) in picture.nodes.enumerated() { position[node.name] = place }
    let entries = Set(report.entries.map(\.service))
    let rows = report.nodes.enumerated().map { place, node in
      row(
        node, anchor: anchors[node.name] == "node-\(place)" ? "node-\(place)" : nil, position[node.name],
        isEntry: entries.contains(node.name))
    }
    return HTMLSection(
      id: "nodes", title: "Blast radius", remark: "what fails when a node fails, as a share of all requests",
      body: table(
        "Nodes by blast radius",
        head: ["node", "kind", "could fail", "expected to fail", "calls", "errors", "takes down", "fails with it"],
        rows: rows))
  }

  private func row(_ node: NodeReport, anchor: String?, _ place: Int?, isEntry: Bool) -> String {
    let radius = node.blastRadius
    let expected =
      radius.observations == 0
      ? "<span class=\"dim\">no failure observed</span>"
      : """
      \(Numbers.percent(radius.expected)) <span class="dim">(\(Numbers.interval(radius.low, radius.high)), \
      \(Numbers.count(radius.observations)) observed)</span>
      """
    let taken = radius.entries.map { entry in
      """
      \(HTMLText.escaped(SafeText.name(entry.service))) \
      \(HTMLText.code(entry.operation)) <b>\(Numbers.percent(entry.structural))</b>
      """
    }
    let others = place.map { paths.failing[$0].map { link(picture.nodes[$0].name) } } ?? []
    return """
      <tr class="row"\(anchor.map { " id=\"\($0)\"" } ?? "")\(about([node.name]))>
      <th scope="row">\(HTMLText.code(node.name))\(isEntry ? " <span class=\"tag\">entry</span>" : "")</th>
      <td>\(node.kind.rawValue)</td>
      <td class="nowrap" data-v="\(value(radius.structural))">\(bar(radius.structural)) \(Numbers.percent(radius.structural))</td>
      <td data-v="\(value(radius.observations == 0 ? -1 : radius.expected))">\(expected)</td>
      <td class="number" data-v="\(node.requests)">\(Numbers.count(node.requests))</td>
      <td class="number" data-v="\(node.errors)">\(Numbers.count(node.errors))</td>
      <td>\(folded(taken, "entry", "entries"))</td>
      <td>\(folded(others, "node", "nodes"))</td>
      </tr>
      """
  }

  /// Three items in sight, the others behind their number.
  func folded(_ items: [String], _ one: String, _ many: String) -> String {
    let first = items.prefix(3).joined(separator: ", ")
    guard items.count > 3 else { return first }
    let rest = items.dropFirst(3).prefix(200).joined(separator: ", ")
    return
      "\(first) <details><summary>\(Numbers.count(items.count - 3, "more \(one)", "more \(many)"))</summary>\(rest)</details>"
  }

  /// A number for sorting by; what is none sorts lowest.
  func value(_ number: Double) -> String {
    number.isFinite ? Numbers.decimal(number, places: 6) : "-1"
  }
}
