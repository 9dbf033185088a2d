public import CallClassification
internal import TraceModel

/// A service whose spans do not hang below the calls that they answer: the trace context was lost on the way to it.
///
/// Callers wrote spans for calls to it, none of which failed, yet no span of the service is below them; and the service
/// served requests of that kind that nobody in the data asked for. Each such pair is a call whose effect is not seen.
public struct LostContext: Sendable, Equatable {
  public var service: NodeID
  /// Services that made such calls, in order of their names.
  public var callers: [NodeID]
  /// Calls that found no span of the service, as far as it served as many requests of their kind without a caller.
  public var lost: Int
  /// All calls to the service: those and the ones that its spans answer.
  public var calls: Int
}

extension Summary {
  /// The services that lost the context of some of their calls, in order of their names; of a resolved summary.
  public func lostContext() -> [LostContext] {
    var found = LostContextSearch(self)
    for (index, key) in edges.keys.enumerated() {
      let callee = nodes.nodes[Int(key.callee.index)]
      let statistics = edges.statistics[index]
      if callee.kind == .service {
        found.add(key, statistics)
      } else if callee.kind == .external, statistics.unanswered > 0 {
        // An address alone names nobody; what is asked there may.
        let address = AddressName(names[callee.name])
        guard address.isNumeric || address.isLoopback else { continue }
        found.add(UnnamedCall(caller: key.caller, operation: key.calleeOperation), statistics.unanswered)
      }
    }
    for (call, count) in unnamedCalls { found.add(call, count) }
    return found.results()
  }
}

/// Matches calls that no span answers with requests that no call brought.
private struct LostContextSearch {
  private let summary: Summary
  /// Entries of each service that requests entered by.
  private var entries: [NodeID: [Entry]] = [:]
  /// The service that alone serves an operation, by its spelling; nil where several do.
  private var servers: [String: NodeID?] = [:]
  private var unanswered: [Question: Int] = [:]
  private var answered: [NodeID: Int] = [:]
  private var callers: [NodeID: Set<NodeID>] = [:]

  private struct Entry {
    var words: OperationWords
    /// Requests whose span names no parent.
    var requests: Int
  }

  private struct Question: Hashable {
    var service: NodeID
    var operation: NameID
    /// Whether the caller names the service, or only asks for what the service alone serves.
    var isAddressed: Bool
  }

  init(_ summary: Summary) {
    self.summary = summary
    for (index, key) in summary.entries.keys.enumerated() where key.kind == .request {
      let statistics = summary.entries.statistics[index]
      let requests = statistics.requests -| statistics.outside
      guard requests > 0 else { continue }
      let words = OperationWords(summary.names[key.operation])
      entries[key.node, default: []].append(Entry(words: words, requests: requests))
      if let known = servers[words.spelling] {
        if known != key.node { servers[words.spelling] = .some(nil) }
      } else {
        servers[words.spelling] = key.node
      }
    }
  }

  mutating func add(_ key: OperationEdgeKey, _ statistics: EdgeStatistics) {
    guard key.mechanism != .queue, key.caller != key.callee else { return }
    let count = min(statistics.unanswered, statistics.calls)
    answered[key.callee, default: 0] +|= statistics.calls -| count
    guard count > 0, entries[key.callee] != nil else { return }
    unanswered[Question(service: key.callee, operation: key.calleeOperation, isAddressed: true), default: 0] +|= count
    callers[key.callee, default: []].insert(key.caller)
  }

  mutating func add(_ call: UnnamedCall, _ count: Int) {
    let words = OperationWords(summary.names[call.operation])
    guard words.isTelling, let service = servers[words.spelling] ?? nil, service != call.caller else { return }
    unanswered[Question(service: service, operation: call.operation, isAddressed: false), default: 0] +|= count
    callers[service, default: []].insert(call.caller)
  }

  func results() -> [LostContext] {
    func name(_ node: NodeID) -> String { summary.names[summary.nodes.nodes[Int(node.index)].name] }
    return Dictionary(grouping: unanswered, by: \.key.service).compactMap { service, questions in
      let own = entries[service] ?? []
      var isMatched = [Bool](repeating: false, count: own.count)
      var count = 0
      for (question, calls) in questions {
        let asked = OperationWords(summary.names[question.operation])
        let fitting = own.indices.filter {
          let match = asked.match(served: own[$0].words)
          return match == .same || match == .open && question.isAddressed
        }
        if !fitting.isEmpty { count +|= calls }
        for index in fitting { isMatched[index] = true }
      }
      let lost = min(count, own.indices.reduce(0) { isMatched[$1] ? $0 + own[$1].requests : $0 })
      guard lost > 0 else { return nil }
      return LostContext(
        service: service, callers: (callers[service] ?? []).sorted { name($0) < name($1) }, lost: lost,
        calls: lost + (answered[service] ?? 0))
    }.sorted { name($0.service) < name($1.service) }
  }
}
