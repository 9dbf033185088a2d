import ArgumentParser
import DeploymentGate
import FirebreakKit
import RiskReport

struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Write the accepted state: what a gate with --baseline no longer fails on.",
    discussion: "Sorted and small enough to be reviewed in a pull request. Commit it beside the policy."
  )

  @OptionGroup var input: InputOptions

  @Option(name: .shortAndLong, help: "The baseline file to write; - for standard output.")
  var output: String

  @Option(name: .long, help: "A policy file; its limits and exclusions apply.")
  var policy: String?

  func run() throws {
    let read = try input.read()
    let rules = try policy.map(PolicyLoading.policy) ?? Policy()
    let report = Analyzer(policy: rules).report(read)
    if report.evidence.spans == 0 {
      throw CommandFailure(.notEnoughEvidence, "no usable span in the input; no baseline was written")
    }
    let text = try InputLoading.documents { try BaselineFile.text(of: Baseline(report: report, settings: rules.rules)) }
    if output == "-" { StandardOutput.write(text) } else { try OutputOptions.write(text, to: output) }
  }
}
