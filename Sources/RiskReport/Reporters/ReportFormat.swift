/// A form in which a report can be written.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// For a terminal.
  case text
  /// The published contract, `schemas/report.schema.json`.
  case json
  /// One page that needs no network.
  case html
  /// For a pull request or a job summary.
  case markdown
  /// For code scanning.
  case sarif
  /// For a test overview.
  case junit
  /// Commands that a continuous integration server reads from the log and shows beside the change.
  case annotations
  /// The graph, for Graphviz.
  case dot
  /// The graph, for pages that draw Mermaid.
  case mermaid
  /// The edges, for a spreadsheet.
  case csv

  /// How the names of files of this form end, without the dot.
  public var fileEnding: String {
    switch self {
    case .text: "txt"
    case .json: "json"
    case .html: "html"
    case .markdown: "md"
    case .sarif: "sarif"
    case .junit: "xml"
    case .annotations: "annotations"
    case .dot: "dot"
    case .mermaid: "mmd"
    case .csv: "csv"
    }
  }

  /// The form that a file's name asks for, by what follows its last dot; upper case counts as lower.
  public init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: ".") else { return nil }
    let ending = fileName[fileName.index(after: dot)...].lowercased()
    guard let format = Self.allCases.first(where: { $0.fileEnding == ending }) else { return nil }
    self = format
  }
}
