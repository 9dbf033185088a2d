public import TraceModel

/// An edge between one operation of a caller and one of a callee.
public struct OperationEdgeKey: Hashable, Sendable {
  public var caller: NodeID
  public var callerOperation: NameID
  public var callee: NodeID
  public var calleeOperation: NameID
  /// The topic between two services, or `.none`.
  public var via: NodeID
  public var mechanism: Mechanism

  public init(
    caller: NodeID, callerOperation: NameID, callee: NodeID, calleeOperation: NameID, via: NodeID = .none,
    mechanism: Mechanism
  ) {
    self.caller = caller
    self.callerOperation = callerOperation
    self.callee = callee
    self.calleeOperation = calleeOperation
    self.via = via
    self.mechanism = mechanism
  }
}
