/// Whether the callers of an edge need the callee's completion before they can complete.
public enum Verdict: String, Sendable, Codable, CaseIterable {
  /// The caller's request waits for the callee: a failure crosses.
  case synchronous
  /// The work is handed over: a failure stops.
  case asynchronous
  /// A significant share of the calls does each.
  case mixed
  /// The evidence does not decide.
  case unknown

  /// Whether a failure is taken to cross. `mixed` and `unknown` count as synchronous: missing data never passes a gate.
  public var spreadsFailure: Bool { self != .asynchronous }
}
