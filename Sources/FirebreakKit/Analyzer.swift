public import CallClassification
public import FailureSpread
public import RiskReport
internal import TraceAssembly
internal import TraceIngestion
public import TraceModel

/// The whole analysis, stage by stage. A newcomer starts reading here.
public struct Analyzer: Sendable {
  public var configuration: AnalysisConfiguration

  public init(configuration: AnalysisConfiguration = AnalysisConfiguration()) {
    self.configuration = configuration
  }

  /// All stages, and the findings of the rules.
  public func report(_ input: AnalysisInput) -> Report {
    var report = report(summarize(input.batch), formats: input.counts.filesByFormat.map { FormatReport(format: $0.key.rawValue, files: $0.value) })
    report.findings = RuleBook.findings(in: report, settings: configuration.rules)
    return report
  }

  /// spans → traces → calls → summary.
  ///
  /// - Parameter isPartial: whether the summary is to be merged with those of other data, whose spans may link to these.
  public func summarize(_ batch: SpanBatch, isPartial: Bool = false) -> Summary {
    let roles = RoleTable(names: batch.names, profiles: batch.profiles.profiles)
    let groups = TraceGroups(spans: batch.spans)
    var assembler = TraceAssembler(names: batch.names, profiles: batch.profiles.profiles)
    var summarizer = Summarizer(roles: roles, links: LinkIndex(batch.links, isPartial: isPartial))
    var trace = Trace()
    for range in groups.ranges {
      assembler.assemble(groups.order[range], of: batch.spans, into: &trace)
      summarizer.add(trace)
    }
    var summary = summarizer.finish()
    summary.diagnostics.merge(batch.diagnostics)
    return summary
  }

  /// summary → verdicts → spread → report, without findings.
  public func report(_ summary: Summary, formats: [FormatReport] = []) -> Report {
    let graph = SpreadGraph(
      summary: summary.resolved(), rule: configuration.verdictRule, declared: configuration.declaredVerdicts
    )
    return ReportBuilder(graph).build(tool: Firebreak.tool, formats: formats)
  }
}
