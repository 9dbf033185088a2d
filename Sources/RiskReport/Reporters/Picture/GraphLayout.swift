/// Where the nodes and edges of a picture stand, in points, the origin at the top left.
public struct GraphLayout: Sendable, Equatable {
  public var width: Double
  public var height: Double
  /// By position in `GraphPicture.nodes`.
  public var nodes: [LayoutNode]
  /// By position in `GraphPicture.edges`.
  public var edges: [LayoutEdge]

  public init(width: Double, height: Double, nodes: [LayoutNode], edges: [LayoutEdge]) {
    self.width = width
    self.height = height
    self.nodes = nodes
    self.edges = edges
  }
}

/// A node's box, by its centre.
public struct LayoutNode: Sendable, Equatable {
  public var x: Double
  public var y: Double
  public var width: Double
  public var height: Double

  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }
}

/// An edge's curve: a start, then three points for every cubic Bézier piece. It ends where the arrow's head begins.
public struct LayoutEdge: Sendable, Equatable {
  public var points: [LayoutPoint]
  /// The middle of the edge's label.
  public var label: LayoutPoint?

  public init(points: [LayoutPoint], label: LayoutPoint? = nil) {
    self.points = points
    self.label = label
  }
}

/// A point of a curve.
public struct LayoutPoint: Sendable, Equatable {
  public var x: Double
  public var y: Double

  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}
