public import FailureSpread
public import RiskReport
public import TraceModel

// What the analysis leaves out itself, after everything was read.

extension Summary {
  /// The spans of a trace that memory had no room for; nil when there are none.
  public var spansWithoutRoom: Diagnostic? { diagnostics.diagnostics.first { $0.id == PartAnalysis.oversizedTrace } }
}

extension EvidenceReport {
  /// The spans of a trace that memory had no room for; nil when there are none.
  public var spansWithoutRoom: Diagnostic? {
    diagnostics.first { $0.id == PartAnalysis.oversizedTrace }
      .map { Diagnostic(id: $0.id, message: $0.message, advice: $0.advice, count: $0.count, isLoss: $0.loss) }
  }
}
