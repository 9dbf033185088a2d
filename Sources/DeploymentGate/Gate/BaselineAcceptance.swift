import RiskReport

/// What a gate says about the baseline itself: that there is none, and how today's state becomes the accepted one.
struct BaselineAcceptance {
  let remedy: BaselineRemedy
  let hasBaseline: Bool
  let isRequired: RequiredBaseline?

  /// The reason that keeps the gate closed where a baseline is required and there is none.
  func missing() -> [GateReason] {
    guard let isRequired, !hasBaseline else { return [] }
    return [
      GateReason(
        severity: .error,
        message: """
          No baseline was given, and \(isRequired.words): without one nothing shows what is new.
          """,
        advice: """
          Pass it with --baseline. If the file was deleted, restore it. If there never was one, write it from traces of the \
          main branch:
          """, policy: isRequired.origin, command: remedy.command(.keep))
    ]
  }

  /// How to accept the state of this run.
  func offers(pruning: Bool) -> [GateReason] {
    guard hasBaseline else { return remarks() }
    return [
      GateReason(
        severity: .note, message: "If all of this is meant, accept it: this command writes the baseline again.",
        command: remedy.command(pruning ? .prune : .keep))
    ]
  }

  /// What every report without a baseline says.
  func remarks() -> [GateReason] {
    guard !hasBaseline, isRequired == nil else { return [] }
    return [
      GateReason(
        severity: .note, message: "No baseline: only the limits were judged.",
        advice: "To judge what is new as well, accept a state once and pass it with --baseline:",
        command: remedy.command(.keep))
    ]
  }
}
