internal import CallClassification
internal import DeploymentGate
public import FailureSpread
public import RiskReport
public import TraceIngestion
public import TraceModel

/// The whole analysis, stage by stage. A newcomer starts reading here.
public struct Analyzer: Sendable {
  public var configuration: AnalysisConfiguration

  public init(configuration: AnalysisConfiguration = AnalysisConfiguration()) {
    self.configuration = configuration
  }

  /// All stages: the report with its findings, their firebreaks and exemplar traces.
  public func report(_ input: AnalysisInput) -> Report {
    let analysis = analyze(input)
    var report = analysis.report
    report.findings = RuleBook.findings(in: report, settings: configuration.rules, threads: input.workers)
    analysis.complete(&report)
    return report
  }

  /// All stages up to the report without findings.
  public func analyze(_ input: AnalysisInput) -> Analysis {
    let graph = spread(summarize(input))
    return Analysis(
      report: ReportBuilder(graph, threads: input.workers).build(tool: Firebreak.tool), graph: graph, input: input)
  }

  /// Spans and summaries of earlier runs, merged into one summary.
  ///
  /// - Parameter isPartial: whether the result is to be merged with those of other data.
  public func summarize(_ input: AnalysisInput, isPartial: Bool = false) -> Summary {
    // What earlier summaries left open may end in these spans.
    var summary = summarize(
      input.store, isPartial: isPartial || !input.summaries.isEmpty, threads: input.threads,
      memory: input.memory)
    for (format, files) in input.counts.filesByFormat { summary.formats[format.rawValue, default: 0] +|= files }
    // Spans that memory had no room for are lost as well.
    let left = summary.diagnostics.diagnostics.first { $0.id == PartAnalysis.oversizedTrace }?.count ?? 0
    // Spans that were given and not read have no files to account for.
    if input.counts.account.files.found > 0 {
      summary.input = input.counts.account
      summary.input?.add(InputAccount(rejected: left))
    }
    for other in input.summaries { summary.merge(other) }
    return summary
  }

  /// spans → traces → calls → summary.
  ///
  /// - Parameter isPartial: whether the summary is to be merged with those of other data, whose spans may link to these.
  public func summarize(_ batch: SpanBatch, isPartial: Bool = false) -> Summary {
    var store = SpanStore()
    store.add(batch)
    return summarize(store, isPartial: isPartial, threads: 1)
  }

  /// The same, part by part on several threads.
  public func summarize(
    _ store: SpanStore, isPartial: Bool = false, threads: Int = 0, memory: Int = ReadingOptions.defaultMemory
  ) -> Summary {
    let exclusions = configuration.exclusions
    let roles = RoleTable(
      names: store.names, profiles: store.profiles.profiles,
      excludesService: { exclusions.excludes(service: $0) }, excludesOperation: { exclusions.excludes(operation: $0) },
      naming: { configuration.naming.choice($0) })
    var summary = PartAnalysis(
      store: store, roles: roles, isPartial: isPartial, threads: threads, memory: memory
    ).run()
    summary.diagnostics.merge(store.diagnostics)
    return summary
  }

  /// summary → verdicts.
  public func spread(_ summary: Summary) -> SpreadGraph {
    SpreadGraph(
      summary: summary.resolved(
        keeping: { configuration.keeps(service: $0, operation: $1) },
        apart: { configuration.naming.choice($0) == .apart }),
      rule: configuration.verdictRule, declared: configuration.declaredVerdicts
    )
  }

  /// summary → verdicts → spread → report, without findings.
  public func report(_ summary: Summary) -> Report {
    ReportBuilder(spread(summary)).build(tool: Firebreak.tool)
  }
}
