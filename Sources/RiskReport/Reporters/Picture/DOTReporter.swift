internal import CallClassification

/// The graph in Graphviz's language.
struct DOTReporter {
  /// Names longer than this are cut: they would make one box wider than the page.
  static let nameLimit = 48

  func render(_ report: Report) -> String {
    render(GraphPicture(report))
  }

  func render(_ picture: GraphPicture) -> String {
    var lines = [
      "digraph firebreak {",
      "  charset=\"UTF-8\"; rankdir=LR; nodesep=0.35; ranksep=0.7;",
      "  node [fontname=\"Helvetica\", fontsize=12, style=\"filled\", fillcolor=\"#ffffff\", color=\"#475569\"];",
      "  edge [fontname=\"Helvetica\", fontsize=10, color=\"#334155\"];",
    ]
    for (position, node) in picture.nodes.enumerated() {
      var label = Self.quoted(SafeText.name(node.name, limit: Self.nameLimit))
      if node.spread > 0 { label += "\\nfailure spreads to \(Numbers.percent(node.spread))" }
      if node.hiddenNeighbours > 0 { label += "\\n+\(Numbers.count(node.hiddenNeighbours)) not drawn" }
      let pen = node.isEntry ? ", penwidth=2.5" : ""
      lines.append(
        "  n\(position) [label=\"\(label)\", shape=\(shape(node.kind)), fillcolor=\"\(fill(node.spread))\"\(pen)];")
    }
    let most = picture.edges.map(\.calls).max() ?? 0
    for edge in picture.edges {
      lines.append("  n\(edge.from) -> n\(edge.to) [\(attributes(edge, most: most))];")
    }
    if !picture.collapsed.isEmpty {
      lines.append("  // left out, least risk: \(Numbers.count(picture.collapsed.count, "node"))")
    }
    lines.append("}")
    return lines.joined(separator: "\n") + "\n"
  }

  private func attributes(_ edge: PictureEdge, most: Int) -> String {
    var label = Numbers.count(edge.calls, "call")
    if edge.errors > 0 { label += ", " + Numbers.count(edge.errors, "error") }
    if let via = edge.via { label += "\\nvia " + Self.quoted(SafeText.name(via, limit: Self.nameLimit)) }
    let width = Numbers.decimal(PictureScale.lineWidth(calls: edge.calls, most: most), places: 1)
    let style =
      switch edge.line {
      case .synchronous: "style=solid"
      case .asynchronous: "style=dashed, arrowhead=empty, color=\"#0f766e\""
      case .mixed: "style=bold, arrowhead=\"normalodiamond\", color=\"#b45309\""
      case .unknown: "style=dotted, arrowhead=\"normalodot\", color=\"#6b7280\""
      }
    let word = edge.line == .synchronous || edge.line == .asynchronous ? "" : edge.line.rawValue + ", "
    return "label=\"\(word)\(label)\", penwidth=\(width), \(style)"
  }

  private func shape(_ kind: NodeKind) -> String {
    switch kind {
    case .service: "box"
    case .database: "cylinder"
    case .cache: "component"
    case .queue: "cds"
    case .external: "oval"
    }
  }

  private func fill(_ spread: Double) -> String {
    PictureScale.fills[PictureScale.level(spread)]
  }

  /// Text for inside double quotes: Graphviz reads backslashes and HTML entities there.
  static func quoted(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "&": result += "&amp;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
