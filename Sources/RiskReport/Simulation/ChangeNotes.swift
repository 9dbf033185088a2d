internal import CallClassification
internal import FailureSpread
internal import TraceModel

/// Says of a change that is tried why it makes no difference: nothing crosses the edge as it is.
struct ChangeNotes {
  private let graph: SpreadGraph
  private let names: SystemNames

  init(_ graph: SpreadGraph, _ names: SystemNames) {
    self.graph = graph
    self.names = names
  }

  /// One at most for each change.
  func notes(_ changes: [WhatIfChange]) -> [String] { changes.compactMap(note) }

  private func note(_ change: WhatIfChange) -> String? {
    let edges = change.edges.map { graph.nodeEdges[$0] }
    let subject = Wording.list(NameOrder.sorted(Set(change.edges.map { names.edges[$0].subject })))
    let verb = Set(change.edges.map { names.edges[$0].subject }).count == 1 ? "is" : "are"
    if edges.allSatisfy({ $0.verdict == .asynchronous }) {
      return switch change.kind {
      case .queue: "\(subject) \(verb) asynchronous already: a queue there changes nothing."
      case .fallback: "\(subject) \(verb) asynchronous: no failure crosses, so a fallback there changes nothing."
      }
    }
    if change.kind == .fallback, edges.allSatisfy({ $0.propagation.probability == 0 }) {
      return "No failure was seen to cross \(subject): a fallback there changes nothing."
    }
    return nil
  }
}
