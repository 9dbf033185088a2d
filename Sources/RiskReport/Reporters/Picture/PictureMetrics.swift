internal import CallClassification

/// The sizes that a layout must know before it places anything, in points.
enum PictureMetrics {
  /// Columns of the longest name that is shown whole.
  static let nameColumns = 26
  static let nodeHeight = 42.0
  /// An average character of the picture's font; wide enough that most names leave some room.
  static let character = 7.3
  static let arrowLength = 9.0
  /// Above this many edges, labels would cover each other.
  static let labelledEdges = 80

  static func name(_ node: PictureNode) -> String {
    Columns.cut(SafeText.name(node.name), to: nameColumns, ellipsis: "…")
  }

  /// The line below the name.
  static func remark(_ node: PictureNode) -> String {
    var text = node.spread > 0 ? Numbers.percent(node.spread) : "no spread"
    if node.hiddenNeighbours > 0 { text += " +\(Numbers.count(node.hiddenNeighbours))" }
    return text
  }

  static func nodeWidth(_ node: PictureNode) -> Double {
    let columns = max(Columns.width(name(node)), Columns.width(remark(node)), 8)
    return Double(columns) * character + (node.kind == .service ? 26 : 40)
  }

  static func label(_ edge: PictureEdge) -> String {
    var text = Numbers.count(edge.calls, "call")
    if edge.errors > 0 { text += ", \(Numbers.count(edge.errors)) failed" }
    return text
  }
}
