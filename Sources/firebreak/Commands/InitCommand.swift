import ArgumentParser
import FirebreakKit
import Foundation

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented first policy and a baseline from traces, so that a team starts green.",
    discussion: """
      Limits stand where the traces are today; a gate on the same traces passes. Existing files are never overwritten \
      without --force.
      """
  )

  @OptionGroup var input: InputOptions

  @Option(name: .shortAndLong, help: "The policy file to write.")
  var output = PolicyFile.usualName

  @Option(name: .long, help: "The baseline file to write.")
  var baseline = "firebreak-baseline.json"

  @Flag(name: .long, help: "Overwrite files that exist.")
  var force = false

  @OptionGroup var day: DayOptions

  mutating func validate() throws {
    if output == baseline { throw ValidationError("--output and --baseline must name two files.") }
  }

  func run() throws {
    let taken = [output, baseline].filter { FileManager.default.fileExists(atPath: $0) }
    if !taken.isEmpty, !force {
      throw CommandFailure(
        .usage,
        "\(taken.joined(separator: " and ")) \(taken.count == 1 ? "exists" : "exist"); nothing was written. "
          + "Use --force to overwrite, or 'firebreak baseline' to bring a baseline up to date")
    }
    let read = try input.read()
    let starter = try Starter(read, policyFile: output, today: day.date())
    guard starter.baseline.evidence.spans > 0 else {
      throw CommandFailure(.notEnoughEvidence, "no usable span in the input; nothing was written")
    }
    try OutputOptions.write(starter.policy, to: output)
    try OutputOptions.write(InputLoading.documents { try BaselineFile.text(of: starter.baseline) }, to: baseline)
    StandardOutput.write(words(starter))
    if starter.check.exitCode != .passed {
      // The files are there to be looked at; what keeps the gate closed is in the data.
      throw CommandFailure(.notEnoughEvidence, "the gate is not open yet: \(reasons(starter.check.gate))")
    }
  }

  private func words(_ starter: Starter) -> String {
    let accepted = starter.baseline.findings.count
    let policyOption = output == PolicyFile.usualName ? "" : " --policy \(output)"
    return """
      \(output): the policy. Read it through; each limit says what the traces show today.
      \(baseline): the accepted state, with \(accepted) \(accepted == 1 ? "finding" : "findings") to work off.

      Commit both, then let every deployment pass:
        firebreak gate \(input.paths.joined(separator: " "))\(policyOption) --baseline \(baseline)

      """
  }

  private func reasons(_ gate: GateReport) -> String {
    gate.reasons.filter { $0.severity == .error }.map(\.message).joined(separator: " ")
  }
}
