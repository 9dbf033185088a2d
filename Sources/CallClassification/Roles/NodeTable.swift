public import TraceModel

/// A node of the dependency graph, as its index in a `NodeTable`.
public struct NodeID: Hashable, Sendable {
  public var index: UInt32

  @inlinable
  public init(index: UInt32) {
    self.index = index
  }

  /// No node.
  public static let none = NodeID(index: .max)

  @inlinable
  public var isNone: Bool { index == .max }
}

/// A service, or a peer that sends no spans of its own.
public struct Node: Hashable, Sendable {
  public var kind: NodeKind
  public var name: NameID

  public init(kind: NodeKind, name: NameID) {
    self.kind = kind
    self.name = name
  }
}

/// A name of the data that was taken for a copy of a node: a pod of a service, an address of a peer.
public struct NodeMember: Hashable, Sendable {
  public var node: NodeID
  public var name: NameID

  public init(node: NodeID, name: NameID) {
    self.node = node
    self.name = name
  }
}

/// All nodes that were met, each once.
public struct NodeTable: Sendable {
  public private(set) var nodes: [Node] = []
  private var indices: [Node: UInt32] = [:]

  public init() {}

  public mutating func intern(_ node: Node) -> NodeID {
    if let index = indices[node] { return NodeID(index: index) }
    let index = UInt32(nodes.count)
    nodes.append(node)
    indices[node] = index
    return NodeID(index: index)
  }

  public func find(_ node: Node) -> NodeID? {
    indices[node].map(NodeID.init(index:))
  }
}
