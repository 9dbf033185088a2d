internal import CallClassification
internal import FailureSpread
internal import TraceModel

/// Finds the work that no longer arrives when queues fail: that of their consumers, and of whoever gets work from these
/// over further queues.
///
/// Nobody waits for this work, so it is no failed request; but it is not done either.
struct StarvedConsumers {
  private let graph: SpreadGraph

  /// An operation of a service.
  private struct Place: Hashable {
    var node: NodeID
    var operation: NameID
  }

  private struct Loss {
    var messages = 0.0
    var topics = Set<NodeID>()
  }

  init(_ graph: SpreadGraph) { self.graph = graph }

  func work(failing: Set<NodeID>) -> [StarvedWork] {
    let topics = failing.filter { graph.kind($0) == .queue }
    guard !topics.isEmpty else { return [] }
    let received = entered()
    let handed = handovers()
    var losses: [Place: Loss] = [:]
    for (edge, key) in graph.summary.edges.keys.enumerated() {
      guard let topic = Self.topic(of: key, graph), topics.contains(topic), graph.kind(key.callee) == .service else {
        continue
      }
      let place = Place(node: key.callee, operation: key.calleeOperation)
      losses[place, default: Loss()].messages += Double(graph.summary.edges.statistics[edge].calls)
      losses[place, default: Loss()].topics.insert(topic)
    }
    var open = losses.keys.sorted { rank($0).lexicographicallyPrecedes(rank($1)) }
    var known = Set(open)
    while !open.isEmpty {
      let place = open.removeFirst()
      let share = self.share(losses[place]?.messages ?? 0, of: received[place])
      for edge in handed[place] ?? [] {
        let key = graph.summary.edges.keys[edge]
        let next = Place(node: key.callee, operation: key.calleeOperation)
        guard known.insert(next).inserted else { continue }
        losses[next, default: Loss()].messages += Double(graph.summary.edges.statistics[edge].calls) * share
        if let topic = Self.topic(of: key, graph) { losses[next, default: Loss()].topics.insert(topic) }
        open.append(next)
      }
    }
    return losses.map { place, loss in
      StarvedWork(
        service: graph.name(place.node), operation: graph.summary.names[place.operation],
        topics: NameOrder.sorted(loss.topics.map(graph.name)), messages: Int(exactly: loss.messages.rounded()) ?? .max,
        share: ReportBuilder.share(share(loss.messages, of: received[place])))
    }.sorted { left, right in
      if left.messages != right.messages { return left.messages > right.messages }
      return left.service != right.service
        ? NameOrder.precedes(left.service, right.service) : NameOrder.precedes(left.operation, right.operation)
    }
  }

  /// The topic that a call comes from: between two services, or the caller where the producer is not in the data.
  private static func topic(of key: OperationEdgeKey, _ graph: SpreadGraph) -> NodeID? {
    if !key.via.isNone { return key.via }
    return graph.kind(key.caller) == .queue ? key.caller : nil
  }

  /// Units of work that begin at each operation.
  private func entered() -> [Place: Int] {
    var counts: [Place: Int] = [:]
    for (index, key) in graph.summary.entries.keys.enumerated() {
      counts[Place(node: key.node, operation: key.operation), default: 0] +=
        graph.summary.entries.statistics[index].requests
    }
    return counts
  }

  /// By operation: the edges over which it hands work to other services, over queues.
  private func handovers() -> [Place: [Int]] {
    var edges: [Place: [Int]] = [:]
    for (index, key) in graph.summary.edges.keys.enumerated()
    where !key.via.isNone && graph.kind(key.callee) == .service {
      edges[Place(node: key.caller, operation: key.callerOperation), default: []].append(index)
    }
    return edges
  }

  private func share(_ messages: Double, of entered: Int?) -> Double {
    guard let entered, entered > 0 else { return 1 }
    return min(1, messages / Double(entered))
  }

  private func rank(_ place: Place) -> [UInt8] {
    Array(graph.name(place.node).utf8) + [0] + Array(graph.summary.names[place.operation].utf8)
  }
}
