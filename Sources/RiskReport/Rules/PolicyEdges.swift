import CallClassification
internal import TraceModel

// What a team has decided about its edges. Such statements hold without exception: one call is enough to break them.

extension Rule {
  static let forbiddenSynchronousEdge = Rule(
    .forbiddenSynchronousEdge,
    defaults: RuleSetting(severity: .error),
    evaluate: { context in
      context.report.edges.filter(\.verdict.spreadsFailure).compactMap { edge in
        context.settings.forbidden.first { $0.matches(caller: edge.caller, callee: edge.callee) }.flatMap {
          constraint in
          finding(
            .forbiddenSynchronousEdge, edge, constraint,
            "\(constraint.from.name) must not wait for \(constraint.to.name), but",
            "Hand the work over through a queue, or remove the call.", in: context)
        }
      }
    })

  static let requiredQueue = Rule(
    .requiredQueue,
    defaults: RuleSetting(severity: .error),
    evaluate: { context in
      context.report.edges.filter { $0.mechanism != .queue || $0.verdict.spreadsFailure }.compactMap { edge in
        context.settings.queued.first { $0.matches(caller: edge.caller, callee: edge.callee) }.flatMap { constraint in
          finding(
            .requiredQueue, edge, constraint,
            "Work from \(constraint.from.name) to \(constraint.to.name) must go through a queue, but",
            "Send a message instead of calling; a caller that needs the result at once is not one-way work: then change the policy.",
            in: context)
        }
      }
    })

  static let unlistedEdge = Rule(
    .unlistedEdge,
    defaults: RuleSetting(severity: .error),
    evaluate: { context in
      context.report.edges.filter(\.verdict.spreadsFailure).compactMap { edge in
        guard [.service, .external].contains(context.kind(of: edge.callee)) else { return nil }
        let constraints = context.settings.allowed.filter { $0.from.contains(edge.caller) }
        guard let first = constraints.first,
          !constraints.contains(where: { $0.to.contains(edge.callee) || $0.from.contains(edge.callee) })
        else { return nil }
        return finding(
          .unlistedEdge, edge, first,
          "\(first.from.name) may wait only for \(Wording.list(constraints.map(\.to.name))), but",
          "Remove the call, or list its target under `edges.allowed` where the policy names \(first.from.name).",
          in: context)
      }
    })

  private static func finding(
    _ rule: RuleID, _ edge: EdgeReport, _ constraint: EdgeConstraint, _ statement: String, _ advice: String,
    in context: RuleContext
  ) -> Finding? {
    guard let breach = context.breach(of: rule, at: edge.place) else { return nil }
    let reason = constraint.reason.isEmpty ? "" : " The policy's reason: \(constraint.reason)"
    return Finding(
      rule, at: edge.place, severity: constraint.severity ?? breach.severity,
      policy: constraint.origin ?? breach.origin,
      statement: "\(statement) \(edge.summary)\(reason)", advice: advice,
      measure: FindingMeasure(
        value: Double(edge.calls), unit: "calls", observed: edge.observations, of: context.report.evidence.traces),
      edges: [edge.id], nodes: [edge.caller, edge.callee], exemplars: edge.exemplars)
  }
}

extension EdgeReport {
  /// What was observed of it, in one sentence: `orders..mail is synchronous (http, 120 calls, 98 % wait).`
  var summary: String {
    let mode: String
    switch verdict {
    case .synchronous: mode = "is synchronous"
    case .asynchronous: mode = "is asynchronous"
    case .mixed: mode = "waits for some of its calls, which counts as synchronous"
    case .unknown: mode = "could not be judged, which counts as synchronous"
    }
    let decided = states.waits +| states.doesNotWait
    let waits = decided > 0 ? ", \(Wording.percent(Double(states.waits) / Double(decided))) of them wait" : ""
    return "\(place.subject) \(mode) (\(mechanism.rawValue), \(Wording.count(calls, "call"))\(waits))."
  }
}
