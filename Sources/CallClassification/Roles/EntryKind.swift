/// By what kind of event a unit of work begins.
public enum EntryKind: String, Sendable, Codable, CaseIterable {
  /// A request from outside the traced system.
  case request
  /// A message taken from a queue.
  case message
  /// A timer, a scheduled job, or a root span that says nothing else.
  case scheduled
}
