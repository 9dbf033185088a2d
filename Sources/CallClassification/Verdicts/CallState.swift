/// What one call showed about waiting.
public enum CallState: UInt8, Sendable {
  /// The caller's request waited for the callee.
  case waits
  /// It did not.
  case doesNotWait
  /// Nothing decides; the callee's span fits inside the caller's, as it would if the caller waited.
  case fits
  /// Nothing decides.
  case undecided
}
