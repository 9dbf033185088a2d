import ArgumentParser
import FirebreakKit
import Foundation

struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Analyse traces, then pass or fail: against a policy, and against the accepted state of a baseline.",
    discussion: """
      Without --policy, firebreak.yml is taken if it exists, else the default limits. With --baseline only what is new or \
      worse fails. Exits 0 passed, 1 failed, 3 not enough evidence: missing data never passes.

      Waived findings stay in every report, marked as waived.

      In continuous integration: firebreak gate traces/ --baseline firebreak-baseline.json --format annotations \
      --output report.md --output report.sarif
      """
  )

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var rules: PolicyOptions
  @OptionGroup var day: DayOptions

  @Option(
    name: .long, help: "The baseline file that 'firebreak baseline' wrote: only what is new or worse than it fails.")
  var baseline: String?

  @Option(
    name: .long,
    help: "Only findings that touch these services, separated by commas, can fail the gate; the others are named.")
  var changed: String?

  @Flag(name: .long, help: "Judge as if the policy had no waivers: what was accepted for a time fails.")
  var noWaivers = false

  func run() throws {
    try InputProtection.check(
      inputs: input.paths + [rules.file, baseline].compactMap { $0 }, outputs: output.output)
    let today = try day.date()
    var policy = try rules.read()
    if noWaivers { policy.waivers = [] }
    let accepted = try InputLoading.documents { try baseline.map(BaselineFile.read) }
    let read = try input.read()
    let services = (changed ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
    let result = Analyzer(policy: policy)
      .gate(read, policy: policy, baseline: accepted, today: today, changed: services)
    try Results.write(ending: result.exitCode) {
      output.write(
        result.report, artifact: rules.file ?? input.artifact, threads: input.reading.threads, to: &$0)
    }
  }
}
