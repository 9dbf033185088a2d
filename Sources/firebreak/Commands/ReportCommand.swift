import ArgumentParser
import FirebreakKit
import RiskReport

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Analyse traces and report what one failure could take down.",
    discussion: "Never exits 1: that is the gate's. Exits 3 when no span could be used."
  )

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let read = try input.read()
    let report = Analyzer().report(read)
    try output.write(report, artifact: input.paths.first ?? "-")
    if report.evidence.spans == 0 {
      throw CommandFailure(.notEnoughEvidence, "no usable span in the input")
    }
  }
}
