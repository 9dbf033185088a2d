public import CallClassification
public import TraceModel

/// A resolved summary with a verdict on every edge: the ground that spread is computed on.
public struct SpreadGraph: Sendable {
  public private(set) var summary: Summary
  /// Sorted by nothing; reports sort by names.
  public private(set) var nodeEdges: [NodeEdge] = []
  /// By operation edge: the verdict that spread goes by. An undecided pair of operations takes the verdict of its nodes.
  public private(set) var verdicts: [Verdict] = []
  /// By operation edge: the verdict that its own calls give.
  public private(set) var ownVerdicts: [Verdict] = []
  /// By operation edge.
  public private(set) var propagation: [PropagationEstimate] = []
  /// By operation edge: index into `nodeEdges`.
  public private(set) var nodeEdgeOf: [Int] = []
  /// Requests that nobody waits for, and how many of them failed, by the entry that they are: they are calls as well.
  public private(set) var detached: [EntryKey: (requests: Int, errors: Int)] = [:]
  /// The waiting calls of all shapes, by the verdicts and the propagation above.
  private(set) var trees = WaitingTrees()

  /// - Parameters:
  ///   - summary: a resolved summary.
  ///   - declared: verdicts that the user states.
  public init(summary: Summary, rule: VerdictRule = VerdictRule(), declared: [DeclaredVerdict] = []) {
    self.summary = summary
    let replaceable = Self.replaceable(summary.edges)
    groupByNodes(rule, declared, replaceable)
    let edges = summary.edges
    let failing = nodeEdges.map { edge in
      var operations = PropagationEstimate.OtherOperations()
      for operation in edge.operations { operations.add(edges.statistics[Int(operation)]) }
      return operations
    }
    for index in edges.keys.indices {
      let nodeEdge = nodeEdges[nodeEdgeOf[index]]
      let own = rule.verdict(of: edges.statistics[index]).verdict
      ownVerdicts.append(own)
      if let declared = nodeEdge.declared {
        verdicts.append(declared.verdict)
      } else {
        // Thin data is read with that of the other operations, unless it speaks against them.
        let isPooled = own == .unknown && !(nodeEdge.verdict == .asynchronous && rule.seesWaiting(edges.statistics[index]))
        verdicts.append(isPooled ? nodeEdge.verdict : own)
      }
      propagation.append(
        PropagationEstimate(
          edges.statistics[index], isReplaceable: replaceable[index],
          others: failing[nodeEdgeOf[index]].without(edges.statistics[index])))
    }
    for place in nodeEdges.indices {
      nodeEdges[place].propagation.average(
        nodeEdges[place].operations.map { (propagation[Int($0)], edges.statistics[Int($0)].calls) })
    }
    detached = self.summary.detach(verdicts)
    trees = WaitingTrees(self)
  }

  /// Brings the waiting calls up to date with changed verdicts.
  mutating func rebuildTrees() { trees = WaitingTrees(self) }

  /// Whether a failure of the callee is taken to reach the caller.
  public func spreads(_ node: ShapeNode) -> Bool {
    node.edge != ShapeNode.entryEdge && verdicts[Int(node.edge)].spreadsFailure
  }

  mutating func setVerdict(_ verdict: Verdict, of nodeEdge: Int) {
    nodeEdges[nodeEdge].verdict = verdict
    for operation in nodeEdges[nodeEdge].operations { verdicts[Int(operation)] = verdict }
  }

  mutating func setPropagation(_ estimate: PropagationEstimate, of nodeEdge: Int) {
    nodeEdges[nodeEdge].propagation = estimate
    for operation in nodeEdges[nodeEdge].operations { propagation[Int(operation)] = estimate }
  }

  public func name(_ node: NodeID) -> String {
    Int(node.index) < summary.nodes.nodes.count ? summary.names[summary.nodes.nodes[Int(node.index)].name] : ""
  }

  public func kind(_ node: NodeID) -> NodeKind {
    Int(node.index) < summary.nodes.nodes.count ? summary.nodes.nodes[Int(node.index)].kind : .external
  }

  /// By operation edge: whether it asks a cache, and the same operation asks something else in only some of its requests.
  private static func replaceable(_ edges: EdgeTable) -> [Bool] {
    struct CallerOperation: Hashable {
      var caller: NodeID
      var operation: NameID
    }
    func operation(_ index: Int) -> CallerOperation {
      CallerOperation(caller: edges.keys[index].caller, operation: edges.keys[index].callerOperation)
    }
    var cached: [CallerOperation: Int] = [:]
    for index in edges.keys.indices where edges.keys[index].mechanism == .cache {
      cached[operation(index)] = max(cached[operation(index)] ?? 0, edges.statistics[index].perRequest.total)
    }
    var standIns = Set<CallerOperation>()
    for index in edges.keys.indices where edges.keys[index].mechanism != .cache && edges.keys[index].mechanism != .queue
    {
      guard let requests = cached[operation(index)] else { continue }
      if edges.statistics[index].perRequest.total *| 20 < requests *| 19 { standIns.insert(operation(index)) }
    }
    return edges.keys.indices.map { edges.keys[$0].mechanism == .cache && standIns.contains(operation($0)) }
  }

  private mutating func groupByNodes(_ rule: VerdictRule, _ declared: [DeclaredVerdict], _ replaceable: [Bool]) {
    struct Key: Hashable {
      var caller: NodeID
      var callee: NodeID
      var via: NodeID
    }
    var indices: [Key: Int] = [:]
    var members: [[UInt32]] = []
    var keys: [Key] = []
    for (index, edge) in summary.edges.keys.enumerated() {
      let key = Key(caller: edge.caller, callee: edge.callee, via: edge.via)
      let place =
        indices[key]
        ?? {
          indices[key] = members.count
          members.append([])
          keys.append(key)
          return members.count - 1
        }()
      members[place].append(UInt32(index))
      nodeEdgeOf.append(place)
    }
    for (place, key) in keys.enumerated() {
      nodeEdges.append(nodeEdge(key.caller, key.callee, key.via, members[place], rule, declared, replaceable))
    }
  }

  private func nodeEdge(
    _ caller: NodeID, _ callee: NodeID, _ via: NodeID, _ operations: [UInt32], _ rule: VerdictRule,
    _ declared: [DeclaredVerdict], _ replaceable: [Bool]
  ) -> NodeEdge {
    var statistics = EdgeStatistics()
    var mechanisms: [Mechanism: Int] = [:]
    for operation in operations {
      statistics.merge(summary.edges.statistics[Int(operation)])
      mechanisms[summary.edges.keys[Int(operation)].mechanism, default: 0] +=
        summary.edges.statistics[Int(operation)].calls
    }
    var mechanism = Mechanism.other
    var most = -1
    for candidate in Mechanism.allCases {
      if let calls = mechanisms[candidate], calls > most { (mechanism, most) = (candidate, calls) }
    }
    let durations = operations.map { summary.edges.statistics[Int($0)].jointDurations }
    let coupling = TimeCoupling(estimating: durations)
    // What holds for all operations together may still be wrong for one of them.
    let isUniform = operations.count == 1 || isUniform(operations, durations, rule)
    var observed = rule.verdict(of: statistics, coupling, isUniform: isUniform)
    if differs(operations, rule) { observed.verdict = .mixed }
    let (callerName, calleeName) = (name(caller), name(callee))
    let statement = declared.first { $0.caller == callerName && $0.callee == calleeName }
    return NodeEdge(
      caller: caller, callee: callee, via: via, mechanism: mechanism, statistics: statistics,
      verdict: statement?.verdict ?? observed.verdict, waiting: rule.waiting(of: statistics, observed.verdict),
      share: observed.waiting,
      propagation: PropagationEstimate(
        statistics, isReplaceable: operations.allSatisfy { replaceable[Int($0)] }),
      declared: statement, observed: observed.verdict, operations: operations, coupling: coupling.flatMap { $0.isEnough ? $0 : nil }
    )
  }

  /// Whether a significant share of the calls is of operations that wait, and another of operations that do not.
  private func differs(_ operations: [UInt32], _ rule: VerdictRule) -> Bool {
    guard operations.count > 1 else { return false }
    var calls: [Verdict: Double] = [:]
    for operation in operations {
      let statistics = summary.edges.statistics[Int(operation)]
      calls[rule.verdict(of: statistics).verdict, default: 0] += Double(statistics.calls)
    }
    let (waiting, detached) = (calls[.synchronous] ?? 0, calls[.asynchronous] ?? 0)
    return min(waiting, detached) > rule.significantShare * (waiting + detached)
  }

  /// Whether no operation behaves otherwise than the others: none is told apart by its own calls.
  private func isUniform(_ operations: [UInt32], _ durations: [JointDurations], _ rule: VerdictRule) -> Bool {
    var seen = Set<Verdict>()
    for (operation, durations) in zip(operations, durations) {
      let statistics = summary.edges.statistics[Int(operation)]
      let own = rule.verdict(of: statistics).verdict
      if own == .mixed, let coupling = TimeCoupling(estimating: [durations]),
        coupling.low > rule.independentShare, coupling.high < rule.coupledShare
      {
        return false
      }
      if own == .synchronous || own == .asynchronous { seen.insert(own) }
    }
    return seen.count < 2
  }
}
