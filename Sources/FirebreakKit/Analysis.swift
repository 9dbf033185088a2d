public import FailureSpread
public import RiskReport
internal import TraceModel

/// An analysis before its findings are made: what rules, a gate or a simulation go on from.
public struct Analysis: Sendable {
  /// Without findings.
  public let report: Report
  public let graph: SpreadGraph
  public let input: AnalysisInput

  /// Adds what findings do not know themselves: where a firebreak helps most, and exemplar traces, as far as the spans are
  /// at hand.
  public func complete(_ report: inout Report) {
    let (findings, chains) = (report.findings, report.chains)
    let (advised, examples) = SideBySide.run(threads: input.workers) {
      FirebreakWording(graph).advise(findings, chains: chains, threads: input.workers)
    } and: {
      TraceExamples(store: input.store).examples(for: findings)
    }
    report.findings = advised
    report.examples = examples.isEmpty ? nil : examples
  }
}
