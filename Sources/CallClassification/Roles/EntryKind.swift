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

  /// The kinds that reports and baselines have.
  public static let allCases: [EntryKind] = [.request, .message, .scheduled]

  /// A small number for hashing and for a stable order.
  public var number: Int {
    switch self {
    case .request: 0
    case .message: 1
    case .scheduled: 2
    case .probe: 3
    }
  }
}
