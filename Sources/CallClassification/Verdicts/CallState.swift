/// What one call showed about waiting.
public enum CallState: UInt8, Sendable {
  /// The caller's request waited for the callee.
  case waits
  /// It did not.
  case doesNotWait
  /// Declared as a call with an answer, but other work of the request still ran when it ended: nothing shows that the
  /// request waited for it.
  case covered
  /// Declared as a call with an answer, but the caller went on without one: an abandoned call, or nobody ever waits.
  case contested
  /// Nothing decides; the callee's span fits inside the caller's, as it would if the caller waited.
  case fits
  /// Nothing decides.
  case undecided
}
