import ArgumentParser
import DeploymentGate
import FirebreakKit
import Foundation
import RiskReport

struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Analyse traces, then pass or fail: against a policy, and against the accepted state of a baseline.",
    discussion: """
      Without --policy, firebreak.yml is taken if it exists, else the default limits. With --baseline only what is new or \
      worse fails. Exits 0 passed, 1 failed, 3 not enough evidence: missing data never passes.
      """
  )

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  @Option(name: .long, help: "The policy file. Default: firebreak.yml, if it exists.")
  var policy: String?

  @Option(name: .long, help: "The baseline file that 'firebreak baseline' wrote.")
  var baseline: String?

  @Option(name: .long, help: "Only findings that touch these services, separated by commas, can fail the gate.")
  var changed: String?

  @Option(name: .long, help: "The day, as YYYY-MM-DD, that waivers are held against. Default: today, in UTC.")
  var today: String?

  func run() throws {
    let day = try date()
    let policyFile = policy ?? (FileManager.default.fileExists(atPath: PolicyLoading.usual) ? PolicyLoading.usual : nil)
    let rules = try policyFile.map(PolicyLoading.policy) ?? Policy()
    let accepted = try InputLoading.documents { try baseline.map(BaselineFile.read) }
    let read = try input.read()
    let analyzer = Analyzer(policy: rules)
    let services = (changed ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let analysis = analyzer.analyze(read)
    var result = Gate.evaluate(
      report: analysis.report, policy: rules, baseline: accepted, today: day,
      changed: services.filter { !$0.isEmpty })
    analysis.complete(&result.report)
    try output.write(result.report, artifact: policyFile ?? input.paths.first ?? PolicyLoading.usual)
    if result.exitCode != .passed { throw CommandFailure(CommandExit(rawValue: result.exitCode.rawValue) ?? .internalError) }
  }

  private func date() throws -> CalendarDate {
    if let today {
      guard let date = CalendarDate(today) else {
        throw CommandFailure(.usage, "--today takes a date as YYYY-MM-DD, not '\(today)'")
      }
      return date
    }
    guard let date = CalendarDate(secondsSince1970: Int(Date().timeIntervalSince1970)) else {
      throw CommandFailure(.internalError, "the system's clock shows no date")
    }
    return date
  }
}
