internal import CallClassification

/// The graph in Mermaid's language.
struct MermaidReporter {
  /// Pages that draw Mermaid refuse longer text.
  static let characterLimit = 50_000
  /// Names longer than this are cut.
  static let nameLimit = 48

  func render(_ report: Report) -> String {
    let drawn = picture(report)
    var text = render(drawn)
    if !drawn.collapsed.isEmpty {
      text += "  %% \(Numbers.count(drawn.collapsed.count, "node")) of least risk left out to stay within the limit\n"
    }
    return text
  }

  /// The largest picture that fits the limit, the riskiest nodes first.
  func picture(_ report: Report, nodeLimit: Int = 300, characterLimit: Int = Self.characterLimit - 200) -> GraphPicture
  {
    var limit = nodeLimit
    while true {
      let picture = GraphPicture(report, nodeLimit: limit)
      if limit <= 1 || render(picture).utf8.count <= characterLimit { return picture }
      limit = min(limit, picture.nodes.count) / 2
    }
  }

  func render(_ picture: GraphPicture) -> String {
    var lines = ["flowchart LR"]
    var styled: [String: [String]] = [:]
    for (position, node) in picture.nodes.enumerated() {
      lines.append("  n\(position)" + box(node))
      let level = PictureScale.level(node.spread)
      styled["spread\(level)", default: []].append("n\(position)")
      if node.isEntry { styled["entry", default: []].append("n\(position)") }
    }
    for edge in picture.edges {
      lines.append("  n\(edge.from) \(arrow(edge)) n\(edge.to)")
    }
    for (level, fill) in PictureScale.fills.enumerated() where styled["spread\(level)"] != nil {
      lines.append("  classDef spread\(level) fill:\(fill),stroke:#475569,color:#111827")
    }
    if styled["entry"] != nil { lines.append("  classDef entry stroke-width:3px") }
    for (style, nodes) in styled.sorted(by: { $0.key < $1.key }) {
      lines.append("  class \(nodes.joined(separator: ",")) \(style)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func box(_ node: PictureNode) -> String {
    var label = Self.quoted(SafeText.name(node.name, limit: Self.nameLimit))
    if node.spread > 0 { label += "<br/>spreads to \(Self.quoted(Numbers.percent(node.spread)))" }
    if node.hiddenNeighbours > 0 { label += "<br/>and \(Numbers.count(node.hiddenNeighbours)) not drawn" }
    return switch node.kind {
    case .service: "[\"\(label)\"]"
    case .database: "[(\"\(label)\")]"
    case .cache: "([\"\(label)\"])"
    case .queue: "[[\"\(label)\"]]"
    case .external: "((\"\(label)\"))"
    }
  }

  private func arrow(_ edge: PictureEdge) -> String {
    var label = Numbers.count(edge.calls, "call")
    if edge.errors > 0 { label += ", " + Numbers.count(edge.errors, "error") }
    if let via = edge.via { label += ", via " + Self.quoted(SafeText.name(via, limit: Self.nameLimit)) }
    return switch edge.line {
    case .synchronous: "==>|\"\(label)\"|"
    case .asynchronous: "-.->|\"\(label)\"|"
    case .mixed: "-->|\"mixed: \(label)\"|"
    case .unknown: "-->|\"unknown: \(label)\"|"
    }
  }

  /// Text for inside double quotes: everything that could be syntax, markup or a directive is written as its number.
  static func quoted(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if isPlain(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += "#\(scalar.value);"
      }
    }
    return result
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", " ", ".", ",", "_", "-", "/", ":", "(", ")": true
    default: !scalar.isASCII
    }
  }
}
