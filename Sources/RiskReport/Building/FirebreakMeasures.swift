internal import CallClassification
internal import FailureSpread
internal import TraceModel

/// Finds what suits a place where a firebreak would help, from what was observed there.
struct FirebreakMeasures {
  let graph: SpreadGraph
  /// What each service does when it is asked, as far as it was seen.
  private let operations: [NodeID: Set<NameID>]

  init(graph: SpreadGraph) {
    self.graph = graph
    var operations: [NodeID: Set<NameID>] = [:]
    for key in graph.summary.edges.keys where key.caller != key.callee {
      operations[key.caller, default: []].insert(key.callerOperation)
      operations[key.callee, default: []].insert(key.calleeOperation)
    }
    for key in graph.summary.entries.keys { operations[key.node, default: []].insert(key.operation) }
    self.operations = operations
  }

  func recommendation(_ edge: NodeEdge) -> (FirebreakMeasure, String) {
    let statistics = edge.statistics
    let kind = graph.kind(edge.callee)
    if kind == .cache {
      return (.fallback, "a cache can be left out: answer from what is behind it when it fails or is slow")
    }
    if kind == .queue {
      return (
        .fallback, "the broker must take the message: store it with the request's own data and let a relay publish it"
      )
    }
    if kind == .database {
      return (.redundancy, "the data is needed: a replica to read from, or a copy kept by the caller")
    }
    if edge.mechanism == .queue {
      return (.timeout, "the request waits for a reply over a queue: limit the wait and answer without it")
    }
    let accepted = statistics.evidence[Int(EvidenceCode.acceptedOnly.rawValue)]
    if accepted * 2 > statistics.calls {
      return (
        .queue, "the work is one-way: \(accepted) of \(statistics.calls) calls are answered with an acceptance only"
      )
    }
    let (reading, oneWay) = directions(edge)
    if oneWay * 2 > statistics.calls {
      return (
        .queue,
        "by their names, \(oneWay) of \(statistics.calls) calls hand something over; check that no answer is used"
      )
    }
    if reading * 2 > statistics.calls {
      return (
        .fallback,
        "\(Numbers.count(reading)) of \(Numbers.count(statistics.calls)) calls read: a timeout, and a default or an old "
          + "value when it strikes" + bulkhead(edge)
      )
    }
    return (
      .timeout,
      "the spans do not show whether the answer is used at once: if not, a queue; if so, a timeout with a breaker"
        + bulkhead(edge)
    )
  }

  /// Where the caller does other things too, these should not run out of threads or connections with it.
  private func bulkhead(_ edge: NodeEdge) -> String {
    let own = operations[edge.caller] ?? []
    let needing = Set(edge.operations.map { graph.summary.edges.keys[Int($0)].callerOperation })
    let others = own.subtracting(needing).count
    guard others > 0, !needing.isEmpty else { return "" }
    return ", and a bulkhead: \(Numbers.count(others)) of \(Numbers.count(own.count, "operation")) of "
      + "\(graph.name(edge.caller)) do not need it"
  }

  /// How many calls of an edge read, and how many hand something over, by the names of their operations.
  private func directions(_ edge: NodeEdge) -> (reading: Int, oneWay: Int) {
    var (reading, oneWay) = (0, 0)
    for operation in edge.operations {
      let verb = OperationVerb(graph.summary.names[graph.summary.edges.keys[Int(operation)].calleeOperation])
      let calls = graph.summary.edges.statistics[Int(operation)].calls
      if verb.isReading { reading +|= calls }
      if verb.isOneWay { oneWay +|= calls }
    }
    return (reading, oneWay)
  }
}
