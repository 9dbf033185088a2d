public import ArgumentParser
import DeploymentGate
import Foundation
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

  @Option(name: .long, help: "Columns of the text report. Default: the terminal's, else 80.")
  var width: Int?

  @Flag(name: .long, help: "Draw with ASCII characters only.")
  var ascii = false

  mutating func validate() throws {
    for file in output where ReportFormat(fileName: file) == nil {
      throw ValidationError(
        "The ending of '\(file)' names no format; use .txt .json .html .md .sarif .xml .dot .mmd or .csv.")
    }
    if let width, width < 40 { throw ValidationError("--width must be at least 40.") }
  }

  /// Writes a report everywhere it was asked for.
  ///
  /// - Parameter threads: as in `--threads`, 0 for one a processor.
  func write(_ report: Report, artifact: String, threads: Int = 0) throws {
    var plain = RenderingOptions(artifact: artifact, threads: threads > 0 ? threads : ThreadTeam.processorCount)
    plain.listLimit = nil
    // Graphviz is asked only where a picture is drawn.
    let formats = output.compactMap { ReportFormat(fileName: $0) } + [format]
    if formats.contains(.html) { plain.layout = GraphvizLayout.run(on: report) }
    for file in output {
      guard let format = ReportFormat(fileName: file) else { continue }
      try Self.write(renderPieces(report, as: format, options: plain), to: file)
    }
    var looks = plain
    looks.width = width ?? TerminalLooks.width
    looks.colour = TerminalLooks.colour
    looks.characters = ascii ? .ascii : TerminalLooks.characters
    looks.listLimit = RenderingOptions().listLimit
    StandardOutput.write(renderPieces(report, as: format, options: looks))
  }

  static func write(_ text: String, to file: String) throws { try write([Array(text.utf8)], to: file) }

  private static func write(_ pieces: [[UInt8]], to file: String) throws {
    var data = Data(capacity: pieces.reduce(0) { $0 + $1.count })
    for piece in pieces { data.append(contentsOf: piece) }
    do {
      try data.write(to: URL(fileURLWithPath: file))
    } catch {
      throw CommandFailure(.usage, "cannot write \(file): \(error.localizedDescription)")
    }
  }
}

extension ReportFormat: ExpressibleByArgument {}
