import CallClassification
import FailureSpread

@testable import RiskReport

/// A report whose every name was chosen by someone who wants to break out of the format.
enum HostileReport {
  static let names = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</details></summary><h1>owned</h1>",
    "red\u{1B}[31m\u{1B}]0;title\u{07}\u{9B}2J",
    "user\u{202E}txt.exe\u{2066}\u{200F}",
    "two\nlines\r\nthree\u{2028}four\u{85}five",
    "a\"]; click n0 \"javascript:alert(1)\" %%{init: {\"securityLevel\":\"loose\"}}%% #quot;",
    "\"]; evil [URL=\"javascript:alert(1)\", label=<<B>x</B>>]; \\N \\",
    "```\n# heading\n[link](javascript:alert(1)) ![x](http://x) | cell | @user `code` ``",
    "=HYPERLINK(\"http://x\",\"y\")",
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "-2+3",
    "]]> <?xml?> &amp; &#0; \u{0}\u{FFFE}",
    "::error file=x::owned%0A",
    "''--{{constructor}}${7*7}",
    "z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}algo",
    "日本語のサービス名がここにあります・とても長い",
    "",
    String(repeating: "x", count: 10_000),
  ]

  /// The shop's report with names of its nodes, operations and texts replaced by hostile ones, and one edge and finding
  /// for each name.
  static let report: Report = {
    var report = SampleReport.shop
    for (place, name) in names.enumerated() {
      let other = names[(place + 1) % names.count]
      report.entries.append(
        SampleReport.entry(name, other, requests: 10, errors: 1, p: [0.1, 0.2, 1e300], depth: 2))
      report.nodes.append(
        SampleReport.node(
          name, .allCases[place % 5], 10, 1, 0.3, expected: 0.1, seen: 2, [(other, name, 0.3)]))
      var edge = SampleReport.edge(
        name, other, via: place % 3 == 0 ? name : nil, .allCases[place % 7], .allCases[place % 4], calls: 10, errors: 1,
        share: 0.5, seen: (2, 1))
      edge.evidence[0].statement = name
      edge.declared = DeclaredVerdictReport(verdict: .asynchronous, reason: name, observed: .mixed)
      edge.exemplars = [name]
      report.edges.append(edge)
      var chain = SampleReport.chains[0]
      chain.id = SampleReport.id("hostile chain", place)
      chain.hops = [
        SampleReport.hop(name, other), SampleReport.hop(other, name, -1e300, 0.5),
        ChainHopReport(node: name, kind: .allCases[place % 5], operation: name, verdict: .mixed),
      ]
      chain.stopsAt = .allCases[place % 4]
      chain.stopReason = name
      report.chains.append(chain)
      report.cycles.append(CycleReport(services: [name, other], reentrant: false, traces: 0, exemplars: [name]))
      var finding = SampleReport.finding(
        place == 0 ? name : "blast-radius", .allCases[place % 3], name, "It says: \(name)", "Do: \(name)",
        FindingMeasure(value: -1e300, low: -1, high: 1e18, limit: 0.5, unit: name), nodes: [name],
        state: .allCases[place % 6],
        waiver: place % 4 == 0 ? WaiverReport(reason: name, owner: name, expires: name) : nil)
      finding.exemplars = [name]
      report.examples?.append(
        TraceExampleReport(
          trace: name,
          spans: [SampleReport.span(name, other, place * 100, .leastNonzeroMagnitude, place % 2 == 0 ? -1 : 1e300)]))
      report.findings.append(finding)
      report.evidence.diagnostics.append(
        DiagnosticReport(id: name, message: name, advice: name, count: 1, loss: true, examples: [name]))
      report.evidence.byService.append(
        ServiceQualityReport(service: name, spans: 10, orphanSpans: 1, spansWithoutKind: 1))
      report.gate?.reasons.append(GateReason(severity: .error, message: name, advice: name, policy: name))
      report.gate?.absent.append(AbsentFinding(id: name, rule: name, subject: name, state: .gone))
      report.gate?.unmatchedWaivers.append(
        UnmatchedWaiver(rule: name, subject: name, exercised: false, expires: name))
    }
    report.evidence.formats.append(FormatReport(format: names[0], files: 1))
    report.tool.version = names[3]
    return report
  }()
}
