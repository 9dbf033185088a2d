public import FailureSpread
internal import JSONBridge
public import TraceIngestion
public import TraceModel

/// What was read for one analysis: spans, summaries made earlier, and how much of what.
public struct AnalysisInput: Sendable {
  public var batch: SpanBatch
  public var summaries: [Summary]
  public var counts: ReadingCounts

  public init(batch: SpanBatch = SpanBatch(), summaries: [Summary] = [], counts: ReadingCounts = ReadingCounts()) {
    self.batch = batch
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
      input.batch = try reader.read(paths: traces)
      input.counts = reader.counts
    }
    return input
  }

  /// What was imperfect in the bytes.
  public var diagnostics: [Diagnostic] { batch.diagnostics.diagnostics }

  /// Whether any data could not be used.
  public var hasLoss: Bool { batch.diagnostics.hasLoss || summaries.contains { $0.diagnostics.hasLoss } }
}
