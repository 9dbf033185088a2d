internal import TraceModel

/// All rules, and the findings they make of a report.
public enum RuleBook {
  /// In the order that documents list them; findings are sorted by their own order, so this one does not matter to them.
  public static let rules: [Rule] = [
    // How far a failure spreads.
    .synchronousChainDepth, .blastRadius, .singlePointOfFailure, .synchronousCycle,
    // How failures and load multiply on the way.
    .hardDependency, .retryAmplification, .deadlineViolation, .chattyEdge, .fanOut,
    // What the team has decided about its edges.
    .forbiddenSynchronousEdge, .requiredQueue, .unlistedEdge, .declaredContradiction,
    // Couplings that are easily overlooked.
    .syncOverAsync, .sharedStore, .publishInRequest, .synchronousCallInConsumer,
    // What the data leaves open.
    .mixedEdge, .unknownEdge, .evidenceFloor, .orphanSpans, .lostContext,
    // What became worse; evaluated by the gate.
    .edgeBecameSynchronous, .newSynchronousCycle, .newSinglePointOfFailure, .blastRadiusGrown, .newSynchronousEdge,
    .newChainEntry,
  ]

  private static let byID = Dictionary(rules.map { ($0.id, $0) }) { first, _ in first }

  public static func rule(_ id: RuleID) -> Rule? { byID[id] }

  /// Fewer edges are done sooner by one thread.
  private static let edgesWorthThreads = 100

  /// The findings of a report, sorted by severity, rule, subject. Findings that the report holds already are not read.
  ///
  /// - Parameter threads: so many may work at once; the findings are the same.
  public static func findings(
    in report: Report, settings: RuleSettings = RuleSettings(), threads: Int = 1
  ) -> [Finding] {
    let context = RuleContext(report: report, settings: settings)
    let isLarge = report.edges.count >= edgesWorthThreads
    let found = SharedWork.run(rules.count, threads: isLarge ? threads : 1, worker: {}) { _, rule in
      rules[rule].evaluate(context)
    }
    return sorted(found.flatMap { $0 })
  }

  /// In the order in which reports list findings, without those whose id came before.
  public static func sorted(_ findings: [Finding]) -> [Finding] {
    var seen: Set<String> = []
    // By index: findings are large, and to compare two of them would copy both.
    return findings.indices.sorted { left, right in
      (findings[left].severity, findings[left].rule, findings[left].subject)
        < (findings[right].severity, findings[right].rule, findings[right].subject)
    }
    .filter { seen.insert(findings[$0].id).inserted }.map { findings[$0] }
  }
}
