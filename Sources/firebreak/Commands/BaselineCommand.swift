public import ArgumentParser
public import DeploymentGate
import FirebreakKit
import Foundation

struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Write the accepted state: what a gate with --baseline no longer fails on.",
    discussion: """
      Sorted, one line a record, small enough to be reviewed in a pull request. Commit it beside the policy.

      Over an existing baseline: --update keep (the default) takes what is new and what changed, and loses nothing; \
      prune also drops what is gone, that is, what this run had traffic for and no longer shows; replace keeps only what \
      this run shows. What was accepted shrinks by prune and replace alone.
      """
  )

  @OptionGroup var input: InputOptions
  @OptionGroup var rules: PolicyOptions

  @Option(name: .shortAndLong, help: "The baseline file to write; - for standard output.")
  var output: String

  @Option(name: .long, help: "What to do with the content of an existing baseline: keep, prune or replace.")
  var update: BaselineUpdate = .keep

  func run() throws {
    try InputProtection.check(inputs: input.paths + [rules.file].compactMap { $0 }, outputs: [output])
    let policy = try rules.read()
    let old = try existing()
    let read = try input.read()
    let state = Analyzer(policy: policy).state(of: read)
    if state.evidence.spans == 0 {
      throw CommandFailure(.notEnoughEvidence, "no usable span in the input; no baseline was written")
    }
    let new = old?.updated(to: state, update, drift: policy.drift) ?? state
    let text = try InputLoading.documents { try BaselineFile.text(of: new) }
    try Results.write { $0.put([Array(text.utf8)], to: output) }
    if let old { StandardError.write(Self.remark(old, new, state)) }
  }

  /// The baseline that is brought up to date. One that is to be replaced is not read: it may be damaged, or of an older
  /// version.
  private func existing() throws -> Baseline? {
    guard update != .replace, case .file(let path)? = try? OutputPlace(output), FilePresence.isThere(path) else {
      return nil
    }
    return try InputLoading.documents { try BaselineFile.read(output) }
  }

  private static func remark(_ old: Baseline, _ new: Baseline, _ state: Baseline) -> String {
    func ids(_ baseline: Baseline) -> Set<String> { Set(baseline.findings.map(\.id)) }
    let added = ids(new).subtracting(ids(old)).count
    let dropped = ids(old).subtracting(ids(new)).count
    let kept = ids(new).subtracting(ids(state)).count
    let more = kept == 0 ? "" : "; \(kept) that this run does not show \(kept == 1 ? "was" : "were") kept"
    return "findings accepted: \(new.findings.count), \(added) of them new; \(dropped) dropped\(more)"
  }
}

extension BaselineUpdate: ExpressibleByArgument {}
