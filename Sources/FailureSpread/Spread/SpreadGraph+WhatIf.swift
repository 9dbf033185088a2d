public import CallClassification

/// A change to the system that a simulation tries.
public struct WhatIfChange: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    /// The edges hand their work over: a failure stops there.
    case queue
    /// The caller answers without the callee: no failure of it reaches the caller.
    case fallback
  }

  public var kind: Kind
  /// Indices into `SpreadGraph.nodeEdges`.
  public var edges: [Int]

  public init(_ kind: Kind, edges: [Int]) {
    self.kind = kind
    self.edges = edges
  }
}

extension SpreadGraph {
  /// The graph with changes made. Edges that it does not have are passed over.
  public func applying(_ changes: [WhatIfChange]) -> SpreadGraph {
    guard !changes.isEmpty else { return self }
    var graph = self
    for change in changes {
      for edge in change.edges where nodeEdges.indices.contains(edge) { graph.apply(change.kind, to: edge) }
    }
    graph.rebuildTrees()
    return graph
  }

  private mutating func apply(_ change: WhatIfChange.Kind, to edge: Int) {
    switch change {
    case .queue: setVerdict(.asynchronous, of: edge)
    case .fallback: setPropagation(.suppressed, of: edge)
    }
  }
}
