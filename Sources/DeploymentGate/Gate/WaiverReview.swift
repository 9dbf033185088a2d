import RiskReport

/// Applies the policy's waivers to findings and tells what became of each waiver.
struct WaiverReview {
  /// Findings with their waivers.
  private(set) var findings: [Finding]
  /// Waivers that cover no finding.
  private(set) var unmatched: [UnmatchedWaiver] = []
  /// One reason for each waiver that has lapsed and whose finding is back, and for each that is about no place.
  private(set) var lapsed: [GateReason] = []

  init(_ findings: [Finding], waivers: [Waiver], today: CalendarDate, places: WaiverPlaces) {
    self.findings = findings
    for waiver in waivers {
      if let pattern = places.patternForEverything(in: waiver) {
        lapsed.append(
          GateReason(
            severity: .warning,
            message: "A waiver of \(waiver.rule.rawValue) covers nothing: `\(pattern)` matches every name that was seen.",
            advice: "Name what is accepted.", policy: waiver.origin))
        continue
      }
      let covered = self.findings.indices.filter { waiver.covers(self.findings[$0]) }
      if covered.isEmpty {
        unmatched.append(
          UnmatchedWaiver(
            rule: waiver.rule.rawValue, subject: waiver.target, exercised: places.wereExercised(waiver),
            expires: waiver.expires.description))
      } else if waiver.expires < today {
        lapsed.append(contentsOf: covered.map { Self.lapsed(waiver, self.findings[$0]) })
      } else {
        // The first waiver that holds is shown; a second one for the same finding changes nothing.
        for index in covered where self.findings[index].waiver == nil {
          self.findings[index].waiver = WaiverReport(
            reason: waiver.reason, owner: waiver.owner, expires: waiver.expires.description)
        }
      }
    }
    // A finding that another waiver still covers is not back.
    let waived = Set(self.findings.filter { $0.waiver != nil }.map(\.id))
    lapsed.removeAll { $0.finding.map(waived.contains) ?? false }
  }

  private static func lapsed(_ waiver: Waiver, _ finding: Finding) -> GateReason {
    GateReason(
      severity: .warning, finding: finding.id,
      message:
        "The waiver of \(waiver.rule.rawValue) for \(finding.subject) lapsed on \(waiver.expires); \(waiver.owner) answers for it.",
      advice: "Mend what it covers, or agree on a new date and say why in `reason`.", policy: waiver.origin)
  }
}
