import ArgumentParser
import DeploymentGate
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
    try InputProtection.check(inputs: input.paths + [rules.file].compactMap { $0 }, outputs: output.output)
    let policy = try rules.read()
    let report = Analyzer(policy: policy).report(try input.read(policy))
    try input.check(report.evidence)
    let code: CommandExit = report.evidence.spans == 0 ? .notEnoughEvidence : .passed
    try Results.write(ending: code, "no usable span in the input") {
      output.write(report, artifact: rules.file ?? input.artifact, threads: input.reading.threads, to: &$0)
    }
    CommandRun.end(keeping: report)
  }
}
