internal import CallClassification

/// The picture as static SVG: it needs no script and no style beyond the page's classes.
struct SVGPicture {
  let picture: GraphPicture
  let layout: GraphLayout
  let paths: SpreadPaths
  /// Names that have a row of their own to jump to, by their anchors.
  let anchors: [String: String]

  /// A picture up to this width is still legible when it is made to fit a wide page.
  static let fitting = 2_000.0
  /// A picture up to this height is shown whole, a taller one in a box that scrolls.
  static let short = 1_800.0

  func render() -> String {
    let (width, height) = (HTMLText.number(layout.width), HTMLText.number(layout.height))
    let most = picture.edges.map(\.calls).max() ?? 0
    let lines = picture.edges.indices.map { edge($0, most: most) }.joined()
    let boxes = picture.nodes.indices.map(node).joined()
    let fits = layout.width <= Self.fitting ? " auto" : ""
    let short = layout.width <= Self.fitting && layout.height <= Self.short ? " short" : ""
    return """
      <svg class="graph\(fits)\(short)" \
      viewBox="-4 -4 \(HTMLText.number(layout.width + 8)) \(HTMLText.number(layout.height + 8))" \
      width="\(width)" height="\(height)" role="group" aria-label="Nodes and the calls between them">
      <defs>\(Self.markers)</defs>
      \(lines)\(boxes)</svg>
      """
  }

  /// One arrow head a line, since a head does not take its line's colour.
  private static let markers = PictureLine.allCases.map { line in
    """
    <marker id="head-\(line.rawValue)" class="head \(line.rawValue)" viewBox="0 0 10 10" refX="0" refY="5" \
    markerWidth="\(HTMLText.number(PictureMetrics.arrowLength))" markerHeight="\(HTMLText.number(PictureMetrics.arrowLength))" \
    markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0.8L10 5L0 9.2z"/></marker>
    """
  }.joined()

  private func edge(_ place: Int, most: Int) -> String {
    let edge = picture.edges[place]
    let shape = layout.edges[place]
    guard let start = shape.points.first else { return "" }
    var path = "M\(HTMLText.number(start.x)) \(HTMLText.number(start.y))C"
    path += shape.points.dropFirst().map { "\(HTMLText.number($0.x)) \(HTMLText.number($0.y))" }.joined(separator: " ")
    let width = HTMLText.number(PictureScale.lineWidth(calls: edge.calls, most: most))
    let (from, to) = (picture.nodes[edge.from].name, picture.nodes[edge.to].name)
    let via = edge.via.map { " via \(SafeText.name($0))" } ?? ""
    let title =
      "\(SafeText.name(from)) to \(SafeText.name(to))\(via): \(edge.line.rawValue), \(PictureMetrics.label(edge))"
    var text = """
      <g class="edge \(edge.line.rawValue)" id="edge-\(place)"><title>\(HTMLText.escaped(title))</title>\
      <path d="\(path)" stroke-width="\(width)" marker-end="url(#head-\(edge.line.rawValue))"/>\(mark(edge.line, point(shape)))
      """
    if picture.edges.count <= PictureMetrics.labelledEdges, let label = shape.label {
      text += """
        <text x="\(HTMLText.number(label.x))" y="\(HTMLText.number(label.y))">\
        \(HTMLText.escaped(PictureMetrics.label(edge)))</text>
        """
    }
    return text + "</g>\n"
  }

  /// What sets a line apart where neither colour nor dashes are seen.
  private func mark(_ line: PictureLine, _ at: LayoutPoint) -> String {
    let (x, y) = (HTMLText.number(at.x), HTMLText.number(at.y))
    return switch line {
    case .synchronous: ""
    case .asynchronous:
      // The gap of a firebreak: the line is cut and two posts stand at its sides.
      """
      <g class="gap" transform="translate(\(x) \(y))"><rect x="-6" y="-8" width="12" height="16"/>\
      <path d="M-6 -8V8M6 -8V8"/></g>
      """
    case .mixed:
      "<g class=\"mark\" transform=\"translate(\(x) \(y))\"><path d=\"M-8 0L0 -8L8 0L0 8z\"/><path d=\"M0 -8V8L8 0z\"/></g>"
    case .unknown:
      "<g class=\"mark\" transform=\"translate(\(x) \(y))\"><circle r=\"8\"/><text y=\"4\">?</text></g>"
    }
  }

  /// The point a quarter along a curve: marks stand there, since labels stand in the middle.
  private func point(_ edge: LayoutEdge) -> LayoutPoint {
    let pieces = (edge.points.count - 1) / 3
    guard pieces > 0 else { return edge.points.first ?? LayoutPoint(x: 0, y: 0) }
    let along = 0.25 * Double(pieces)
    let piece = Array(edge.points[(3 * Int(along))...].prefix(4))
    let t = along - along.rounded(.down)
    let u = 1 - t
    func blend(_ value: (LayoutPoint) -> Double) -> Double {
      let ends = u * u * u * value(piece[0]) + t * t * t * value(piece[3])
      return ends + 3 * u * u * t * value(piece[1]) + 3 * u * t * t * value(piece[2])
    }
    return LayoutPoint(x: blend(\.x), y: blend(\.y))
  }

  private func node(_ place: Int) -> String {
    let node = picture.nodes[place]
    let box = layout.nodes[place]
    let remark = PictureMetrics.remark(node)
    let entry = node.isEntry ? ", an entry" : ""
    let spread =
      node.spread > 0 ? "\(Numbers.percent(node.spread)) of all requests wait for it" : "no request waits for it"
    let hidden = node.hiddenNeighbours > 0 ? ", \(Numbers.count(node.hiddenNeighbours, "neighbour")) not drawn" : ""
    let title = HTMLText.escaped("\(SafeText.name(node.name)): \(node.kind.rawValue)\(entry), \(spread)\(hidden)")
    let target = anchors[node.name].map { " href=\"#\($0)\"" } ?? ""
    let classes = "node \(node.kind.rawValue) s\(PictureScale.level(node.spread))\(node.isEntry ? " entry" : "")"
    return """
      <a\(target) class="\(classes)" id="g-\(place)" data-fails="\(list(paths.failing[place]))" \
      data-crosses="\(list(paths.crossed[place]))" transform="translate(\(HTMLText.number(box.x)) \(HTMLText.number(box.y)))">\
      <title>\(title)</title>\(shape(node.kind, box.width, box.height))\
      <text y="\(node.kind == .database ? 1 : -3)">\(HTMLText.escaped(PictureMetrics.name(node)))</text>\
      <text class="remark" y="\(node.kind == .database ? 15 : 13)">\(HTMLText.escaped(remark))</text></a>

      """
  }

  private func list(_ positions: [Int]) -> String {
    positions.map(String.init).joined(separator: " ")
  }

  /// The outline by kind, around the origin.
  private func shape(_ kind: NodeKind, _ width: Double, _ height: Double) -> String {
    let (w, h) = (width / 2, height / 2)
    func n(_ value: Double) -> String { HTMLText.number(value) }
    return switch kind {
    case .service:
      "<rect x=\"\(n(-w))\" y=\"\(n(-h))\" width=\"\(n(width))\" height=\"\(n(height))\" rx=\"6\"/>"
    case .database:
      """
      <path d="M\(n(-w)) \(n(-h + 5))A\(n(w)) 5 0 0 1 \(n(w)) \(n(-h + 5))V\(n(h - 5))A\(n(w)) 5 0 0 1 \(n(-w)) \
      \(n(h - 5))z"/><path class="rim" d="M\(n(-w)) \(n(-h + 5))A\(n(w)) 5 0 0 0 \(n(w)) \(n(-h + 5))"/>
      """
    case .cache:
      """
      <path d="M\(n(-w + 12)) \(n(-h))H\(n(w - 12))L\(n(w)) 0L\(n(w - 12)) \(n(h))H\(n(-w + 12))L\(n(-w)) 0z"/>
      """
    case .queue:
      """
      <path d="M\(n(-w)) \(n(-h))H\(n(w - 14))L\(n(w)) 0L\(n(w - 14)) \(n(h))H\(n(-w))L\(n(-w + 10)) 0z"/>
      """
    case .external:
      "<rect x=\"\(n(-w))\" y=\"\(n(-h))\" width=\"\(n(width))\" height=\"\(n(height))\" rx=\"\(n(h))\"/>"
    }
  }
}
