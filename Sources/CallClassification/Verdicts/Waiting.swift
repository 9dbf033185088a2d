/// Who has control during a call.
public enum Waiting: String, Sendable, Codable, CaseIterable {
  /// The request does nothing else meanwhile.
  case blocking
  /// Other work of the same request goes on meanwhile.
  case nonblocking
  case unknown
}
