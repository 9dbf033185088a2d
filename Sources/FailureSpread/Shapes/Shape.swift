public import CallClassification

/// A unit of work's tree of calls with names only: requests that did the same have one shape.
///
/// Nodes stand in pre-order; equal subtrees under one parent are folded into one. Everything about how failures spread is
/// computed on shapes and their counts, so it costs by distinct shapes, not by spans.
public struct Shape: Sendable, Equatable {
  /// Index of the entry in the `EntryTable`.
  public var entry: UInt32
  /// The entry's own execution first.
  public var nodes: [ShapeNode]
  /// Units of work of this shape.
  public var requests: Int
  public var errors: Int
  public var exemplars: ExemplarSet

  /// Calls one behind the other that a shape holds; no honest request makes so many. What a failure costs is worked out by
  /// its way up, so that deeper trees would cost the square of their depth.
  public static let depthLimit = 1_000

  public init(
    entry: UInt32, nodes: [ShapeNode], requests: Int = 0, errors: Int = 0, exemplars: ExemplarSet = ExemplarSet()
  ) {
    self.entry = entry
    self.nodes = nodes
    self.requests = requests
    self.errors = errors
    self.exemplars = exemplars
  }
}

/// A call inside a shape, and the execution that it leads to.
public struct ShapeNode: Hashable, Sendable {
  /// Index of the edge in the `EdgeTable`; `.max` for the entry's own execution.
  public var edge: UInt32
  /// Position of the caller, or -1.
  public var parent: Int32
  /// One past the last descendant.
  public var subtreeEnd: Int32
  /// Whether the work was handed to a queue: the callee's execution is a unit of work of its own. It stands below all the
  /// same, should the edge as a whole turn out to be waited for.
  public var isHandover: Bool

  public init(edge: UInt32, parent: Int32, subtreeEnd: Int32, isHandover: Bool = false) {
    self.edge = edge
    self.parent = parent
    self.subtreeEnd = subtreeEnd
    self.isHandover = isHandover
  }

  /// The edge of the entry's own execution.
  public static let entryEdge = UInt32.max
}
