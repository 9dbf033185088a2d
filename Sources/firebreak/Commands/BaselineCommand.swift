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
      this run shows. What was accepted shrinks by prune and replace alone. migrate brings a baseline that an older \
      version wrote to today's names, verdicts and counts, and shows what changes.
      """
  )

  @OptionGroup var input: InputOptions
  @OptionGroup var rules: PolicyOptions

  @Option(name: .shortAndLong, help: "The baseline file to write; - for standard output.")
  var output: String

  @Option(name: .long, help: "What to do with the content of an existing baseline: keep, prune, replace or migrate.")
  var update: BaselineUpdate = .keep

  func run() throws {
    try InputProtection.check(inputs: input.paths + [rules.file].compactMap { $0 }, outputs: [output])
    let policy = try rules.read()
    let old = try existing()
    let read = try input.read(policy)
    let state = Analyzer(policy: policy).state(of: read)
    if state.evidence.spans == 0 {
      throw CommandFailure(.notEnoughEvidence, "no usable span in the input; no baseline was written")
    }
    let migration = update == .migrate ? old.map { BaselineMigration(of: $0, to: state, policy: policy) } : nil
    let new = migration?.baseline ?? old?.updated(to: state, update, drift: policy.drift) ?? state
    let text = try InputLoading.documents { try BaselineFile.text(of: new) }
    try Results.write { $0.put([Array(text.utf8)], to: output) }
    if let migration { StandardError.write(lines: Self.words(migration)) }
    if let old { StandardError.write(Self.remark(old, new, state)) }
  }

  /// The baseline that is brought up to date. One that is to be replaced is not read: it may be damaged, or of an older
  /// version.
  private func existing() throws -> Baseline? {
    guard update != .replace, case .file(let path)? = try? OutputPlace(output), FilePresence.isThere(path) else {
      return nil
    }
    let old = try InputLoading.documents { try BaselineFile.read(output) }
    guard update == .migrate || old.isComparable else {
      throw CommandFailure(
        .usage,
        "\(output) was written under other rules for names, verdicts and counts; bring it up to date with --update=migrate, or "
          + "write it anew with --update=replace")
    }
    return old
  }

  /// What a migration changes, for whoever is about to commit it.
  private static func words(_ migration: BaselineMigration) -> [String] {
    var lines = migration.names.map { "renamed: \(Wording.inert($0.before)) is now \(Wording.inert($0.after))" }
    lines += migration.difference.rendered(as: .text).split(separator: "\n").map(String.init)
    lines += migration.lostWaivers.map { waiver in
      let place = waiver.origin.map { "\(Wording.inert($0)): " } ?? ""
      return "\(place)warning: [lost-waiver] the waiver of \(waiver.rule.rawValue) for \(Wording.inert(waiver.target)) "
        + "no longer matches a finding or a node"
    }
    return lines
  }

  /// What was accepted and dropped, kind by kind: an accepted edge is as much of a decision as an accepted finding.
  private static func remark(_ old: Baseline, _ new: Baseline, _ state: Baseline) -> String {
    let kinds: [(String, (Baseline) -> Set<String>)] = [
      ("finding", { Set($0.findings.map(\.id)) }), ("edge", { Set($0.edges.map(\.place.subject)) }),
      ("entry", { Set($0.entries.map(\.name.description)) }), ("service", { Set($0.services.map(\.name)) }),
    ]
    func words(_ number: Int, _ noun: String) -> String {
      let plural = noun == "entry" ? "entries" : noun + "s"
      return "\(number) \(number == 1 ? noun : plural)"
    }
    func list(_ change: String, _ numbers: [(String, Int)]) -> String? {
      let parts = numbers.filter { $0.1 > 0 }.map { words($0.1, $0.0) }
      return parts.isEmpty ? nil : "\(change): \(parts.joined(separator: ", "))"
    }
    let changes = [
      list("new", kinds.map { ($0.0, $0.1(new).subtracting($0.1(old)).count) }),
      list("dropped", kinds.map { ($0.0, $0.1(old).subtracting($0.1(new)).count) }),
      list("kept without traffic in this run", kinds.map { ($0.0, $0.1(new).subtracting($0.1(state)).count) }),
    ].compactMap { $0 }
    let summary = "findings accepted: \(new.findings.count)"
    return ([summary] + (changes.isEmpty ? ["nothing is new or dropped"] : changes)).joined(separator: "; ")
  }
}

extension BaselineUpdate: ExpressibleByArgument {}
