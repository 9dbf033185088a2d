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

      For a pull request, take policy and baseline from its base revision, and give its own as --proposed-policy and \
      --proposed-baseline: the report says what they would decide, the exit code does not follow them.

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
    name: .long,
    help: "The baseline file that 'firebreak baseline' wrote, or none: only what is new or worse than it fails.")
  var baseline: String?

  @Flag(name: .long, help: "Stay closed (exit code 3) without a baseline, as `baseline: required` in the policy asks for.")
  var baselineRequired = false

  @Option(name: .long, help: "Also say what the gate would decide with this policy, or with none.")
  var proposedPolicy: String?

  @Option(name: .long, help: "Also say what the gate would decide with this baseline, or with none.")
  var proposedBaseline: String?

  @Option(
    name: .long,
    help: "Only findings that touch these services, separated by commas, can fail the gate; the others are named.")
  var changed: String?

  @Flag(name: .long, help: "Judge as if the policy had no waivers: what was accepted for a time fails.")
  var noWaivers = false

  func run() throws {
    try InputProtection.check(
      inputs: input.paths + [rules.file, baselineFile, own(proposedPolicy), own(proposedBaseline)].compactMap { $0 }, outputs: output.output)
    let today = try day.date()
    var policy = try rules.read()
    if noWaivers { policy.waivers = [] }
    if baselineRequired, policy.baselineRequired == nil { policy.baselineRequired = .caller }
    let accepted = try InputLoading.documents { try baselineFile.map(BaselineFile.read) }
    let proposal = ProposedStateOptions(
      policy: proposedPolicy, baseline: proposedBaseline, judge: rules.file, accepted: baselineFile)
    let read = try input.read(policy)
    let services = (changed ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
    var result = Analyzer(policy: policy)
      .gate(read, policy: policy, baseline: accepted, today: today, changed: services, remedy: remedy)
    if let reason = proposal.reason(read, policy: policy, baseline: accepted, today: today, changed: services) {
      result.add(reason)
    }
    try input.check(result.report.evidence)
    let judged = result
    try Results.write(ending: judged.exitCode) {
      output.write(
        judged.report, artifact: rules.file ?? input.artifact, threads: input.reading.threads, to: &$0)
    }
  }

  /// The baseline that judges, if any.
  private var baselineFile: String? { own(baseline) }

  /// A file that an option names, unless it says `none`.
  private func own(_ file: String?) -> String? { file == PolicyOptions.none ? nil : file }

  /// How this run's state is accepted: in the files of the change, where those that judge are of its base.
  private var remedy: BaselineRemedy {
    let policy = proposedPolicy == nil ? rules.policy : own(proposedPolicy)
    let output = proposedBaseline == nil ? baselineFile : own(proposedBaseline)
    return BaselineRemedy(
      paths: input.paths, policy: policy == PolicyFile.usualName ? nil : policy,
      output: output ?? BaselineFile.usualName)
  }
}
