/// A part of the page.
struct HTMLSection {
  var id: String
  var title: String
  var remark: String = ""
  var body: String
}

/// What the parts of the page share: the report, its picture and where names are to be found.
struct HTMLPage {
  /// Chains that have a row.
  static let chainLimit = 200

  let report: Report
  let options: RenderingOptions
  let picture: GraphPicture
  let paths: SpreadPaths
  /// Anchors of the rows of nodes, and of what fails together, by name.
  let anchors: [String: String]
  let edgeAnchors: [String: String]
  /// Positions of edges by their identifiers, and by `caller..callee`.
  private let edgePositions: [String: Int]
  private let pairs: [String: [Int]]
  /// Positions of the chains that have a row.
  let chainPlaces: [String: Int]
  /// The edges worth a firebreak, best first.
  let firebreaks: [FirebreakPlace]
  /// Drawings of the traces that are kept, by trace.
  let waterfalls: [String: Waterfall]

  init(_ report: Report, options: RenderingOptions) {
    self.report = report
    self.options = options
    picture = HTMLReporter.picture(report)
    paths = SpreadPaths(picture, report)
    var anchors: [String: String] = [:]
    for (place, node) in report.nodes.prefix(HTMLReporter.rowLimit).enumerated() where anchors[node.name] == nil {
      anchors[node.name] = "node-\(place)"
    }
    for (place, domain) in (report.domains ?? []).prefix(HTMLReporter.rowLimit).enumerated()
    where domain.members.count > 1 && anchors[domain.name] == nil {
      anchors[domain.name] = "domain-\(place)"
    }
    self.anchors = anchors
    var edgeAnchors: [String: String] = [:]
    for (place, edge) in report.edges.prefix(HTMLReporter.rowLimit).enumerated() where edgeAnchors[edge.id] == nil {
      edgeAnchors[edge.id] = "call-\(place)"
    }
    self.edgeAnchors = edgeAnchors
    edgePositions = Dictionary(
      report.edges.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    pairs = Dictionary(grouping: report.edges.indices) { "\(report.edges[$0].caller)..\(report.edges[$0].callee)" }
    chainPlaces = Dictionary(
      report.chains.prefix(Self.chainLimit).enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    firebreaks = FirebreakPlace.all(in: report)
    waterfalls = Dictionary(
      (report.examples ?? []).enumerated().map { ($1.trace, Waterfall(example: $1, id: "trace-\($0)")) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The edge of an identifier.
  func edge(_ id: String) -> EdgeReport? {
    edgePositions[id].map { report.edges[$0] }
  }

  /// The edges between two nodes, by `caller..callee`.
  func edges(between pair: String) -> [EdgeReport] {
    (pairs[pair] ?? []).map { report.edges[$0] }
  }

  /// `caller → callee`, linked to the edge's row where it has one.
  func link(_ edge: EdgeReport) -> String {
    let text = "\(HTMLText.code(edge.caller)) → \(HTMLText.code(edge.callee))"
    return edgeAnchors[edge.id].map { "<a href=\"#\($0)\">\(text)</a>" } ?? text
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

  /// Trace identifiers to look up; `others` where one is drawn already.
  func exemplars(_ traces: [String], others: Bool = false) -> String {
    if traces.isEmpty { return "" }
    let list = traces.prefix(3).map(HTMLText.code).joined(separator: " ")
    let words =
      others ? ("Another trace", "Other traces") : ("Example trace", "Example traces")
    return "<p class=\"traces\">\(traces.count == 1 ? words.0 : words.1): \(list)</p>"
  }

  /// A table in a box that scrolls sideways by itself; `limit` rows at most.
  func table(_ table: HTMLTable, rows: [String], limit: Int = HTMLReporter.rowLimit) -> String {
    let cells = table.heads.enumerated().map { place, head in
      "<th scope=\"col\"\(table.numbers?.contains(place) == true ? " class=\"number\"" : "")>\(head)</th>"
    }.joined()
    let shown = rows.prefix(limit)
    let more = rows.count - shown.count
    let remark = more > 0 ? "<p>… and \(Numbers.count(more)) more: see the JSON form.</p>" : ""
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\(table.caption)">
      <table class="sortable t-\(table.rawValue)">
      <caption>\(table.caption)</caption>
      <thead><tr>\(cells)</tr></thead>
      <tbody>
      \(shown.joined(separator: "\n"))
      </tbody>
      </table>
      </div>\(remark)
      """
  }
}
