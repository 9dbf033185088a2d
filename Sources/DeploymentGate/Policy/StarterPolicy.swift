import CallClassification
public import RiskReport
internal import TraceModel

/// Writes a first policy from a report, with comments, so that a team starts green and tightens from there.
public struct StarterPolicy {
  private let report: Report
  private let policy: Policy

  public init(_ report: Report) {
    self.report = report
    policy = Policy()
  }

  /// The text of `firebreak.yml`: limits that this report keeps, and what else a team may want to decide, commented out.
  public var text: String {
    [header, rules, edges, excluded, quality, rest].joined(separator: "\n")
  }

  private var header: String {
    """
    # What this team has decided about how failures may spread. `firebreak policy check firebreak.yml` checks this file.
    # Written from \(Wording.count(report.evidence.traces, "trace")) of \(Wording.count(report.evidence.services, "service")): everything that they show passes.
    version: 1

    # The mildest severity of a finding that fails the gate: error, warning or none.
    fail-on: error

    # Remove the # to keep the gate closed when no baseline is given.
    # baseline: required

    """
  }

  private var rules: String {
    var lines = [
      "# Limits. Where this system is beyond a default, the limit stands at what it is today: lower it step by step.",
      "rules:",
    ]
    let deepest = report.entries.map(\.depth).max() ?? 0
    let limit = Int(Rule.defaults(of: .synchronousChainDepth).limit ?? 6)
    lines.append("  # Services one behind the other in a waiting chain. Today the deepest has \(deepest).")
    lines.append("  synchronous-chain-depth: { limit: \(max(limit, deepest)) }")
    lines.append("  # The share of all requests that wait for one node behind their entry. A warning by default.")
    lines.append("  blast-radius: { limit: \(Wording.number(Rule.defaults(of: .blastRadius).limit ?? 0.5)) }")
    for rule in rulesThatFail where rule != .synchronousChainDepth {
      lines.append("  # Broken today. Mend it, then remove this line.")
      lines.append("  \(rule.rawValue): { severity: warning }")
    }
    lines.append("  # What is judged against the baseline, with its defaults. Remove the # to change one.")
    for rule in RuleBook.rules where rule.id.isAboutDrift {
      let limit = rule.defaults.limit.map { ", limit: \(Wording.number($0))" } ?? ""
      lines.append("  # \(rule.id.rawValue): { severity: \(rule.defaults.severity.rawValue)\(limit) }")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Rules whose defaults this report would fail.
  private var rulesThatFail: [RuleID] {
    let found = Set(RuleBook.findings(in: report).filter { $0.severity == .error }.map(\.rule))
    return RuleBook.rules.map(\.id).filter { found.contains($0.rawValue) }
  }

  private var edges: String {
    let waits = report.edges.first { $0.verdict == .synchronous && $0.mechanism != .queue }
    let queued = report.edges.first { $0.mechanism == .queue && $0.verdict == .asynchronous }
    let caller = Self.quoted(waits?.caller ?? "web"), callee = Self.quoted(waits?.callee ?? "reports")
    let sender = Self.quoted(queued?.caller ?? "orders"), receiver = Self.quoted(queued?.callee ?? "mail")
    return """
      # Names for sets of services, and what calls between them must be.
      # groups:
      #   front: [\(caller)]
      # edges:
      #   forbidden:
      #     - { from: front, to: \(callee), reason: "why it must not wait" }
      #   queued:
      #     - { from: \(sender), to: \(receiver), reason: "one-way work" }
      #   allowed:
      #     - { from: front, to: [\(callee)] }

      """
  }

  private var excluded: String {
    let generators = report.evidence.byService.map(\.service).filter(LoadGenerators.isOne).sorted()
    let checks = Set(report.entries.map(\.operation).filter(Self.isHealthCheck)).sorted()
    guard !generators.isEmpty || !checks.isEmpty else {
      return """
        # What the analysis leaves out.
        # exclude:
        #   services: [load-generator]
        #   operations: ["GET /health*"]

        """
    }
    var lines = [
      "# What the analysis leaves out: it looks like load generators and health checks. Remove the # to do so.",
      "# exclude:",
    ]
    if !generators.isEmpty { lines.append("#   services: [\(generators.map(Self.quoted).joined(separator: ", "))]") }
    if !checks.isEmpty { lines.append("#   operations: [\(checks.map(Self.quoted).joined(separator: ", "))]") }
    return lines.joined(separator: "\n") + "\n"
  }

  private var quality: String {
    let evidence = report.evidence
    var lines = [
      "# Below these floors the gate stays closed (exit code 3): missing data must not look like a good system.",
      "quality:",
    ]
    let floor = policy.rules.quality.minimumTraces
    lines.append("  min-traces: \(max(1, min(floor, evidence.traces)))")
    let floors = [
      ("max-orphan-share", evidence.orphanSpans, evidence.spans, policy.rules.quality.maximumOrphanShare),
      (
        "max-rejected-share", evidence.rejectedRecords, evidence.spans +| evidence.rejectedRecords,
        policy.rules.quality.maximumRejectedShare
      ),
    ]
    for (key, count, total, limit) in floors {
      lines.append("  \(key): \(Self.share(max(limit, ShareReport(observed: count, of: total).value)))")
    }
    lines.append("  # The share of the input, in bytes and in files, that may be unread. Files that hold no traces can be listed.")
    lines.append("  max-unread-share: \(Self.share(policy.rules.quality.maximumUnreadShare))")
    lines.append("  # ignore-files: [\"*.zip\", \"**/notes/*\"]")
    let unknown = report.edges.filter { $0.verdict == .unknown }.sum(of: \.calls)
    let open = ShareReport(observed: unknown, of: report.edges.sum(of: \.calls)).value
    lines.append("  max-unknown-share: \(Self.share(max(policy.rules.quality.maximumUnknownShare, open)))")
    let services = evidence.byService.filter {
      $0.spans >= policy.rules.quality.service.minimumSpansForShares
        && ShareReport(observed: $0.orphanSpans, of: $0.spans).value > policy.rules.quality.service.maximumOrphanShare
    }
    if !services.isEmpty {
      lines.append("  services:")
      for service in services {
        let share = Self.share(ShareReport(observed: service.orphanSpans, of: service.spans).value)
        lines.append("    # Its context is lost today, which may hide edges that lead to it.")
        lines.append("    - { service: \(Self.quoted(service.service)), max-orphan-share: \(share) }")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var rest: String {
    """
    # How a run is compared with the baseline. `complete` if the traces are those of a test suite that does the same every
    # time: then every difference counts. `sampled` counts only what chance does not explain.
    drift:
      sampling: sampled

    # Nodes that were renamed since the baseline was written: the old name, then the new one.
    # renamed:
    #   cart: basket

    # Verdicts that the traces cannot show.
    # declared:
    #   - { caller: web, callee: audit, verdict: asynchronous, reason: "a task that nothing waits for" }

    # How many calls can be open at once, and when callers give up.
    # pools:
    #   - { service: web, size: 200 }
    # timeouts:
    #   - { caller: web, callee: cart, timeout: 500ms }

    # Findings that are accepted until a day.
    # waivers:
    #   - rule: blast-radius-grown
    #     node: cart
    #     reason: why it is accepted
    #     owner: who answers for it
    #     expires: 2030-01-31

    """
  }

  /// Rounded up to a hundredth, so that what the report shows still passes.
  private static func share(_ value: Double) -> String {
    guard value.isFinite else { return "1" }
    return Wording.number(min(1, (value * 100 - 1e-9).rounded(.up) / 100))
  }

  private static func isHealthCheck(_ operation: String) -> Bool {
    let name = operation.lowercased()
    return ["/health", "/ready", "/live", "/ping", "/metrics", "grpc.health"].contains { name.contains($0) }
  }

  /// A double-quoted YAML scalar in which names of strangers have no meaning: JSON's escapes are YAML's too.
  static func quoted(_ name: String) -> String {
    var text = "\""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\" + String(scalar)
      default:
        let visible =
          scalar.isASCII ? (0x20..<0x7F).contains(scalar.value) : Wording.inert(String(scalar)) == String(scalar)
        if visible {
          text.unicodeScalars.append(scalar)
        } else {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          text += "\\U" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
        }
      }
    }
    return text + "\""
  }
}
