internal import CallClassification
public import TraceModel

/// Spans of a system, and what is true of its edges.
public struct LabelledTraces: Sendable {
  public var name: String
  public var batch: SpanBatch
  public var truth: Truth

  /// What is known of the edges.
  public enum Truth: Sendable {
    /// These edges, each with its verdict.
    case edges([TruthEdge])
    /// Whatever edges there are, their callers wait.
    case allSynchronous
  }

  public init(name: String, batch: SpanBatch, truth: Truth) {
    self.name = name
    self.batch = batch
    self.truth = truth
  }

  /// The edges with labels; where all are of one kind, those that were found.
  func labels(found: [JudgedEdge]) -> [TruthEdge] {
    switch truth {
    case .edges(let edges): edges
    case .allSynchronous:
      found.map { TruthEdge(caller: $0.caller, callee: $0.callee, via: $0.via, verdict: .synchronous) }
    }
  }
}
