/// Why a chain of waiting calls goes no further.
public enum ChainStop: String, Sendable, Codable, CaseIterable {
  /// The last hop waits for nothing else.
  case leaf
  /// The last hop hands its work to a queue.
  case queue
  /// The last hop starts work that its request does not wait for.
  case detached
  /// The last hop was seen to answer although its callee failed.
  case fallback
}
