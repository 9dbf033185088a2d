public import DeploymentGate
public import RiskReport

extension Analyzer {
  /// Analyses traces and decides whether a deployment may go on.
  ///
  /// The analyzer must have been made with the same policy, or verdicts and exclusions differ from what is judged.
  ///
  /// - Parameters:
  ///   - input: the traces of this run.
  ///   - policy: what the team has decided.
  ///   - baseline: the accepted state; with one only what is new or worse fails.
  ///   - today: the day that waivers are held against.
  ///   - changed: the services of this deployment; if there are any, only what touches one of them can fail.
  ///   - remedy: how the accepted state is written again, for the command that a closed gate prints.
  /// - Returns: the decision, and the report with its findings, their firebreaks and exemplar traces.
  public func gate(
    _ input: AnalysisInput, policy: Policy, baseline: Baseline? = nil, today: CalendarDate, changed: [String] = [],
    remedy: BaselineRemedy = BaselineRemedy()
  ) -> GateResult {
    var analyzer = self
    analyzer.configuration.keptEntries.formUnion(baseline?.entries.map(\.name) ?? [])
    let analysis = analyzer.analyze(input)
    var result = Gate.evaluate(
      report: analysis.report, policy: policy, baseline: baseline, today: today, changed: changed, remedy: remedy)
    analysis.complete(&result.report)
    return result
  }

  /// The state that traces show, to be accepted as a baseline or compared with another one.
  public func state(of input: AnalysisInput) -> Baseline {
    Baseline(report: analyze(input).report, settings: configuration.rules)
  }

  /// The state that the result of an earlier run holds.
  public func state(of saved: SavedState) -> Baseline {
    switch saved {
    case .baseline(let baseline): baseline
    case .report(let report): Baseline(report: report, settings: configuration.rules)
    }
  }
}
