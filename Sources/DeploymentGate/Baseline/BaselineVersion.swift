import CallClassification
import RiskReport

extension Baseline {
  /// The version of the rules that name, judge and count. Whoever changes what nodes and entries are called, which verdict
  /// a call gets, or what is counted, raises it: a baseline of older rules must not look like a change of the system.
  ///
  /// 1: 0.1, which wrote no version. 2: peers that are traced services, folded names, verdicts by operation pairs,
  /// requests counted once, health checks left out.
  public static let currentRulesVersion = 2

  /// Whether today's rules can compare it with a run.
  public var isComparable: Bool {
    let version = rulesVersion ?? 1
    return version == Self.currentRulesVersion || version == 1 && isUntouchedSinceFirstRules
  }

  /// Whether the rules of version 2 name, judge and count everything in it as those of version 1 did: services that wait
  /// for each other, and nothing else.
  private var isUntouchedSinceFirstRules: Bool {
    let names = Set(services.map(\.name))
    return nodeNames.isSubset(of: names) && edges.allSatisfy { $0.via == nil && $0.verdict == .synchronous }
      && entries.allSatisfy { $0.kind == .request && !Self.mayBeLeftOut($0.operation) }
      && !services.contains { LoadGenerators.isOne($0.name) || $0.name.hasPrefix("unknown_service") }
  }

  /// Operations that look like health checks or scrapes.
  private static func mayBeLeftOut(_ operation: String) -> Bool {
    let name = operation.lowercased()
    return ["health", "ready", "live", "ping", "metrics", "status"].contains { name.contains($0) }
  }
}

/// What a gate says of a baseline that other rules wrote. There is nothing to say of one that today's rules wrote.
struct BaselineVersion {
  /// Whether it can be compared all the same.
  let isComparable: Bool
  private let reason: GateReason

  init?(_ baseline: Baseline, remedy: BaselineRemedy) {
    let version = baseline.rulesVersion ?? 1
    guard version != Baseline.currentRulesVersion else { return nil }
    isComparable = baseline.isComparable
    let writer = "\(baseline.tool.name) \(baseline.tool.version)"
    let versions = "version \(version); this program has version \(Baseline.currentRulesVersion)"
    reason =
      isComparable
      ? GateReason(
        severity: .note,
        message: """
          The baseline was written by \(writer) under older rules (\(versions)). They name, judge and count everything in it \
          alike, so it is compared.
          """, advice: "Migrate it when it suits you:", command: remedy.command(.migrate))
      : GateReason(
        severity: .error,
        message: """
          The baseline was written by \(writer) under other rules for names, verdicts and counts (\(versions)). It was not \
          compared: what only the rules changed is no drift.
          """,
        advice: "Migrate it from traces of an accepted state; the command shows what changes:",
        command: remedy.command(.migrate))
  }

  /// What keeps the gate closed.
  var missing: [GateReason] { isComparable ? [] : [reason] }
  /// What is only said.
  var remarks: [GateReason] { isComparable ? [reason] : [] }
}
