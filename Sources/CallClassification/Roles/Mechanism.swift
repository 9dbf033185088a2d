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

extension Mechanism {
  /// A small number for hashing and for a stable order.
  public var number: Int {
    switch self {
    case .http: 0
    case .rpc: 1
    case .database: 2
    case .cache: 3
    case .queue: 4
    case .local: 5
    case .other: 6
    }
  }
}
