public import FailureSpread
internal import JSONBridge
public import TraceIngestion
public import TraceModel

/// What was read for one analysis: spans, summaries made earlier, and how much of what.
public struct AnalysisInput: Sendable {
  public var store: SpanStore
  public var summaries: [Summary]
  public var counts: ReadingCounts
  /// How many threads may work on it; 0 for one a processor. The result is the same.
  public var threads = 0
  /// How many threads work on it.
  var workers: Int { threads > 0 ? threads : ThreadTeam.processorCount }
  /// How many bytes of memory the analysis may take.
  public var memory = ReadingOptions.defaultMemory

  public init(batch: SpanBatch? = nil, summaries: [Summary] = [], counts: ReadingCounts = ReadingCounts()) {
    store = SpanStore()
    if let batch { store.add(batch) }
    self.summaries = summaries
    self.counts = counts
  }

  /// Reads files, directories, summaries and standard input.
  ///
  /// - Throws: when a path does not exist, or a summary is damaged. What is wrong inside of trace files is in
  ///   `diagnostics`.
  public static func read(paths: [String], options: ReadingOptions = ReadingOptions()) throws -> AnalysisInput {
    var input = AnalysisInput()
    var traces: [String] = []
    for path in paths {
      if let summary = try SummaryFile.read(path) { input.summaries.append(summary) } else { traces.append(path) }
    }
    if !traces.isEmpty || paths.isEmpty {
      var reader = TraceReader(options: options)
      input.threads = options.threads
      input.memory = options.memory
      input.store = try reader.readStore(paths: traces)
      input.counts = reader.counts
    }
    return input
  }

  /// What was imperfect in the bytes.
  public var diagnostics: [Diagnostic] { store.diagnostics.diagnostics }

  /// Whether any data could not be used.
  public var hasLoss: Bool { store.diagnostics.hasLoss || summaries.contains { $0.diagnostics.hasLoss } }
}
