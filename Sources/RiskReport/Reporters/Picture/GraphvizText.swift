/// What Graphviz is asked, and how its answer is read.
enum GraphvizText {
  /// The picture's boxes and lines alone: no name out of the data leaves the process. An edge's colour is its number, by
  /// which it is found in the answer.
  static func question(_ picture: GraphPicture) -> String {
    var lines = [
      "digraph { rankdir=LR; nodesep=0.35; ranksep=0.6; margin=0;",
      "node [shape=box, fixedsize=true, label=\"\"]; edge [fontsize=11, arrowsize=0.9];",
    ]
    for (position, node) in picture.nodes.enumerated() {
      let width = Numbers.decimal(PictureMetrics.nodeWidth(node) / 72, places: 3)
      let height = Numbers.decimal(PictureMetrics.nodeHeight / 72, places: 3)
      lines.append("n\(position) [width=\(width), height=\(height)];")
    }
    let labelled = picture.edges.count <= PictureMetrics.labelledEdges
    for (position, edge) in picture.edges.enumerated() {
      let number = String(position, radix: 16)
      let colour = String(repeating: "0", count: max(0, 6 - number.count)) + number
      let label = labelled ? ", label=\"\(PictureMetrics.label(edge).replacing(" ", with: "_"))\"" : ""
      lines.append("n\(edge.from) -> n\(edge.to) [color=\"#\(colour)\"\(label)];")
    }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  /// The layout that Graphviz answers in its plain form, lengths in inches, the origin at the bottom left; `nil` when the
  /// answer is not whole.
  static func layout(_ answer: String, of picture: GraphPicture) -> GraphLayout? {
    var layout: GraphLayout?
    var nodes: [LayoutNode?] = Array(repeating: nil, count: picture.nodes.count)
    var edges: [LayoutEdge?] = Array(repeating: nil, count: picture.edges.count)
    for line in answer.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ")
      switch words.first {
      case "graph":
        guard words.count >= 4, let width = points(words[2]), let height = points(words[3]) else { return nil }
        layout = GraphLayout(width: width, height: height, nodes: [], edges: [])
      case "node":
        guard words.count >= 6, let height = layout?.height, let number = Int(words[1].dropFirst()),
          nodes.indices.contains(number), let box = box(words[2..<6], height)
        else { return nil }
        nodes[number] = box
      case "edge":
        guard let height = layout?.height, let (number, edge) = edge(words, height), edges.indices.contains(number)
        else { return nil }
        edges[number] = edge
      default: continue
      }
    }
    layout?.nodes = nodes.compactMap { $0 }
    layout?.edges = edges.compactMap { $0 }
    guard layout?.nodes.count == nodes.count, layout?.edges.count == edges.count else { return nil }
    return layout
  }

  private static func box(_ words: ArraySlice<Substring>, _ height: Double) -> LayoutNode? {
    let values = words.compactMap(points)
    guard values.count == 4 else { return nil }
    return LayoutNode(x: values[0], y: height - values[1], width: values[2], height: values[3])
  }

  /// `edge tail head n x1 y1 … xn yn [label x y] style colour`.
  private static func edge(_ words: [Substring], _ height: Double) -> (Int, LayoutEdge)? {
    guard words.count >= 6, let count = Int(words[3]), count >= 4, words.count >= 6 + 2 * count,
      let colour = words.last,
      let number = Int(colour.drop { $0 == "\"" || $0 == "#" }.prefix { $0 != "\"" }, radix: 16)
    else { return nil }
    let values = words[4..<(4 + 2 * count)].compactMap(points)
    guard values.count == 2 * count else { return nil }
    var edge = LayoutEdge(
      points: (0..<count).map { LayoutPoint(x: values[2 * $0], y: height - values[2 * $0 + 1]) })
    let rest = words[(4 + 2 * count)...].dropLast(2)
    if rest.count >= 3, let x = rest.dropLast().last.flatMap(points), let y = rest.last.flatMap(points) {
      edge.label = LayoutPoint(x: x, y: height - y)
    }
    return (number, edge)
  }

  private static func points(_ word: Substring) -> Double? {
    guard let inches = Double(word), inches.isFinite, abs(inches) < 1e6 else { return nil }
    return inches * 72
  }
}
