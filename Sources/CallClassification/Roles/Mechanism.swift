/// By what means one node calls another.
public enum Mechanism: String, Sendable, Codable, CaseIterable {
  case http
  case rpc
  case database
  case cache
  case queue
  /// Handed to another thread or process of the same service.
  case local
  case other
}
