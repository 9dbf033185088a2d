public import FailureSpread
public import RiskReport

/// An analysis before its findings are made: what rules, a gate or a simulation go on from.
public struct Analysis: Sendable {
  /// Without findings.
  public let report: Report
  public let graph: SpreadGraph
  public let input: AnalysisInput

  /// Adds what findings do not know themselves: where a firebreak helps most, and exemplar traces, as far as the spans are
  /// at hand.
  public func complete(_ report: inout Report) {
    report.findings = FirebreakWording(graph).advise(report.findings, chains: report.chains, threads: input.workers)
    let examples = TraceExamples(store: input.store).examples(for: report.findings)
    report.examples = examples.isEmpty ? nil : examples
  }
}
