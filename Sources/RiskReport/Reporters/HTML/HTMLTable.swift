/// The tables of the page: their captions and heads stand here once, for the tables themselves and for the labels that
/// stand before the cells where a screen is too narrow for columns.
enum HTMLTable: String, CaseIterable {
  case nodes, domains, firebreaks, entries, hanging, deadlines, retries, edges, unproven, services

  var caption: String {
    switch self {
    case .nodes: "Nodes by blast radius"
    case .domains: "What fails together"
    case .firebreaks: "Edges where a firebreak takes most spread away"
    case .entries: "Where work enters, and what it waits for"
    case .hanging: "Requests that wait for a node that hangs"
    case .deadlines: "Calls that were given up"
    case .retries: "Calls that were tried again"
    case .edges: "Edges with their verdicts"
    case .unproven: "Edges that never failed"
    case .services: "Spans by service"
    }
  }

  /// The first column names the row.
  var heads: [String] {
    switch self {
    case .nodes:
      ["node", "kind", "could fail", "expected to fail", "calls", "errors", "takes down", "fails with it"]
    case .domains: ["together", "kind", "could fail", "expected to fail", "nodes in it", "takes down"]
    case .firebreaks: ["edge", "put there", "takes away", "why that"]
    case .entries:
      [
        "entry", "requests", "errors", "depth", "p50", "p95", "stands waiting for", "reaches only through",
        "at best available",
      ]
    case .hanging: ["node", "requests a second that wait for it", "100 wait after"]
    case .deadlines: ["edge", "given up", "after about", "worked on for nobody", "slowest 1 % of the callee"]
    case .retries: ["edge", "calls", "tried again", "attempts then", "at most"]
    case .edges: ["caller", "callee", "verdict", "share", "calls", "errors", "spread observed", "p50", "p95"]
    case .unproven: ["edge", "calls", "seen of it", "entries that would feel it"]
    case .services: ["service", "spans", "orphans", "without kind"]
    }
  }

  /// Positions of the columns that hold plain numbers.
  var numbers: ClosedRange<Int>? {
    switch self {
    case .nodes, .edges: 4...5
    case .entries: 1...5
    case .hanging: 1...2
    case .deadlines, .retries: 1...4
    case .services: 1...3
    case .unproven: 1...1
    case .domains, .firebreaks: nil
    }
  }

  /// Style that writes a cell's head before it.
  static let labels = allCases.map { table in
    table.heads.enumerated().dropFirst().map { place, head in
      ".t-\(table.rawValue) td:nth-child(\(place + 1))::before{content:\"\(head): \"}"
    }.joined()
  }.joined(separator: "\n")
}
