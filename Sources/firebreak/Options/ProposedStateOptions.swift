import FirebreakKit
import Foundation

/// The policy and the baseline that a pull request brings, beside those that judge it.
struct ProposedStateOptions {
  /// As the options give them: a file, `none`, or nothing when the change brings none of the kind.
  let policy: String?
  let baseline: String?
  /// The files that judge.
  let judge: String?
  let accepted: String?

  /// What the gate would decide with them; nothing where they are those that judge.
  func reason(
    _ input: AnalysisInput, policy judging: Policy, baseline known: Baseline?, today: CalendarDate, changed: [String]
  ) -> GateReason? {
    var files: [String] = []
    if let policy, !Self.same(policy, judge) { files.append("policy") }
    if let baseline, !Self.same(baseline, accepted) { files.append("baseline") }
    guard !files.isEmpty else { return nil }
    do {
      let rules = try files.contains("policy") ? read(policy, PolicyFile.read) ?? Policy() : judging
      let state = try files.contains("baseline") ? read(baseline, BaselineFile.read) : known
      let result = Analyzer(policy: rules).gate(input, policy: rules, baseline: state, today: today, changed: changed)
      return .proposal(of: files, outcome: result.gate.outcome, removesBaseline: known != nil && state == nil)
    } catch {
      return .unusableProposal(of: files, cause: "\(error)")
    }
  }

  private func read<Value>(_ file: String?, _ reader: (String) throws -> Value) rethrows -> Value? {
    guard let file, file != PolicyOptions.none else { return nil }
    return try reader(file)
  }

  /// Whether two files have the same bytes, or both are absent.
  private static func same(_ proposed: String, _ judging: String?) -> Bool {
    let bytes = proposed == PolicyOptions.none ? nil : FileManager.default.contents(atPath: proposed)
    return bytes == judging.flatMap { FileManager.default.contents(atPath: $0) }
  }
}
