// Data that does not carry what is said of it. The gate asks the same questions and stays closed; see `Shortfall`.

extension Rule {
  static let evidenceFloor = Rule(
    .evidenceFloor,
    defaults: RuleSetting(severity: .warning),
    evaluate: { shortfalls(.evidenceFloor, in: $0) { $0.service == nil } })

  static let lostContext = Rule(
    .lostContext,
    defaults: RuleSetting(severity: .warning),
    evaluate: { shortfalls(.lostContext, in: $0) { $0.key == Shortfall.lostContext } })

  static let orphanSpans = Rule(
    .orphanSpans,
    defaults: RuleSetting(severity: .warning),
    evaluate: { shortfalls(.orphanSpans, in: $0) { $0.service != nil && $0.key != Shortfall.lostContext } })

  private static func shortfalls(
    _ rule: RuleID, in context: RuleContext, where belongs: (Shortfall) -> Bool
  ) -> [Finding] {
    Shortfall.all(in: context.report, floors: context.settings.quality).filter(belongs).compactMap { shortfall in
      let place = shortfall.service.map(FindingPlace.node) ?? .system
      guard let breach = context.breach(of: rule, at: place) else { return nil }
      return Finding(
        rule, at: place, subject: shortfall.subject, severity: breach.severity,
        policy: shortfall.policy ?? breach.origin,
        statement: shortfall.message, advice: shortfall.advice,
        measure: FindingMeasure(value: shortfall.value, limit: shortfall.limit, unit: shortfall.unit),
        nodes: (shortfall.service.map { [$0] } ?? []) + shortfall.others)
    }
  }
}
