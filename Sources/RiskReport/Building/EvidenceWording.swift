internal import CallClassification

/// Puts the evidence of an edge into words.
struct EvidenceWording {
  let statistics: EdgeStatistics
  let verdict: Verdict
  /// How the lengths of requests go with those of their calls.
  var coupling: TimeCoupling?

  func items() -> [EvidenceItemReport] {
    var items: [EvidenceItemReport] = []
    for code in EvidenceCode.allCases {
      let observations = statistics.evidence[Int(code.rawValue)]
      guard observations > 0 else { continue }
      items.append(
        EvidenceItemReport(
          code: code.label, observations: observations, statement: statement(of: code), contradicts: contradicts(code)
        )
      )
    }
    if let coupling = errorCoupling { items.append(coupling) }
    if let coupling = timeCoupling { items.append(coupling) }
    return items.sorted { left, right in
      if left.contradicts != right.contradicts { return left.contradicts }
      return left.observations != right.observations
        ? left.observations > right.observations : left.code < right.code
    }
  }

  /// E14 is known only for the edge as a whole.
  private var errorCoupling: EvidenceItemReport? {
    guard statistics.calleeFailures > 0 else { return nil }
    let share = Double(statistics.propagated) / Double(statistics.calleeFailures)
    return EvidenceItemReport(
      code: EvidenceCode.errorCoupling.label, observations: statistics.calleeFailures,
      statement:
        "The caller's request failed in \(statistics.propagated) of \(statistics.calleeFailures) failures of the callee.",
      contradicts: verdict == .asynchronous && share > 0.9 && statistics.calleeFailures >= 5
    )
  }

  /// E20 too, and it is told only where it is clear.
  private var timeCoupling: EvidenceItemReport? {
    if let item = regardless { return item }
    guard let coupling else { return nil }
    let rule = VerdictRule()
    let isCoupled = coupling.low >= rule.idleShare
    guard isCoupled || coupling.high <= rule.independentShare else { return nil }
    let range = "95% interval \(Self.seconds(coupling.low)) to \(Self.seconds(coupling.high))"
    let meaning =
      switch (isCoupled, verdict) {
      case (true, .asynchronous): "yet the requests do not last until the work is done"
      case (true, _): "the requests wait"
      case (false, .asynchronous): "the requests do not wait"
      case (false, _): "other work decides how long the requests are"
      }
    let statement =
      "Each second that a call takes longer adds \(Self.seconds(coupling.slope)) to its request (\(range)): \(meaning)."
    return EvidenceItemReport(
      code: EvidenceCode.timeCoupling.label, observations: coupling.calls, statement: statement,
      contradicts: verdict == .asynchronous && isCoupled)
  }

  /// What leaves an edge open whose kinds declare a call that is waited for.
  private var regardless: EvidenceItemReport? {
    guard verdict == .unknown || verdict == .synchronous, statistics.requests > 0,
      VerdictRule().goesOnRegardless(statistics)
    else { return nil }
    return EvidenceItemReport(
      code: EvidenceCode.timeCoupling.label, observations: statistics.idleDurations.total,
      statement: "With nothing else to do, the request went on at times that do not depend on the length of the call.",
      contradicts: verdict == .synchronous)
  }

  /// `0.68 s`. Values at the edge of what can be measured are cut alike, so that none lies outside its interval.
  private static func seconds(_ slope: Double) -> String {
    let hundredths = Int((max(-99, min(99, slope)) * 100).rounded())
    let text = "\(abs(hundredths) / 100).\(abs(hundredths) % 100 < 10 ? "0" : "")\(abs(hundredths) % 100) s"
    return hundredths < 0 ? "-" + text : text
  }

  private func contradicts(_ code: EvidenceCode) -> Bool {
    switch verdict {
    case .synchronous: Self.speaksForDetachment.contains(code)
    case .asynchronous: Self.speaksForWaiting.contains(code)
    case .mixed, .unknown: false
    }
  }

  private static let speaksForDetachment: Set<EvidenceCode> = [
    .producerConsumer, .clientSend, .receive, .followsFrom, .asyncTrigger, .outlivesCall, .outlivesRequest,
    .startsAfter,
    .link,
  ]
  private static let speaksForWaiting: Set<EvidenceCode> = [.clientServer, .requestReply, .join]

  /// What was observed; where the calls behave otherwise than they are declared, that too.
  private func statement(of code: EvidenceCode) -> String {
    let plain = Self.statement(code)
    switch code {
    case .clientServer, .clientPeer:
      return plain
        + behaviour("synchronous", but: "asynchronous", statistics.requestsNotWaited, of: statistics.requests)
    case .producerConsumer, .clientSend, .link:
      return plain + behaviour("asynchronous", but: "synchronous", statistics.messagesWaited, of: statistics.messages)
    default: return plain
    }
  }

  /// ` Declared asynchronous, behaves synchronous in 98 % of 412 calls.`; nothing when hardly any call does.
  private func behaviour(_ declared: String, but shown: String, _ count: Int, of total: Int) -> String {
    guard WilsonInterval(successes: count, total: total).low >= VerdictRule().significantShare else { return "" }
    let share = Numbers.percent(Double(count) / Double(total))
    return " Declared \(declared), behaves \(shown) in \(share) of \(Numbers.count(total, "call"))."
  }

  static func statement(_ code: EvidenceCode) -> String {
    switch code {
    case .declaredFlag: "The source says outright whether the caller waits."
    case .producerConsumer: "A producer's span is followed by a consumer's."
    case .clientSend: "The caller's span sends a message."
    case .receive: "The callee takes messages from the broker; it waits for the broker, not for the producer."
    case .clientServer: "The caller's span asks, and a SERVER span answers it."
    case .clientPeer: "The caller's span asks a peer that sends no spans."
    case .followsFrom: "The source declares that the callee follows from the caller (FOLLOWS_FROM)."
    case .asyncTrigger: "The callee was started by a timer, a data source or a message."
    case .outlivesCall: "The callee's span lasts longer than the caller's span for the call."
    case .outlivesRequest: "The call ends after the request that made it, by one clock."
    case .fits: "The callee's span is no longer than the caller's span for the call."
    case .startsAfter: "The callee starts after the caller's span for the call has ended, by one clock."
    case .overlapped: "Other work of the same request overlaps the call."
    case .errorCoupling: "The caller's request fails when the callee does."
    case .acceptedOnly: "The answer only accepts the work (HTTP 202 or respond-async)."
    case .link: "A span link ties the callee to the caller."
    case .requestReply: "The reply was taken while the caller's request was still open."
    case .join: "Later work of the same request waited for the callees."
    case .timeCoupling: "Requests last as much longer as their calls, or not at all."
    case .remoteParent: "The span's flags say that its parent is in another process."
    }
  }
}
