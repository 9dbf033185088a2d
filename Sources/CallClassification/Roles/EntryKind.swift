/// By what kind of event a unit of work begins.
public enum EntryKind: String, Sendable, Codable, CaseIterable {
  /// A request from outside the traced system.
  case request
  /// A message taken from a queue.
  case message
  /// A timer, a scheduled job, or a root span that says nothing else.
  case scheduled
  /// A health check, a collection of metrics or an empty poll, by declared signals: no work that anybody waits for. Only
  /// inside summaries; reports either leave it out or count it as a request.
  case probe
}
