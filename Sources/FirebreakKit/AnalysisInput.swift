public import FailureSpread
public import RiskReport
public import TraceIngestion
public import TraceModel

/// What was read for one analysis: spans, and how much of what.
public struct AnalysisInput: Sendable {
  public var batch: SpanBatch
  public var counts: ReadingCounts

  public init(batch: SpanBatch, counts: ReadingCounts = ReadingCounts()) {
    self.batch = batch
    self.counts = counts
  }

  /// Reads files, directories, summaries and standard input.
  ///
  /// - Throws: when a path does not exist. What is wrong inside of files is in `diagnostics`.
  public static func read(paths: [String], options: ReadingOptions = ReadingOptions()) throws(IngestionError) -> AnalysisInput {
    var reader = TraceReader(options: options)
    let batch = try reader.read(paths: paths)
    return AnalysisInput(batch: batch, counts: reader.counts)
  }

  /// What was imperfect in the bytes.
  public var diagnostics: [Diagnostic] { batch.diagnostics.diagnostics }

  /// Whether any data could not be used.
  public var hasLoss: Bool { batch.diagnostics.hasLoss }
}
