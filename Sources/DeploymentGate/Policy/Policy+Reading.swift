import CallClassification
import FailureSpread
import RiskReport

// From a file whose shape was checked to values. What shapes cannot say is checked here.

extension Policy {
  mutating func read(_ root: PolicyNode, _ checker: inout PolicyChecker) {
    if let text = root["fail-on"]?.text, let value = FailOn(rawValue: text) { failOn = value }
    groups = (root["groups"]?.pairs ?? [])
      .compactMap { key, value in key.text.map { NodeSet(name: $0, patterns: value.patterns) } }
      .sorted { $0.name < $1.name }
    if let node = root["rules"] { rules.rules = Self.changes(node, &checker) }
    rules.overrides = (root["overrides"]?.elements ?? []).map { Self.override($0, &checker) }
    rules.forbidden = constraints(root["edges"]?["forbidden"])
    rules.queued = constraints(root["edges"]?["queued"])
    rules.allowed = constraints(root["edges"]?["allowed"])
    if let node = root["quality"] { readQuality(node) }
    readFacts(root)
    if let node = root["drift"] {
      if let text = node["sampling"]?.text, let value = Sampling(rawValue: text) { drift.sampling = value }
      if let share = node["false-alarms"] {
        drift.falseAlarms = share.share ?? drift.falseAlarms
        if drift.falseAlarms <= 0 || drift.falseAlarms >= 1 {
          checker.add(
            .badValue, share, "`drift.false-alarms` must lie between 0 and 1.",
            "To let every difference count, set `sampling: complete`.")
        }
      }
    }
    if let node = root["baseline"], node.text == "required" { baselineRequired = .policy(at: node.origin) }
    if let node = root["renamed"] { readRenamed(node, &checker) }
    waivers = (root["waivers"]?.elements ?? []).compactMap { Self.waiver($0, &checker) }
  }

  private mutating func readRenamed(_ node: PolicyNode, _ checker: inout PolicyChecker) {
    for (key, value) in node.pairs {
      guard let before = key.text, let after = value.text else { continue }
      if before == after || renamed.contains(where: { $0.after == after }) {
        checker.add(.contradiction, value, "`\(after)` cannot be the new name of `\(before)`.", "Each name is new once.")
      }
      renamed.append(RenamedNode(before: before, after: after, origin: key.origin))
    }
    renamed.sort { $0.before < $1.before }
  }

  private mutating func readFacts(_ root: PolicyNode) {
    pools = (root["pools"]?.elements ?? []).compactMap { node in
      guard let service = node["service"]?.pattern, let size = node["size"]?.integer else { return nil }
      return Pool(service: service, callee: node["callee"]?.pattern, size: size)
    }
    rules.timeouts = (root["timeouts"]?.elements ?? []).compactMap { node in
      guard let caller = node["caller"]?.pattern, let callee = node["callee"]?.pattern,
        let seconds = node["timeout"]?.duration
      else { return nil }
      return CallTimeout(caller: caller, callee: callee, seconds: seconds)
    }
    for node in root["declared"]?.elements ?? [] {
      guard let caller = node["caller"]?.text, let callee = node["callee"]?.text,
        let verdict = node["verdict"]?.text.flatMap(Verdict.init), let reason = node["reason"]?.text
      else { continue }
      declared.append(DeclaredVerdict(caller: caller, callee: callee, verdict: verdict, reason: reason))
      rules.declarations[.edge(caller: caller, callee: callee)] = node.origin
    }
    naming.apart = root["names"]?["apart"]?.patterns ?? []
    naming.copies = (root["names"]?["copies"]?.elements ?? []).compactMap { node in
      node["node"]?.text.map { NodeCopies(name: $0, members: node["members"]?.patterns ?? []) }
    }
    exclusions = Exclusions(
      services: root["exclude"]?["services"]?.patterns ?? [],
      operations: root["exclude"]?["operations"]?.patterns ?? [],
      kept: root["exclude"]?["keep"]?.patterns ?? [])
  }

  private mutating func readQuality(_ node: PolicyNode) {
    for (key, value) in node.pairs { if let name = key.text { rules.quality.origins[name] = value.origin } }
    func set<Value>(_ path: WritableKeyPath<QualityFloors, Value>, _ value: Value?) {
      if let value { rules.quality[keyPath: path] = value }
    }
    set(\.minimumTraces, node["min-traces"]?.integer)
    set(\.minimumSpans, node["min-spans"]?.integer)
    set(\.maximumOrphanShare, node["max-orphan-share"]?.share)
    set(\.maximumRejectedShare, node["max-rejected-share"]?.share)
    set(\.maximumUnreadShare, node["max-unread-share"]?.share)
    ignoredFiles = (node["ignore-files"]?.elements ?? []).compactMap(\.text)
    set(\.maximumKindlessShare, node["max-kindless-share"]?.share)
    set(\.maximumUnknownShare, node["max-unknown-share"]?.share)
    set(\.maximumContradictoryKindsShare, node["max-contradictory-kinds-share"]?.share)
    set(\.service.maximumLostContextShare, node["max-lost-context-share"]?.share)
    rules.quality.services = (node["services"]?.elements ?? []).compactMap { element in
      guard let pattern = element["service"]?.pattern else { return nil }
      var floors = rules.quality.service
      floors.pattern = pattern
      floors.origin = element.origin
      if let spans = element["min-spans"]?.integer { floors.minimumSpans = spans }
      if let share = element["max-orphan-share"]?.share { floors.maximumOrphanShare = share }
      if let share = element["max-lost-context-share"]?.share { floors.maximumLostContextShare = share }
      return floors
    }
    evidence.required = (node["required-services"]?.elements ?? []).compactMap { element in
      element.pattern.map { RequiredService(pattern: $0, origin: element.origin) }
    }
    evidence.maybeSilent = node["silent-services"]?.patterns ?? []
    evidence.unknownVerdictsStop = node["unknown-verdicts"]?.text != "count-as-synchronous"
  }

  private static func changes(_ node: PolicyNode, _ checker: inout PolicyChecker) -> [RuleID: RuleChange] {
    var changes: [RuleID: RuleChange] = [:]
    for (key, value) in node.pairs {
      guard let rule = key.text.flatMap(RuleID.init) else { continue }
      let limit = value["limit"], warning = value["warning-limit"]
      changes[rule] = RuleChange(
        enabled: value.flag ?? (value.pairs.isEmpty ? nil : true),
        severity: value["severity"]?.text.flatMap(Severity.init), limit: limit?.share, warningLimit: warning?.share,
        atLeast: value["at-least"]?.integer, origin: key.origin)
      if let warning, let milder = warning.share, let hard = limit?.share ?? RuleBook.rule(rule)?.defaults.limit,
        milder > hard
      {
        checker.add(
          .contradiction, warning,
          "`warning-limit` \(Wording.number(milder)) lies beyond `limit` \(Wording.number(hard)).",
          "It must be the milder one.")
      }
    }
    return changes
  }

  private static func override(_ node: PolicyNode, _ checker: inout PolicyChecker) -> RuleOverride {
    if [node["service"], node["entry"], node["edge"]].compactMap({ $0 }).count != 1 {
      checker.add(.contradiction, node, "An override is for exactly one of `service`, `entry` and `edge`.")
    }
    let place = PlaceSelector(
      service: node["service"]?.pattern, caller: node["edge"]?["caller"]?.pattern,
      callee: node["edge"]?["callee"]?.pattern, entryService: node["entry"]?["service"]?.pattern,
      entryOperation: node["entry"]?["operation"]?.pattern)
    return RuleOverride(place: place, rules: node["rules"].map { changes($0, &checker) } ?? [:], origin: node.origin)
  }

  private func constraints(_ node: PolicyNode?) -> [EdgeConstraint] {
    (node?.elements ?? []).compactMap { element in
      guard let from = element["from"], let to = element["to"] else { return nil }
      return EdgeConstraint(
        from: nodeSet(from), to: nodeSet(to), reason: element["reason"]?.text ?? "",
        severity: element["severity"]?.text.flatMap(Severity.init), origin: element.origin)
    }
  }

  /// Names of groups stand for their patterns; what is no group's name is a pattern.
  private func nodeSet(_ node: PolicyNode) -> NodeSet {
    let names = node.elements.compactMap(\.text)
    let patterns = names.flatMap { name in groups.first { $0.name == name }?.patterns ?? [NamePattern(name)] }
    return NodeSet(name: names.joined(separator: ", "), patterns: patterns)
  }

  /// Whether a pattern has a wildcard and names too little beside it to be about a place: `*`, `**`, `?*`, `* /*`.
  private static func namesNothing(_ pattern: NamePattern) -> Bool {
    !pattern.isLiteral && !pattern.text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
  }

  private static func waiver(_ node: PolicyNode, _ checker: inout PolicyChecker) -> Waiver? {
    let place = PlaceSelector(
      caller: node["caller"]?.pattern, callee: node["callee"]?.pattern, node: node["node"]?.pattern,
      entryService: node["entry"]?["service"]?.pattern, entryOperation: node["entry"]?["operation"]?.pattern)
    let subject = node["subject"]?.text
    if place == PlaceSelector(), subject == nil {
      checker.add(
        .contradiction, node,
        "A waiver must say what it is about: `caller` and `callee`, `node`, `entry` or `subject`.",
        "To switch a rule off altogether, set it to `off` under `rules`.")
    }
    let fields = [
      ("caller", node["caller"]), ("callee", node["callee"]), ("node", node["node"]), ("subject", node["subject"]),
      ("entry.service", node["entry"]?["service"]), ("entry.operation", node["entry"]?["operation"]),
    ]
    for case (let key, let pattern?) in fields where pattern.pattern.map(Self.namesNothing) ?? false {
      checker.add(
        .badValue, pattern, "`\(key)` of a waiver must not match everything.",
        "Name what is accepted.")
    }
    guard let rule = node["rule"]?.text.flatMap(RuleID.init), let reason = node["reason"]?.text,
      let owner = node["owner"]?.text, let expires = node["expires"]?.date
    else { return nil }
    return Waiver(
      rule: rule, place: place, subject: subject, reason: reason, owner: owner, expires: expires, origin: node.origin)
  }
}
