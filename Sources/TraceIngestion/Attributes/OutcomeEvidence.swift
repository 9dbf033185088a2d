import TraceModel

/// What a span says about how it ended, and the outcome that follows.
///
/// In this order:
/// 1. The source says error (OTLP status, `otel.status_code`, the `error` tag): failed, or timed out or cancelled when a
///    status code, the error's type or the message says so.
/// 2. The source says OK: ok.
/// 3. An error type is given: as in 1.
/// 4. The RPC status: on a CLIENT span every code but OK is an error, on a SERVER span only those that blame the server.
/// 5. The HTTP status: 5xx is an error anywhere, 4xx only on a CLIENT span, as OpenTelemetry sets the status. It is no
///    failure of the callee; the status stays among the attributes so that a rule can tell.
struct OutcomeEvidence: Hashable, Sendable {
  /// What the source says outright.
  var isError: Bool?
  var http: Int64?
  var rpc: RPCStatus?
  /// The type of an exception that was recorded; it counts only when the span failed, for it may have been handled.
  private(set) var exception: NameID?

  private var hasErrorType = false
  private var saysTimeout = false
  private var saysCancelled = false
  private var exceptionSaysTimeout = false
  private var exceptionSaysCancelled = false

  /// The tag holds a boolean, or the message of the error.
  mutating func takeErrorTag(_ value: AttributeValue) {
    if value.isFalse {
      // Zipkin's empty tag says error by being there; an explicit OK from elsewhere is stronger than "false" here.
      if case .text(let text) = value, text.isEmpty { isError = true }
      return
    }
    isError = true
    if case .text(let text) = value { takeMessage(text) }
  }

  mutating func takeStatusCode(_ value: AttributeValue) {
    value.withText { text in
      if text.equalsIgnoringCase("error") || text.equalsIgnoringCase("status_code_error")
        || text.equalsIgnoringCase("2")
      {
        isError = true
      } else if isError == nil, text.equalsIgnoringCase("ok") || text.equalsIgnoringCase("status_code_ok") {
        isError = false
      }
    }
  }

  mutating func takeMessage(_ text: UnsafeRawBufferPointer) {
    let (timeout, cancelled) = Self.words(text)
    saysTimeout = saysTimeout || timeout
    saysCancelled = saysCancelled || cancelled
  }

  mutating func takeErrorType(_ text: UnsafeRawBufferPointer) {
    guard !text.isEmpty else { return }
    hasErrorType = true
    takeMessage(text)
  }

  mutating func takeException(_ value: AttributeValue, names: inout NameTable) {
    value.withText { text in
      (exceptionSaysTimeout, exceptionSaysCancelled) = Self.words(text)
      if !text.isEmpty { exception = names.intern(text) }
    }
  }

  /// The outcome of a span of a kind.
  func outcome(of kind: SpanKind) -> SpanOutcome {
    if isError == true { return refined }
    if isError == false { return .ok }
    if hasErrorType { return refined }
    if let rpc, rpc.isError(on: kind) { return refined }
    if rpc == .cancelled { return .cancelled }
    if let http {
      if http == 499 { return .cancelled }
      if http >= 500, http < 600 { return refined }
      if http >= 400, kind == .client { return refined }
    }
    return .ok
  }

  private var refined: SpanOutcome {
    if rpc == .deadlineExceeded || http == 504 || http == 408 { return .timedOut }
    if rpc == .cancelled || http == 499 { return .cancelled }
    if saysTimeout { return .timedOut }
    if saysCancelled { return .cancelled }
    if exceptionSaysTimeout { return .timedOut }
    if exceptionSaysCancelled { return .cancelled }
    return .failed
  }

  /// Whether a type or message speaks of a time limit, or of a call withdrawn.
  private static func words(_ text: UnsafeRawBufferPointer) -> (timeout: Bool, cancelled: Bool) {
    let timeout =
      text.containsIgnoringCase("timeout") || text.containsIgnoringCase("timed out")
      || text.containsIgnoringCase("deadline exceeded") || text.containsIgnoringCase("deadline_exceeded")
      || text.containsIgnoringCase("deadlineexceeded")
    let cancelled = text.containsIgnoringCase("cancelled") || text.containsIgnoringCase("canceled")
    return (timeout, cancelled)
  }
}

/// The status of an RPC, as far as the outcome depends on it (grpc/status.h, connect's codes).
enum RPCStatus: Hashable, Sendable {
  case ok
  case cancelled
  case deadlineExceeded
  /// The server failed: UNKNOWN, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS.
  case serverFault
  /// The request was at fault or refused.
  case refused

  init?(_ value: AttributeValue) {
    if let code = value.number {
      switch code {
      case 0: self = .ok
      case 1: self = .cancelled
      case 4: self = .deadlineExceeded
      case 2, 12, 13, 14, 15: self = .serverFault
      case 3...16: self = .refused
      default: return nil
      }
      return
    }
    let status = value.withText { text -> RPCStatus? in
      if text.isEmpty { return nil }
      if text.equalsIgnoringCase("ok") { return .ok }
      if text.equalsIgnoringCase("cancelled") || text.equalsIgnoringCase("canceled") { return .cancelled }
      if text.equalsIgnoringCase("deadline_exceeded") { return .deadlineExceeded }
      for word in ["unknown", "unimplemented", "internal", "unavailable", "data_loss"] as [StaticString]
      where text.equalsIgnoringCase(word) {
        return .serverFault
      }
      return .refused
    }
    guard let status else { return nil }
    self = status
  }

  /// OpenTelemetry's rule for gRPC: the server's span fails only for what is the server's fault.
  func isError(on kind: SpanKind) -> Bool {
    switch self {
    case .ok, .cancelled: false
    case .deadlineExceeded, .serverFault: true
    case .refused: kind == .client
    }
  }
}
