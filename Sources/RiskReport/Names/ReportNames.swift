/// What a name stands for in a report. Indices are those of the report's lists.
public enum ReportSubject: Sendable, Equatable {
  case edge(Int)
  case finding(Int)
  case chain(Int)
  case node(Int)
  case domain(Int)
  case entry(Int)
  case rule(RuleDescription)
}

/// Finds what a name means in a report: whatever the report prints as a name, a subject or an id.
public struct ReportNames: Sendable {
  private let report: Report
  public let system: SystemNames

  public init(_ report: Report) {
    self.report = report
    system = SystemNames(report)
  }

  /// All that a name stands for.
  ///
  /// - Throws: when it stands for nothing, with what may be meant; or when it begins several ids.
  public func subjects(named text: String) throws(NameError) -> [ReportSubject] {
    let text = Self.trimmed(text)
    for candidate in [named(text), printed(text)] where !candidate.isEmpty { return candidate }
    let ids = report.edges.map(\.id) + report.findings.map(\.id) + report.chains.map(\.id)
    if let id = try Identifiers(ids).complete(text) { return identified(id) }
    throw NameError(
      name: text, problem: "Nothing in the report is called '\(SafeText.inert(text, limit: 160))'.",
      suggestion: NameError.suggestion(for: text, among: known, kinds: "nodes, domains, entries and edges"))
  }

  private func named(_ text: String) -> [ReportSubject] {
    let found = system.edges(of: text).map(ReportSubject.edge) + identified(text).filter { !Self.isEdge($0) }
    if !found.isEmpty { return found }
    // A domain may be called like its only member: what it means together is explained as well.
    let nodes = system.nodes(of: text).map(ReportSubject.node) + system.domains(of: text).map(ReportSubject.domain)
    if !nodes.isEmpty { return nodes }
    let entries = report.entries.indices.filter { report.entries[$0].name.description == text }
    if !entries.isEmpty { return entries.map(ReportSubject.entry) }
    if let rule = RuleDescription.named(text) { return [.rule(rule)] }
    return report.findings.indices.filter { report.findings[$0].subject == text }.map(ReportSubject.finding)
  }

  /// Entries and subjects of findings as text prints them; nodes are found in `named` already.
  private func printed(_ text: String) -> [ReportSubject] {
    guard PrintedName.isPossible(text) else { return [] }
    let name = PrintedName(text)
    let entries = report.entries.indices.filter { name.stands(for: report.entries[$0].name.description) }
    if !entries.isEmpty { return entries.map(ReportSubject.entry) }
    let edges = system.edges.indices.filter { name.stands(for: system.edges[$0].subject) }
    if !edges.isEmpty { return edges.map(ReportSubject.edge) }
    return report.findings.indices.filter { name.stands(for: report.findings[$0].subject) }.map(ReportSubject.finding)
  }

  private func identified(_ id: String) -> [ReportSubject] {
    report.edges.indices.filter { report.edges[$0].id == id }.map(ReportSubject.edge)
      + report.findings.indices.filter { report.findings[$0].id == id }.map(ReportSubject.finding)
      + report.chains.indices.filter { report.chains[$0].id == id }.map(ReportSubject.chain)
  }

  private var known: [String] {
    system.nodeNames + report.entries.map(\.name.description) + system.edges.map(\.subject)
      + RuleDescription.all.map(\.rule)
  }

  private static func isEdge(_ subject: ReportSubject) -> Bool {
    if case .edge = subject { return true }
    return false
  }

  private static func trimmed(_ text: String) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
