internal import CallClassification
internal import FailureSpread
internal import TraceModel

/// Finds what suits a place where a firebreak would help, from what was observed there.
struct FirebreakMeasures {
  let graph: SpreadGraph

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
        "\(reading) of \(statistics.calls) calls read: a timeout, and a default or an old value when it strikes"
      )
    }
    return (
      .timeout,
      "the spans do not show whether the answer is used at once: if not, a queue; if so, a timeout with a breaker"
    )
  }

  /// How many calls of an edge read, and how many hand something over, by the names of their operations.
  private func directions(_ edge: NodeEdge) -> (reading: Int, oneWay: Int) {
    var (reading, oneWay) = (0, 0)
    for operation in edge.operations {
      let verb = OperationVerb(graph.summary.names[graph.summary.edges.keys[Int(operation)].calleeOperation])
      let calls = graph.summary.edges.statistics[Int(operation)].calls
      if verb.isReading { reading += calls }
      if verb.isOneWay { oneWay += calls }
    }
    return (reading, oneWay)
  }
}
