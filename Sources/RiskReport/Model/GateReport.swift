/// What a gate decided and why.
public struct GateReport: Codable, Sendable, Equatable {
  public var outcome: GateOutcome
  /// One sentence each, the most important first: what failed, what is missing, what was compared.
  public var reasons: [GateReason]
  /// Findings that are new or worse, and those that went, by state.
  public var counts: GateCounts
  /// Findings of the baseline that this run no longer has, or had no traffic for.
  public var absent: [AbsentFinding]
  /// Waivers that cover nothing, with what that means.
  public var unmatchedWaivers: [UnmatchedWaiver]

  public init(
    outcome: GateOutcome, reasons: [GateReason], counts: GateCounts = GateCounts(), absent: [AbsentFinding] = [],
    unmatchedWaivers: [UnmatchedWaiver] = []
  ) {
    self.outcome = outcome
    self.reasons = reasons
    self.counts = counts
    self.absent = absent
    self.unmatchedWaivers = unmatchedWaivers
  }
}

public enum GateOutcome: String, Codable, Sendable, CaseIterable {
  case passed
  case failed
  /// The data does not suffice to judge: the gate stays closed.
  case notEnoughEvidence
}

/// One reason of a gate's decision.
public struct GateReason: Codable, Sendable, Equatable {
  public var severity: Severity
  /// The finding that it is about, if any.
  public var finding: String?
  public var message: String
  /// What to do about it.
  public var advice: String
  /// The place in the policy that asks for it, as `file:line`.
  public var policy: String?
  /// The command that does what the advice says, ready to paste into a shell.
  public var command: String?

  public init(
    severity: Severity, finding: String? = nil, message: String, advice: String = "", policy: String? = nil,
    command: String? = nil
  ) {
    self.severity = severity
    self.finding = finding
    self.message = message
    self.advice = advice
    self.policy = policy
    self.command = command
  }

  /// The advice with its command in one line, for forms that show neither apart.
  var remedy: String { [advice, command ?? ""].filter { !$0.isEmpty }.joined(separator: " ") }
}

extension GateReport {
  /// The reasons that a form with little room shows: this many errors, and as many of the others.
  func reasons(most: Int?) -> (shown: [GateReason], left: Int) {
    guard let most else { return (reasons, 0) }
    var room = [true: most, false: most]
    let shown = reasons.filter { reason in
      let isError = reason.severity == .error
      room[isError, default: 0] -= 1
      return room[isError, default: 0] >= 0
    }
    return (shown, reasons.count - shown.count)
  }
}

/// Findings by how they stand against the baseline.
public struct GateCounts: Codable, Sendable, Equatable {
  public var new = 0
  public var worse = 0
  public var unchanged = 0
  public var better = 0
  public var gone = 0
  public var notExercised = 0
  public var waived = 0

  public init() {}
}

/// A finding of the baseline that this run did not make.
public struct AbsentFinding: Codable, Sendable, Equatable {
  public var id: String
  public var rule: String
  public var subject: String
  /// `gone` or `notExercised`.
  public var state: BaselineState

  public init(id: String, rule: String, subject: String, state: BaselineState) {
    self.id = id
    self.rule = rule
    self.subject = subject
    self.state = state
  }
}

/// A waiver that covers no finding.
public struct UnmatchedWaiver: Codable, Sendable, Equatable {
  public var rule: String
  public var subject: String
  /// Whether the place had traffic: then the finding is fixed and the waiver can go.
  public var exercised: Bool
  public var expires: String

  public init(rule: String, subject: String, exercised: Bool, expires: String) {
    self.rule = rule
    self.subject = subject
    self.exercised = exercised
    self.expires = expires
  }
}
