/// A node that every waiting path from an entry to some other nodes passes: a firebreak before it keeps all of their
/// failures from the entry.
public struct DominatorReport: Codable, Sendable, Equatable {
  public var node: String
  /// Share of the entry's requests that wait for it.
  public var share: Double
  /// How many nodes the entry's requests reach only through it.
  public var protects: Int
  /// Their names, sorted, ten at most.
  public var nodes: [String]

  public init(node: String, share: Double, protects: Int, nodes: [String]) {
    self.node = node
    self.share = share
    self.protects = protects
    self.nodes = nodes
  }
}
