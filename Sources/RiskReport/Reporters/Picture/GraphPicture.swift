public import CallClassification

/// The graph as it is drawn: the nodes and edges of a report, less what carries no risk where there are too many.
///
/// Positions in `nodes` and `edges` are what a `GraphLayout` refers to.
public struct GraphPicture: Sendable, Equatable {
  public var nodes: [PictureNode]
  public var edges: [PictureEdge]
  /// Names of the nodes that were left out, sorted.
  public var collapsed: [String]

  public init(nodes: [PictureNode], edges: [PictureEdge], collapsed: [String] = []) {
    self.nodes = nodes
    self.edges = edges
    self.collapsed = collapsed
  }
}

/// A node of the picture.
public struct PictureNode: Sendable, Equatable {
  public var name: String
  public var kind: NodeKind
  /// Whether work enters the system here.
  public var isEntry: Bool
  /// Structural blast radius in 0…1.
  public var spread: Double
  /// How many neighbours were left out of the picture.
  public var hiddenNeighbours: Int

  public init(name: String, kind: NodeKind, isEntry: Bool, spread: Double, hiddenNeighbours: Int = 0) {
    self.name = name
    self.kind = kind
    self.isEntry = isEntry
    self.spread = spread
    self.hiddenNeighbours = hiddenNeighbours
  }
}

/// An arrow of the picture.
public struct PictureEdge: Sendable, Equatable {
  /// Positions in `GraphPicture.nodes`.
  public var from: Int
  public var to: Int
  public var line: PictureLine
  public var calls: Int
  public var errors: Int
  /// The topic that a waiting call passes through; an asynchronous one is drawn from the topic itself.
  public var via: String?
  /// Identifiers of the report's edges that it stands for.
  public var ids: [String]

  public init(
    from: Int, to: Int, line: PictureLine, calls: Int, errors: Int, via: String? = nil, ids: [String]
  ) {
    self.from = from
    self.to = to
    self.line = line
    self.calls = calls
    self.errors = errors
    self.via = via
    self.ids = ids
  }
}

/// How an arrow is drawn: by its verdict.
public enum PictureLine: String, Sendable, CaseIterable {
  /// Solid: a failure crosses.
  case synchronous
  /// Dashed, with the gap of a firebreak: a failure stops.
  case asynchronous
  case mixed
  case unknown

  init(_ verdict: Verdict) {
    switch verdict {
    case .synchronous: self = .synchronous
    case .asynchronous: self = .asynchronous
    case .mixed: self = .mixed
    case .unknown: self = .unknown
    }
  }
}
