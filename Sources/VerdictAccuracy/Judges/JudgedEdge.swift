public import CallClassification
public import TraceModel

/// What somebody says about an edge.
public struct JudgedEdge: Sendable, Hashable {
  public var caller: String
  public var callee: String
  public var via: String?
  public var verdict: Verdict
  public var calls: Int

  public init(caller: String, callee: String, via: String? = nil, verdict: Verdict, calls: Int) {
    self.caller = caller
    self.callee = callee
    self.via = via
    self.verdict = verdict
    self.calls = calls
  }
}

/// Somebody who says of every edge of some traces whether its calls are waited for.
public struct Judge: Sendable {
  public var name: String
  /// Whether the judge tells work over one topic from work over another, and from direct calls.
  public var knowsTopics: Bool
  public var edges: @Sendable (SpanBatch) -> [JudgedEdge]

  public init(name: String, knowsTopics: Bool = false, edges: @escaping @Sendable (SpanBatch) -> [JudgedEdge]) {
    self.name = name
    self.knowsTopics = knowsTopics
    self.edges = edges
  }
}
