internal import CallClassification

/// How an edge's verdict reads in a sentence.
struct EdgeWords {
  var ascii = false

  /// `synchronous 100 % (98…100 %) of 412 calls, blocking`.
  func verdict(_ edge: EdgeReport) -> String {
    clauses(edge).joined(separator: ", ")
  }

  /// The same in the parts that a line may break between.
  func clauses(_ edge: EdgeReport) -> [String] {
    let undecided = edge.states.undecided
    if edge.verdict == .unknown && undecided >= edge.calls {
      return ["unknown: none of \(Numbers.count(edge.calls, "call")) decides"]
    }
    let open = undecided > 0 ? ["\(Numbers.count(undecided)) undecided"] : []
    let seen = Set(edge.operations.map(\.verdict))
    let differ = seen.contains(.synchronous) && seen.contains(.asynchronous) ? ["its operations differ"] : []
    return clauses(edge.verdict, edge.waiting, edge.share, calls: edge.calls) + differ + open
  }

  /// The same for a pair of operations.
  func verdict(_ edge: OperationEdgeReport) -> String {
    clauses(edge.verdict, edge.waiting, edge.share, calls: edge.calls).joined(separator: ", ")
  }

  private func clauses(_ verdict: Verdict, _ waiting: Waiting, _ share: ShareReport, calls: Int) -> [String] {
    let interval = Numbers.interval(share.low, share.high, ascii: ascii)
    let amount = "\(Numbers.percent(share.value)) (\(interval)) of \(Numbers.count(calls, "call"))"
    return switch verdict {
    case .synchronous: ["synchronous \(amount)"] + (waiting == .unknown ? [] : [waiting.rawValue])
    case .asynchronous: ["asynchronous \(amount)"]
    case .mixed, .unknown: ["\(verdict.rawValue): \(amount) wait"]
    }
  }

  /// How often a failure crosses: `31 of 32 failures crossed`.
  func propagation(_ edge: EdgeReport) -> String {
    let seen = edge.propagation
    if seen.calleeErrors == 0 {
      return edge.errors > 0 ? "what became of the caller is not in the spans" : "no failure observed"
    }
    return "\(Numbers.count(seen.propagated)) of \(Numbers.count(seen.calleeErrors, "failure")) crossed"
  }
}
