/// The findings as SARIF 2.1.0, in the shape that code scanning services accept: every result has a place in a file of
/// the repository, all rules are declared even where nothing was found (so that alerts close), one run a file.
struct SARIFReporter {
  /// Services keep the first 5,000 results of a run and refuse 25,000.
  static let resultLimit = 5_000
  /// Of a result's chains, this many become code flows.
  static let flowLimit = 5

  let options: RenderingOptions

  func render(_ report: Report) -> String {
    let rules = self.rules(report)
    let index = Dictionary(rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let context = Context(report)
    let compared = report.findings.contains { $0.baselineState != nil }
    let results = report.findings.filter { $0.baselineState != .gone }.prefix(Self.resultLimit).map { finding in
      result(finding, index[ruleName(finding.rule)] ?? 0, compared: compared, context)
    }
    let driver = SARIFDriver(
      name: SafeText.name(report.tool.name), version: SafeText.name(report.tool.version), rules: rules)
    return JSONText.encode(SARIFLog(runs: [SARIFRun(tool: SARIFTool(driver: driver), results: results)]))
  }

  /// What results refer to by name.
  private struct Context {
    var chains: [String: ChainReport]
    var edges: [String: EdgeReport]
    /// The line of the policy that a finding breaks.
    var lines: [String: String]

    init(_ report: Report) {
      chains = Dictionary(report.chains.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      edges = Dictionary(report.edges.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      lines = [:]
      for reason in report.gate?.reasons ?? [] {
        if let finding = reason.finding, let policy = reason.policy, lines[finding] == nil { lines[finding] = policy }
      }
    }
  }

  private func ruleName(_ rule: String) -> String { SafeText.name(rule) }

  /// All rules that are known, and those that only the findings know.
  private func rules(_ report: Report) -> [SARIFRule] {
    let known = RuleDescription.all.map(rule)
    let names = Set(known.map(\.id))
    let others = Set(report.findings.map { ruleName($0.rule) }).subtracting(names).sorted().map { name in
      rule(RuleDescription(name, name, what: name, why: "", evidence: "", exceptions: "", action: ""))
    }
    return known + others
  }

  private func rule(_ words: RuleDescription) -> SARIFRule {
    let parts = words.parts.filter { !$0.text.isEmpty }
    let help = parts.map { "\($0.heading): \($0.text)" }.joined(separator: "\n\n")
    let markdown = parts.map { "**\($0.heading)**\n\n\(MarkdownText.escaped($0.text))" }.joined(separator: "\n\n")
    return SARIFRule(
      id: words.rule, name: pascalCase(words.rule), shortDescription: SARIFMessage(text: words.title),
      fullDescription: SARIFMessage(text: words.what), help: SARIFMessage(text: help, markdown: markdown),
      defaultConfiguration: SARIFConfiguration(level: "warning"), properties: SARIFRuleProperties())
  }

  private func pascalCase(_ rule: String) -> String {
    rule.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private func result(_ finding: Finding, _ ruleIndex: Int, compared: Bool, _ context: Context) -> SARIFResult {
    let line = policyLine(finding.policy ?? context.lines[finding.id])
    let flows = finding.chains.compactMap { context.chains[$0] }.prefix(Self.flowLimit).map { flow($0, line) }
    let suppression = finding.waiver.map { waiver in
      let text = "\(waiver.reason) (until \(waiver.expires), \(waiver.owner))"
      return [SARIFSuppression(justification: SafeText.sentence(text))]
    }
    return SARIFResult(
      ruleId: ruleName(finding.rule), ruleIndex: ruleIndex, level: finding.severity.rawValue,
      message: SARIFMessage(text: Self.message("\(finding.statement) \(finding.advice)")),
      locations: [location(names(finding, context), line)],
      partialFingerprints: fingerprints(finding), codeFlows: flows.isEmpty ? nil : flows,
      baselineState: compared ? state(finding.baselineState) : nil, suppressions: suppression,
      properties: SARIFResultProperties(
        subject: SafeText.name(finding.subject, limit: 200), advice: SafeText.sentence(finding.advice),
        exemplars: finding.exemplars.prefix(5).map { SafeText.name($0) }))
  }

  /// Both keys hold the finding's identifier: the first is the one that code scanning compares; without it, results at
  /// one place in a file would count as one.
  private func fingerprints(_ finding: Finding) -> [String: String] {
    let id = SafeText.name(finding.id)
    return ["primaryLocationLineHash": "\(id):1", "firebreakFinding/v1": id]
  }

  private func state(_ state: BaselineState?) -> String {
    switch state {
    case .new, nil: "new"
    case .worse, .better: "updated"
    case .unchanged, .notExercised, .gone: "unchanged"
    }
  }

  private func names(_ finding: Finding, _ context: Context) -> [String] {
    let ends = finding.edges.compactMap { context.edges[$0] }.flatMap { [$0.caller, $0.callee] }
    let all = Set(finding.nodes + ends).sorted()
    return all.isEmpty ? [finding.subject] : all
  }

  private func location(_ names: [String], _ line: Int, _ message: String? = nil) -> SARIFLocation {
    SARIFLocation(
      physicalLocation: SARIFPhysicalLocation(
        artifactLocation: SARIFArtifact(uri: Self.uri(options.artifact)), region: SARIFRegion(startLine: line)),
      logicalLocations: names.prefix(100).map {
        let name = SafeText.name($0)
        return SARIFLogicalLocation(name: name, fullyQualifiedName: name, kind: "module")
      },
      message: message.map { SARIFMessage(text: Self.message($0)) })
  }

  /// A chain from its entry to where it stops.
  private func flow(_ chain: ChainReport, _ line: Int) -> SARIFCodeFlow {
    let words = ChainWords()
    let locations = chain.hops.enumerated().map { place, hop in
      let step = words.step(hop)
      let text =
        "\(SafeText.name(hop.name)) \(SafeText.inert(hop.operation, limit: 80))" + (step.isEmpty ? "" : ": \(step)")
      return SARIFThreadFlowLocation(location: location([hop.name], line, text), nestingLevel: place)
    }
    let weight = words.weight(chain).written { SafeText.name($0) }
    return SARIFCodeFlow(
      message: SARIFMessage(text: Self.message("\(weight); \(words.stop(chain))")),
      threadFlows: [SARIFThreadFlow(locations: locations)])
  }

  /// The line of a place in the policy, `firebreak.yml:18`, if that is the file that results point to; else the first.
  private func policyLine(_ place: String?) -> Int {
    guard let place, let colon = place.lastIndex(of: ":"), let line = Int(place[place.index(after: colon)...]) else {
      return 1
    }
    let file = place[..<colon].split(separator: "/").last
    return file == options.artifact.split(separator: "/").last ? max(1, line) : 1
  }

  /// Text of a message: links and placeholders, which the standard reads in it, do not form.
  static func message(_ text: String) -> String {
    SafeText.sentence(text).replacing("](", with: "] (").replacing(/\{(\d+)\}/) { "{{\($0.output.1)}}" }
  }

  /// A path as a URI: what is not plain in one is written by its bytes.
  static func uri(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        result.append(Character(Unicode.Scalar(byte)))
      default:
        let plain = "-._~/".utf8.contains(byte)
        let digits = String(byte, radix: 16, uppercase: true)
        result += plain ? String(Character(Unicode.Scalar(byte))) : "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return result.isEmpty ? "firebreak.yml" : result
  }
}
