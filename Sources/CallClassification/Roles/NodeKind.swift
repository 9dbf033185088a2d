/// What a node of the dependency graph is. All but `service` are peers that send no spans of their own.
public enum NodeKind: String, Sendable, Codable, CaseIterable {
  case service
  case database
  case cache
  /// A topic or queue of a broker.
  case queue
  case external
}
