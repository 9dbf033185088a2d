public import CallClassification
internal import TraceModel

/// A path from an entry along waiting calls to where it stops, with the requests that ran along it.
public struct Chain: Sendable {
  /// Index into the `EntryTable`.
  public var entry: UInt32
  /// Index into `Chains.steps`: the last call; of all paths over these nodes that of the one that most requests took.
  public var last: Int
  /// Index into `Chains.hops`: the last node.
  public var hop: Int
  public var stop: ChainStop
  /// The edge at which it stops: of a handover, a detached call or a suppressed failure.
  public var stopEdge: UInt32?
  public var requests = 0
  public var exemplars = ExemplarSet()
}

/// The chains of all shapes; those over the same nodes are folded.
///
/// Chains share their beginnings: both the calls and the nodes that they pass stand in trees, so that all of them together
/// take no more room than the distinct paths. O(nodes of all shapes).
public struct Chains: Sendable {
  /// Deeper paths are cut here; no honest system waits through so many calls.
  public static let longest = 128

  /// One call of a chain, behind those of the steps above it.
  public struct Step: Sendable {
    /// Index of the step before; -1 for the first call of an entry.
    public var parent: Int32
    /// The edge of operations.
    public var edge: UInt32
    /// Index into `hops`: the node that the call leads to.
    public var hop: Int32
    var depth: Int32
  }

  /// One node of a chain, behind those of the hops above it.
  public struct Hop: Sendable {
    /// Index of the hop before, which stands earlier; -1 for the entry's own.
    public var parent: Int32
    public var node: NodeID
  }

  public private(set) var chains: [Chain] = []
  public private(set) var steps: [Step] = []
  public private(set) var hops: [Hop] = []

  /// The edges of operations of a chain, the entry's first call first.
  public func edges(of chain: Chain) -> [UInt32] {
    var edges: [UInt32] = []
    var step = chain.last
    while steps.indices.contains(step) {
      edges.append(steps[step].edge)
      step = Int(steps[step].parent)
    }
    return edges.reversed()
  }

  public init(_ graph: SpreadGraph) {
    var collector = ChainCollector(graph)
    for (index, shape) in graph.summary.shapes.shapes.enumerated() { collector.add(shape, number: index) }
    (chains, steps, hops) = collector.finish()
  }
}
