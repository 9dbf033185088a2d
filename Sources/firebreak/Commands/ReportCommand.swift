import ArgumentParser
import FirebreakKit
import RiskReport

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Analyse traces and report what one failure could take down.",
    discussion: """
      Never exits 1: that is the gate's. Exits 3 when no span could be used. Without --policy, firebreak.yml is taken if it \
      exists: its limits, declared verdicts and exclusions apply.
      """
  )

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  @OptionGroup var rules: PolicyOptions

  func run() throws {
    let analyzer = Analyzer(policy: try rules.read())
    let report = analyzer.report(try input.read())
    try output.write(report, artifact: rules.file ?? input.artifact, threads: input.reading.threads)
    if report.evidence.spans == 0 {
      throw CommandFailure(.notEnoughEvidence, "no usable span in the input")
    }
    CommandRun.end(keeping: report)
  }
}
