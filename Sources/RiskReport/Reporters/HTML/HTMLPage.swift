/// A part of the page.
struct HTMLSection {
  var id: String
  var title: String
  var remark: String = ""
  var body: String
}

/// What the parts of the page share: the report, its picture and where names are to be found.
struct HTMLPage {
  let report: Report
  let options: RenderingOptions
  let picture: GraphPicture
  let paths: SpreadPaths
  /// Anchors of the rows of nodes, by name.
  let anchors: [String: String]
  let edgeAnchors: [String: String]
  /// Positions of edges by their identifiers.
  private let edgePositions: [String: Int]
  let examples: [String: TraceExampleReport]

  init(_ report: Report, options: RenderingOptions) {
    self.report = report
    self.options = options
    picture = HTMLReporter.picture(report)
    paths = SpreadPaths(picture, report)
    var anchors: [String: String] = [:]
    for (place, node) in report.nodes.prefix(HTMLReporter.rowLimit).enumerated() where anchors[node.name] == nil {
      anchors[node.name] = "node-\(place)"
    }
    self.anchors = anchors
    var edgeAnchors: [String: String] = [:]
    for (place, edge) in report.edges.prefix(HTMLReporter.rowLimit).enumerated() where edgeAnchors[edge.id] == nil {
      edgeAnchors[edge.id] = "call-\(place)"
    }
    self.edgeAnchors = edgeAnchors
    edgePositions = Dictionary(
      report.edges.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    examples = Dictionary((report.examples ?? []).map { ($0.trace, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The edge of an identifier.
  func edge(_ id: String) -> EdgeReport? {
    edgePositions[id].map { report.edges[$0] }
  }

  /// A node's name, linked to its row where it has one.
  func link(_ name: String) -> String {
    guard let anchor = anchors[name] else { return HTMLText.code(name) }
    return "<a href=\"#\(anchor)\">\(HTMLText.code(name))</a>"
  }

  /// What the filter goes by: the anchors of all names that a row is about.
  func about(_ names: [String]) -> String {
    let found = Set(names.compactMap { self.anchors[$0] }).sorted()
    return " data-about=\"\(found.joined(separator: " "))\""
  }

  /// A bar for a share, drawn without styles so that any policy shows it; the number stands beside it.
  func bar(_ share: Double, low: Double? = nil, high: Double? = nil, kind: String = "") -> String {
    func x(_ value: Double) -> String { HTMLText.number(100 * (value.isFinite ? min(1, max(0, value)) : 0)) }
    var whisker = ""
    if let low, let high, high > low {
      whisker = "<path class=\"whisker\" d=\"M\(x(low)) 6H\(x(high))M\(x(low)) 3V9M\(x(high)) 3V9\"/>"
    }
    return """
      <svg class="bar \(kind)" viewBox="0 0 100 12" width="100" height="12" aria-hidden="true"><rect width="100" \
      height="12" class="track"/><rect width="\(x(share))" height="12" class="fill"/>\(whisker)</svg>
      """
  }

  func exemplars(_ traces: [String]) -> String {
    if traces.isEmpty { return "" }
    let list = traces.prefix(3).map(HTMLText.code).joined(separator: " ")
    return "<p class=\"traces\">Example \(traces.count == 1 ? "trace" : "traces"): \(list)</p>"
  }

  /// A table in a box that scrolls sideways by itself.
  func table(_ caption: String, head: [String], rows: [String], sortable: Bool = true) -> String {
    let cells = head.map { "<th scope=\"col\">\($0)</th>" }.joined()
    let shown = rows.prefix(HTMLReporter.rowLimit)
    let more = rows.count - shown.count
    let remark = more > 0 ? "<p>… and \(Numbers.count(more)) more: see the JSON form.</p>" : ""
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\(caption)">
      <table\(sortable ? " class=\"sortable\"" : "")>
      <caption>\(caption)</caption>
      <thead><tr>\(cells)</tr></thead>
      <tbody>
      \(shown.joined(separator: "\n"))
      </tbody>
      </table>
      </div>\(remark)
      """
  }
}
