/// A statement of a policy about the edges from some nodes to others.
public struct EdgeConstraint: Sendable, Equatable {
  public var from: NodeSet
  public var to: NodeSet
  /// Why the team wants it so; shown with every finding.
  public var reason: String
  /// Replaces the rule's severity.
  public var severity: Severity?
  /// The place in the policy, as `file:line`.
  public var origin: String?

  public init(from: NodeSet, to: NodeSet, reason: String = "", severity: Severity? = nil, origin: String? = nil) {
    self.from = from
    self.to = to
    self.reason = reason
    self.severity = severity
    self.origin = origin
  }

  public func matches(caller: String, callee: String) -> Bool { from.contains(caller) && to.contains(callee) }
}

/// Services and peers chosen by patterns: a group of the policy, or patterns written in place.
public struct NodeSet: Sendable, Equatable {
  /// As the policy writes it: a group's name or the patterns.
  public var name: String
  public var patterns: [NamePattern]

  public init(name: String, patterns: [NamePattern]) {
    self.name = name
    self.patterns = patterns
  }

  public func contains(_ node: String) -> Bool { patterns.contains { $0.matches(node) } }
}
