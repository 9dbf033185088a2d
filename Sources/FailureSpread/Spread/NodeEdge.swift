public import CallClassification

/// All calls between two nodes, with the verdict.
public struct NodeEdge: Sendable {
  public var caller: NodeID
  public var callee: NodeID
  public var via: NodeID
  /// The most frequent one.
  public var mechanism: Mechanism
  public var statistics: EdgeStatistics
  public var verdict: Verdict
  public var waiting: Waiting
  /// The share of decided calls that wait.
  public var share: WilsonInterval
  public var propagation: PropagationEstimate
  /// What the policy declares, if anything; then `verdict` is its verdict.
  public var declared: DeclaredVerdict?
  /// What the data alone says.
  public var observed: Verdict
  /// Indices into the `EdgeTable`.
  public var operations: [UInt32]
  /// How the lengths of requests go with those of their calls.
  public var coupling: TimeCoupling?
}

/// A verdict that a user states for an edge.
public struct DeclaredVerdict: Sendable, Equatable, Hashable {
  public var caller: String
  public var callee: String
  public var verdict: Verdict
  public var reason: String

  public init(caller: String, callee: String, verdict: Verdict, reason: String) {
    self.caller = caller
    self.callee = callee
    self.verdict = verdict
    self.reason = reason
  }
}
