public import DeploymentGate
public import FailureSpread
public import RiskReport
public import TraceIngestion
public import TraceModel

/// What was read for one analysis: spans, summaries made earlier, and how much of what.
public struct AnalysisInput: Sendable {
  public var store: SpanStore
  public var summaries: [Summary]
  /// Results of earlier runs among the inputs, where they were asked for.
  public var saved: [SavedState] = []
  public var counts: ReadingCounts
  /// How many threads may work on it; 0 for one a processor. The result is the same.
  public var threads = 0
  /// How many threads work on it.
  var workers: Int { ThreadTeam.size(asked: threads) }
  /// How many bytes of memory the analysis may take.
  public var memory = ReadingOptions.defaultMemory

  public init(batch: SpanBatch? = nil, summaries: [Summary] = [], counts: ReadingCounts = ReadingCounts()) {
    store = SpanStore()
    if let batch { store.add(batch) }
    self.summaries = summaries
    self.counts = counts
  }

  /// Reads files, directories, summaries and standard input. Each is opened once.
  ///
  /// - Parameter takesSaved: whether saved reports and baselines are taken too, into `saved`.
  /// - Throws: when a path does not exist, or a summary is damaged. What is wrong inside of trace files is in
  ///   `diagnostics`.
  public static func read(
    paths: [String], options: ReadingOptions = ReadingOptions(), takesSaved: Bool = false
  ) throws -> AnalysisInput {
    var options = options
    options.setsDocumentsAside = true
    var reader = TraceReader(options: options)
    var input = AnalysisInput()
    input.threads = options.threads
    input.memory = options.memory
    input.store = try reader.readStore(paths: paths)
    input.counts = reader.counts
    for document in reader.documents {
      switch document.kind {
      case .summary: input.summaries.append(try SummaryFile.summary(in: document.bytes, of: document.path))
      case .report where takesSaved: input.saved.append(.report(try ReportFile.read(document.bytes, named: document.path)))
      case .baseline where takesSaved:
        input.saved.append(.baseline(try BaselineFile.baseline(document.bytes, document.path)))
      case .report, .baseline: throw DocumentFile.mistaken(document.kind, path: document.path, wanted: "traces")
      }
    }
    return input
  }

  /// What was imperfect in the bytes.
  public var diagnostics: [Diagnostic] { store.diagnostics.diagnostics }

  /// Whether any data could not be used.
  public var hasLoss: Bool {
    store.diagnostics.hasLoss || !counts.account.isComplete
      || summaries.contains { $0.diagnostics.hasLoss || $0.input?.isComplete == false }
  }
}

/// The result of an earlier run, as a file holds it.
public enum SavedState: Sendable {
  case report(Report)
  case baseline(Baseline)
}
