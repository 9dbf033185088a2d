public import CallClassification
public import RiskReport

/// Which names of services and peers are copies of one thing, and which are not, whatever the built-in rules say.
public struct NamingChoices: Sendable, Equatable {
  /// Names that stay nodes of their own.
  public var apart: [NamePattern] = []
  /// Nodes with the names of their copies.
  public var copies: [NodeCopies] = []

  public init() {}

  /// What is said about a name; `apart` wins.
  public func choice(_ name: String) -> NameChoice {
    if apart.contains(where: { $0.matches(name) }) { return .apart }
    if let node = copies.first(where: { $0.members.contains { $0.matches(name) } }) { return .copy(of: node.name) }
    return .byRule
  }
}

/// A node with the names of its copies.
public struct NodeCopies: Sendable, Equatable {
  public var name: String
  public var members: [NamePattern]

  public init(name: String, members: [NamePattern]) {
    self.name = name
    self.members = members
  }
}
