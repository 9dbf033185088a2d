public import ArgumentParser
import FirebreakKit
internal import TraceModel
public import RiskReport

/// Where reports go and how they look.
struct OutputOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "What goes to standard output.")
  var format: ReportFormat = .text

  @Option(
    name: .shortAndLong,
    help:
      "Also write a file; its ending names the format (.txt .json .html .md .sarif .xml .dot .mmd .csv). Repeatable.")
  var output: [String] = []

  @Option(
    name: .long, parsing: .unconditional, help: "Columns of the text report. Default: the terminal's, else 80.",
    transform: NumericOptions.width)
  var width: Int?

  @Flag(name: .long, help: "Draw with ASCII characters only.")
  var ascii = false

  @Option(
    name: .long,
    help: """
      Who lays out the picture in HTML: own, so that the page depends on its input alone, or Graphviz's dot, where it is \
      installed: lines cross less.
      """)
  var layout: PictureLayout = .own

  mutating func validate() throws {
    for file in output where ReportFormat(fileName: file) == nil {
      throw ValidationError(
        "The ending of '\(file)' names no format; use .txt .json .html .md .sarif .xml .dot .mmd or .csv.")
    }
  }

  /// Writes a report everywhere it was asked for.
  ///
  /// - Parameter threads: as in `--threads`, 0 for one per processor.
  func write(_ report: Report, artifact: String, threads: Int = 0, to results: inout Results) {
    var plain = RenderingOptions(
      artifact: PolicyFile.reportedName(artifact), threads: threads > 0 ? threads : ThreadTeam.processorCount)
    plain.listLimit = nil
    let formats = output.compactMap { ReportFormat(fileName: $0) } + [format]
    if layout == .dot, formats.contains(.html) { plain.layout = GraphvizProgram.layout(of: report) }
    for file in output {
      guard let format = ReportFormat(fileName: file) else { continue }
      results.put(renderPieces(report, as: format, options: plain), to: file)
    }
    var looks = plain
    looks.width = width ?? TerminalLooks.width
    looks.colour = TerminalLooks.colour
    looks.characters = ascii ? .ascii : TerminalLooks.characters
    looks.listLimit = RenderingOptions().listLimit
    results.put(renderPieces(report, as: format, options: looks))
  }
}

extension ReportFormat: ExpressibleByArgument {}
