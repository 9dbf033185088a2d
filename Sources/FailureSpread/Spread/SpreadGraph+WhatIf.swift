public import CallClassification

/// A change to the system that a simulation tries.
public enum WhatIfChange: Sendable, Equatable {
  /// The edge hands its work over: a failure stops there.
  case queue(caller: String, callee: String)
  /// The caller answers without the callee: no failure of it reaches the caller.
  case fallback(caller: String, callee: String)

  public var caller: String {
    switch self {
    case .queue(let caller, _), .fallback(let caller, _): caller
    }
  }

  public var callee: String {
    switch self {
    case .queue(_, let callee), .fallback(_, let callee): callee
    }
  }
}

extension SpreadGraph {
  /// The graph with changes made.
  ///
  /// - Returns: nothing if a change names an edge that the graph does not have.
  public func applying(_ changes: [WhatIfChange]) -> SpreadGraph? {
    var graph = self
    for change in changes {
      let places = nodeEdges.indices.filter {
        name(nodeEdges[$0].caller) == change.caller && name(nodeEdges[$0].callee) == change.callee
      }
      guard !places.isEmpty else { return nil }
      for place in places { graph.apply(change, to: place) }
    }
    graph.rebuildTrees()
    return graph
  }

  private mutating func apply(_ change: WhatIfChange, to place: Int) {
    switch change {
    case .queue: setVerdict(.asynchronous, of: place)
    case .fallback: setPropagation(.suppressed, of: place)
    }
  }
}
