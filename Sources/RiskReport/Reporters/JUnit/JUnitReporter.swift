/// The report for a test overview: one suite a rule, one case a subject, and the gate's outcome as a case of its own.
///
/// A case fails when the gate fails for it; without a gate, when its finding is an error. So the overview is red exactly
/// when the build is. Waived findings are skipped cases, other findings pass and say what they are.
struct JUnitReporter {
  private struct Case {
    var name: String
    var body: String = ""
    var failed = false
    var errored = false
    var skipped = false
  }

  func render(_ report: Report) -> String {
    var suites: [(name: String, cases: [Case])] = []
    if let gate = report.gate { suites.append(("gate", [outcome(gate)])) }
    let failing = report.gate.map { gate in
      gate.outcome == .passed ? [] : Set(gate.reasons.filter { $0.severity == .error }.compactMap(\.finding))
    }
    let found = Dictionary(grouping: report.findings, by: \.rule)
    let rules = Set(RuleDescription.all.map(\.rule)).union(found.keys).sorted()
    for rule in rules {
      let cases = (found[rule] ?? []).map { finding in
        entry(finding, fails: failing?.contains(finding.id) ?? (finding.severity == .error))
      }
      suites.append((rule, cases.isEmpty ? [Case(name: "nothing found")] : cases))
    }
    return document(suites)
  }

  private func outcome(_ gate: GateReport) -> Case {
    let reasons = gate.reasons.map { reason in
      let message = [reason.message, reason.remedy].filter { !$0.isEmpty }.joined(separator: " ")
      return "\(reason.severity.rawValue): \(SafeText.sentence(message))"
    }.joined(separator: "\n")
    switch gate.outcome {
    case .passed: return Case(name: "outcome", body: output(reasons))
    case .failed:
      return Case(name: "outcome", body: element("failure", "the gate failed", "gate", reasons), failed: true)
    case .notEnoughEvidence:
      return Case(name: "outcome", body: element("error", "not enough evidence", "gate", reasons), errored: true)
    }
  }

  private func entry(_ finding: Finding, fails: Bool) -> Case {
    let statement = SafeText.sentence(finding.statement)
    var details = [statement, SafeText.sentence(finding.advice)]
    if let state = BaselineWords.state(finding) { details.append("Against the baseline: \(state).") }
    if !finding.exemplars.isEmpty {
      details.append("Traces: " + finding.exemplars.prefix(5).map { SafeText.name($0) }.joined(separator: ", "))
    }
    details.append("Finding \(SafeText.name(finding.id))")
    let text = details.filter { !$0.isEmpty }.joined(separator: "\n")
    let name = SafeText.name(finding.subject, limit: 200)
    if let waiver = finding.waiver {
      let reason = "waived until \(SafeText.name(waiver.expires)) by \(SafeText.name(waiver.owner)): "
      let message = Self.escaped(reason + SafeText.sentence(waiver.reason))
      return Case(name: name, body: "      <skipped message=\"\(message)\"/>\n" + output(text), skipped: true)
    }
    guard fails else { return Case(name: name, body: output("\(finding.severity.rawValue): \(text)")) }
    return Case(name: name, body: element("failure", statement, finding.severity.rawValue, text), failed: true)
  }

  private func element(_ tag: String, _ message: String, _ type: String, _ text: String) -> String {
    "      <\(tag) message=\"\(Self.escaped(message))\" type=\"\(type)\">\(Self.escaped(text))</\(tag)>\n"
  }

  private func output(_ text: String) -> String {
    text.isEmpty ? "" : "      <system-out>\(Self.escaped(text))</system-out>\n"
  }

  private func document(_ suites: [(name: String, cases: [Case])]) -> String {
    let all = suites.flatMap(\.cases)
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"firebreak\" \(totals(all))>\n"
    for suite in suites {
      let name = Self.escaped(SafeText.name(suite.name, limit: 200))
      text += "  <testsuite name=\"firebreak.\(name)\" \(totals(suite.cases))>\n"
      for item in suite.cases {
        let head = "    <testcase classname=\"firebreak.\(name)\" name=\"\(Self.escaped(item.name))\" time=\"0\""
        text += item.body.isEmpty ? head + "/>\n" : head + ">\n" + item.body + "    </testcase>\n"
      }
      text += "  </testsuite>\n"
    }
    return text + "</testsuites>\n"
  }

  private func totals(_ cases: [Case]) -> String {
    """
    tests="\(cases.count)" failures="\(cases.count(where: \.failed))" errors="\(cases.count(where: \.errored))" \
    skipped="\(cases.count(where: \.skipped))" time="0"
    """
  }

  /// Text for between tags and inside double quotes.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
