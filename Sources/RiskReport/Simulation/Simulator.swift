public import CallClassification
public import FailureSpread
internal import TraceModel

/// Lets nodes fail or hang in an analysed system, and tries changes.
public struct Simulator: Sendable {
  let graph: SpreadGraph
  let changed: SpreadGraph
  private let changes: [WhatIfChange]
  private let names: SystemNames

  public init(_ graph: SpreadGraph, changes: [WhatIfChange] = []) {
    self.graph = graph
    self.changes = changes
    changed = graph.applying(changes)
    names = SystemNames(graph)
  }

  /// - Parameters:
  ///   - failing: nodes that fail together; empty to compare how exposed entries are to any single failure.
  ///   - slow: nodes that are slow together, and the seconds that each call of them takes.
  ///   - pools: sizes that the policy states.
  public func run(
    failing: Set<NodeID>, slow: [(nodes: Set<NodeID>, seconds: Double)] = [], pools: [PoolSize] = []
  ) -> SimulationReport {
    let before = SimulatedShares(graph, failing: failing)
    let after = changes.isEmpty ? before : SimulatedShares(changed, failing: failing)
    let keys = graph.summary.entries.keys
    let entries = keys.indices.map { index in
      SimulatedEntry(
        service: graph.name(keys[index].node), operation: graph.summary.names[keys[index].operation],
        requests: graph.summary.entries.statistics[index].requests, before: before.entries[index],
        after: after.entries[index])
    }
    let starved = StarvedConsumers(graph).work(failing: failing)
    let slowed = slow.map { SlowNodes(self, $0.nodes, label($0.nodes)).report(seconds: $0.seconds, pools) }
    var notes = ChangeNotes(graph, names).notes(changes)
    if !changes.isEmpty, notes.count < changes.count, !failing.isEmpty, before == after {
      notes.append("The changes make no difference to what fails with \(label(failing)).")
    }
    return SimulationReport(
      changes: changes.map(words), notes: notes.isEmpty ? nil : notes,
      failing: names.labels(of: failing.map { Int($0.index) }),
      all: failing.isEmpty ? nil : SimulatedChange(before: before.all, after: after.all),
      // The entries stand in the order of their names already.
      entries: entries.indices.sorted { left, right in
        entries[left].requests != entries[right].requests
          ? entries[left].requests > entries[right].requests : left < right
      }.map { entries[$0] },
      starved: starved.isEmpty ? nil : starved, slow: slowed)
  }

  /// Some names in one sentence.
  private func label(_ nodes: Set<NodeID>) -> String { Wording.list(names.labels(of: nodes.map { Int($0.index) })) }

  private func words(_ change: WhatIfChange) -> String {
    let edges = NameOrder.sorted(Set(change.edges.map { names.edges[$0].subject }))
    switch change.kind {
    case .queue: return "a queue at \(Wording.list(edges))"
    case .fallback: return "a fallback at \(Wording.list(edges))"
    }
  }
}

/// A size of a pool that a policy states.
public struct PoolSize: Sendable, Equatable {
  public var service: String
  public var size: Int

  public init(service: String, size: Int) {
    self.service = service
    self.size = size
  }
}
