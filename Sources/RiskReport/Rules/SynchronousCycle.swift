import CallClassification

extension Rule {
  /// Services that wait for themselves through others.
  static let synchronousCycle = Rule(
    .synchronousCycle,
    defaults: RuleSetting(severity: .error),
    evaluate: { context in
      context.report.cycles.compactMap { cycle in
        let place = cycle.place
        guard let breach = context.breach(of: .synchronousCycle, at: place) else { return nil }
        return finding(cycle, place, breach, in: context)
      }
    })

  private static func finding(
    _ cycle: CycleReport, _ place: FindingPlace, _ breach: Breach, in context: RuleContext
  ) -> Finding {
    let around = cycle.path
    let edges = zip(cycle.services, cycle.services.dropFirst() + cycle.services.prefix(1)).flatMap { caller, callee in
      (context.edgesFrom[caller] ?? []).filter { $0.callee == callee && $0.verdict.spreadsFailure }.map(\.id)
    }
    return Finding(
      .synchronousCycle, at: place, subject: around,
      severity: cycle.reentrant ? breach.severity : max(breach.severity, .note), policy: breach.origin,
      statement: cycle.reentrant
        ? "\(Wording.count(cycle.traces, "request")) ran around the cycle \(around), waiting all the way."
        : "Different requests together make the cycle \(around) of waiting calls; none ran around it.",
      advice: cycle.reentrant
        ? "Break it at the call whose answer is needed least: pass the data along instead of calling back, or use a queue."
        : "Decide which of the services may know the other, and turn the calls of the other direction into messages.",
      measure: FindingMeasure(
        value: Double(cycle.traces), unit: "traces", observed: cycle.traces, of: context.report.evidence.traces),
      edges: edges, nodes: cycle.services, exemplars: cycle.exemplars)
  }
}

extension CycleReport {
  /// The first service of the cycle; what else belongs to it, the finding's nodes say.
  public var place: FindingPlace { services.first.map(FindingPlace.node) ?? .system }

  /// As people read it, back to where it began: `a → b → a`.
  public var path: String { (services + services.prefix(1)).joined(separator: " → ") }
}
