/// What an id of a report stands for, with all that explains it.
public enum Explanation: Sendable, Equatable {
  case edge(EdgeReport, examples: [CallExample])
  case finding(Finding, edges: [EdgeReport], chains: [ChainReport])
  case node(NodeReport, chains: [ChainReport])
  case chain(ChainReport)
  case entry(EntryReport, nodes: [NodeAtEntry], chains: [ChainReport])
  case domain(DomainReport)
  case rule(RuleDescription)
}

/// A node that requests of an entry wait for, with the part of its blast radius that the entry feels.
public struct NodeAtEntry: Sendable, Equatable {
  public var node: String
  public var radius: EntryBlastRadiusReport

  public init(node: String, radius: EntryBlastRadiusReport) {
    self.node = node
    self.radius = radius
  }
}
