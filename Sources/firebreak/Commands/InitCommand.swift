import ArgumentParser
import DeploymentGate
import FirebreakKit
import RiskReport

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented first policy and a baseline from traces, so that a team starts green.",
    discussion: """
      Each limit is where the traces are today; a gate on the same traces passes. Existing files are never overwritten \
      without --force. With too few traces nothing is written: what they missed would look new later.
      """
  )

  @OptionGroup var input: InputOptions

  @Option(name: .shortAndLong, help: "The policy file to write.")
  var output = PolicyFile.usualName

  @Option(name: .long, help: "The baseline file to write.")
  var baseline = BaselineFile.usualName

  @Flag(name: .long, help: "Overwrite files that exist.")
  var force = false

  @Flag(name: .long, help: "Write the files although there are too few traces to found a baseline.")
  var acceptFewTraces = false

  @OptionGroup var day: DayOptions

  mutating func validate() throws {
    if output == baseline { throw ValidationError("--output and --baseline must name two files.") }
  }

  func run() throws {
    try InputProtection.check(inputs: input.paths, outputs: [output, baseline])
    let taken = [output, baseline].filter(FilePresence.isThere)
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
    try checkTraces(starter.baseline.evidence.traces)
    let accepted = try InputLoading.documents { try BaselineFile.text(of: starter.baseline) }
    // The files are there to be looked at; what keeps the gate closed is in the data.
    let code: CommandExit = starter.check.exitCode == .passed ? .passed : .notEnoughEvidence
    try Results.write(ending: code, "the gate is not open yet: \(reasons(starter.check.gate))") { results in
      results.put(text: starter.policy, to: output)
      results.put([Array(accepted.utf8)], to: baseline)
      results.put(text: words(starter))
    }
  }

  private func checkTraces(_ traces: Int) throws {
    guard traces < Starter.fewestTraces else { return }
    let count = "\(traces) usable \(traces == 1 ? "trace" : "traces")"
    guard acceptFewTraces else {
      throw CommandFailure(
        .notEnoughEvidence,
        "\(count) \(traces == 1 ? "is" : "are") too few for a baseline; at least \(Starter.fewestTraces) are needed. Nothing "
          + "was written. Record more, or pass --accept-few-traces")
    }
    StandardError.write(
      "warning: [few-traces] the baseline rests on \(count); with fewer than \(Starter.fewestTraces), the gate can hardly "
        + "tell a change from chance. Write it again from more traces soon")
  }

  private func words(_ starter: Starter) -> String {
    let accepted = starter.baseline.findings.count
    let policyOption = output == PolicyFile.usualName ? "" : " --policy \(Wording.shell(output))"
    return """
      \(Wording.line(output)): the policy. Read it through; each limit says what the traces show today.
      \(Wording.line(baseline)): the accepted state, with \(accepted) \(accepted == 1 ? "finding" : "findings") to work off.

      Commit both, then let every deployment pass:
        firebreak gate \(input.paths.map(Wording.shell).joined(separator: " "))\(policyOption) --baseline \(Wording.shell(baseline))

      """
  }

  private func reasons(_ gate: GateReport) -> String {
    gate.reasons.filter { $0.severity == .error }.map(\.message).joined(separator: " ")
  }
}
