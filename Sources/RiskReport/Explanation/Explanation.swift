/// What an id of a report stands for, with all that explains it.
public enum Explanation: Sendable, Equatable {
  case edge(EdgeReport, examples: [CallExample])
  case finding(Finding, edges: [EdgeReport], chains: [ChainReport])
  case node(NodeReport, chains: [ChainReport])
  case chain(ChainReport)
  case rule(RuleDescription)
}
