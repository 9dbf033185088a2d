import RiskReport

/// The table of all keys of a policy file, in the order that documents list them.
enum PolicyKeys {
  static let root: PolicyShape = .object([
    PolicyKey("version", .integer(1...1), "The version of the policy's form."),
    PolicyKey(
      "fail-on", .choice(FailOn.allCases.map(\.rawValue)),
      "The mildest severity of a finding that fails the gate. Default: error."),
    PolicyKey("rules", .object(rules), "Severity and limits by rule. Rules that are not listed keep their defaults."),
    PolicyKey(
      "overrides", .list(.object(overrideKeys)),
      "Other settings for one service, entry or edge. Of several that match, a later one wins."),
    PolicyKey(
      "groups", .map(.oneOrMany(.pattern)),
      "Names for sets of services and peers, to be used where an edge is described. Each has one or more patterns."),
    PolicyKey("edges", .object(edgeKeys), "What calls between services must or must not be."),
    PolicyKey("pools", .list(.object(poolKeys)), "How many calls services can have open at once."),
    PolicyKey("timeouts", .list(.object(timeoutKeys)), "After which time callers give up."),
    PolicyKey(
      "declared", .list(.object(declaredKeys)),
      "Verdicts for edges that the traces cannot show. A contradiction by the traces is a finding."),
    PolicyKey("names", .object(nameKeys), "Which names are copies of one node, where the built-in rules are wrong."),
    PolicyKey("exclude", .object(excludeKeys), "What the analysis leaves out."),
    PolicyKey(
      "quality", .object(qualityKeys), "How good the data must be. Below it the gate stays closed (exit code 3)."),
    PolicyKey(
      "baseline", .choice(["required", "optional"]),
      "Whether the gate stays closed (exit code 3) when no baseline is given. Default: optional."),
    PolicyKey("drift", .object(driftKeys), "How a run is compared with the baseline."),
    PolicyKey(
      "renamed", .map(.text),
      "Nodes that were renamed, each as `old name: new name`: what the baseline has under the old name is compared with the new one."
    ),
    PolicyKey("waivers", .list(.object(waiverKeys)), "Findings that are accepted until a day."),
  ])

  /// One key a rule; its object has the parameters that the rule has.
  static let rules: [PolicyKey] = RuleBook.rules.map { rule in
    let name = rule.id.rawValue
    let title = RuleDescription.named(name)?.title ?? name
    return PolicyKey(name, .switchOr(.object(keys(of: rule))), "\(title). `firebreak explain \(name)` says more.")
  }

  private static func keys(of rule: Rule) -> [PolicyKey] {
    var keys = [
      PolicyKey(
        "severity", .choice(Severity.allCases.map(\.rawValue)),
        "How bad a finding of this rule is. Default: \(rule.defaults.severity.rawValue).")
    ]
    if let limit = rule.limit {
      let shape: PolicyShape = limit.isShare ? .share : .integer(0...Int.max)
      let unset = rule.defaults.limit.map { " Default: \(Wording.number($0))." } ?? ""
      keys.append(PolicyKey("limit", shape, limit.meaning + "." + unset))
      let warning =
        rule.defaults.warningLimit.map { " Default: \(Wording.number($0)), unless `limit` is set." }
        ?? " Default: none."
      keys.append(
        PolicyKey("warning-limit", shape, "A milder limit: findings between it and `limit` are warnings.\(warning)"))
    }
    if let atLeast = rule.atLeast {
      let unset = rule.defaults.atLeast.map { " Default: \($0)." } ?? ""
      keys.append(PolicyKey("at-least", .integer(1...Int.max), atLeast.meaning + "." + unset))
    }
    return keys
  }

  private static let entryKeys = [
    PolicyKey("service", .pattern, required: true, "The entry's service."),
    PolicyKey("operation", .pattern, "The entry's operation; without it, all of the service's entries."),
  ]

  private static let edgeEndKeys = [
    PolicyKey("caller", .pattern, required: true, "The node that calls."),
    PolicyKey("callee", .pattern, required: true, "The node that is called."),
  ]

  private static let overrideKeys = [
    PolicyKey(
      "service", .pattern, "The service or peer, wherever it stands: as caller, callee, node, or an entry's service."),
    PolicyKey("entry", .object(entryKeys), "The entry."),
    PolicyKey("edge", .object(edgeEndKeys), "The edge."),
    PolicyKey("rules", .object(rules), required: true, "Severity and limits by rule, for this place only."),
  ]

  private static let edgeKeys = [
    PolicyKey("forbidden", .list(.object(constraintKeys)), "Calls that must not be synchronous."),
    PolicyKey("queued", .list(.object(constraintKeys)), "Work that must go through a queue."),
    PolicyKey(
      "allowed", .list(.object(constraintKeys)),
      "A caller that is named here may wait only for what its elements list, and for nodes of its own set."),
  ]

  private static let constraintKeys = [
    PolicyKey("from", .oneOrMany(.pattern), required: true, "The callers: a group's name, or patterns."),
    PolicyKey("to", .oneOrMany(.pattern), required: true, "The callees: a group's name, or patterns."),
    PolicyKey("reason", .text, "Why; shown with every finding."),
    PolicyKey("severity", .choice(Severity.allCases.map(\.rawValue)), "Replaces the rule's severity."),
  ]

  private static let poolKeys = [
    PolicyKey("service", .pattern, required: true, "The service that owns the pool."),
    PolicyKey(
      "callee", .pattern, "The callee that the pool serves; without it, all calls of the service share the pool."),
    PolicyKey("size", .integer(1...Int.max), required: true, "Threads or connections in the pool."),
  ]

  private static let timeoutKeys =
    edgeEndKeys + [
      PolicyKey("timeout", .duration, required: true, "After which time the caller gives up.")
    ]

  private static let declaredKeys = [
    PolicyKey("caller", .text, required: true, "The exact name of the node that calls."),
    PolicyKey("callee", .text, required: true, "The exact name of the node that is called."),
    PolicyKey(
      "verdict", .choice(["synchronous", "asynchronous"]), required: true, "Whether the caller waits for the callee."),
    PolicyKey("reason", .text, required: true, "How the team knows."),
  ]

  private static let nameKeys = [
    PolicyKey(
      "apart", .oneOrMany(.pattern), "Services and peers that stay nodes of their own although they look like copies."),
    PolicyKey("copies", .list(.object(copyKeys)), "Nodes with the names of their copies."),
  ]

  private static let copyKeys = [
    PolicyKey("node", .text, required: true, "The name of the node."),
    PolicyKey("members", .oneOrMany(.pattern), required: true, "The names in the data that mean it."),
  ]

  private static let excludeKeys = [
    PolicyKey("services", .oneOrMany(.pattern), "Services whose spans are left out, such as load generators."),
    PolicyKey(
      "operations", .oneOrMany(.pattern), "Entries that are left out with all that follows them, such as health checks."
    ),
    PolicyKey(
      "keep", .oneOrMany(.pattern),
      "Entries that count although they look like health checks, metrics scrapes or empty polls."),
  ]

  private static let qualityKeys = [
    PolicyKey("min-traces", .integer(0...Int.max), "The fewest traces of a run. Default: 20."),
    PolicyKey("min-spans", .integer(0...Int.max), "The fewest spans of a run. Default: 1."),
    PolicyKey("max-orphan-share", .share, "The largest share of spans whose parent is missing. Default: 0.1."),
    PolicyKey("max-rejected-share", .share, "The largest share of records that could not be used. Default: 0.05."),
    PolicyKey(
      "max-unread-share", .share, "The largest share of the input, in bytes and in files, that was not read. Default: 0.01."),
    PolicyKey(
      "ignore-files", .oneOrMany(.text),
      "Patterns of files in searched directories that do not count as unread. `*` stands for any characters but `/`, `**` for any."
    ),
    PolicyKey("max-kindless-share", .share, "The largest share of spans that declare no kind. Default: 1."),
    PolicyKey(
      "max-unknown-share", .share, "The largest share of calls on edges whose verdict is unknown. Default: 0.3."),
    PolicyKey(
      "max-contradictory-kinds-share", .share,
      "The largest share of calls whose span kinds contradict each other. Default: 0.1."),
    PolicyKey(
      "max-lost-context-share", .share,
      "The largest share of calls to one service whose trace context is lost. Default: 0.1."),
    PolicyKey(
      "services", .list(.object(serviceQualityKeys)),
      "Floors of certain services; of several that match, the first holds."),
    PolicyKey("required-services", .oneOrMany(.pattern), "Services that must be in the data."),
    PolicyKey("silent-services", .oneOrMany(.pattern), "Services of the baseline that may be missing from a run."),
    PolicyKey(
      "unknown-verdicts", .choice(["stop", "count-as-synchronous"]),
      "Whether unknown verdicts on edges that the policy or the baseline judges keep the gate closed. Default: stop."),
  ]

  private static let serviceQualityKeys = [
    PolicyKey("service", .pattern, required: true, "The services."),
    PolicyKey("min-spans", .integer(0...Int.max), "The fewest spans of the service. Default: 0."),
    PolicyKey("max-orphan-share", .share, "The largest share of its spans whose parent is missing. Default: 0.2."),
    PolicyKey(
      "max-lost-context-share", .share,
      "The largest share of calls to it whose trace context is lost. Default: that of `quality`."),
  ]

  private static let driftKeys = [
    PolicyKey(
      "sampling", .choice(Sampling.allCases.map(\.rawValue)),
      "`sampled`: the traces are a sample of traffic, and differences count only beyond chance. `complete`: they are all there is and the same every time, as of a test suite, and every difference counts. Default: sampled."
    ),
    PolicyKey(
      "false-alarms", .share,
      "The share of runs without any change that may fail all the same, over all comparisons of a run. Default: 0.005."),
  ]

  private static let waiverKeys = [
    PolicyKey("rule", .choice(RuleID.allCases.map(\.rawValue)), required: true, "The rule of the finding."),
    PolicyKey("caller", .pattern, "The caller of the finding's edge."),
    PolicyKey("callee", .pattern, "The callee of the finding's edge."),
    PolicyKey("node", .pattern, "The finding's node."),
    PolicyKey("entry", .object(entryKeys), "The finding's entry."),
    PolicyKey("subject", .text, "The finding's subject, exactly as reports print it."),
    PolicyKey("reason", .text, required: true, "Why it is accepted."),
    PolicyKey("owner", .text, required: true, "Who answers for it."),
    PolicyKey("expires", .date, required: true, "The last day on which it holds."),
  ]
}
