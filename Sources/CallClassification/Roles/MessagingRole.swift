internal import TraceModel

/// Reads what a span does to a message from attributes, kind and name, in this order.
///
/// `messaging.operation(.type)` comes before the kind: `receive`, `settle` and some `send` spans are CLIENT
/// (OpenTelemetry semantic conventions, messaging spans).
enum MessagingRole {
  static func part(operation: String, kind: SpanKind, hasMessaging: Bool, name: String) -> SpanPart? {
    if let part = byOperation(operation.lowercased()) { return part }
    switch kind {
    case .producer: return .publish
    case .consumer:
      if let verb = MessagingName(name)?.part, verb == .receive || verb == .settle { return verb }
      return .consume
    case .client: return hasMessaging ? MessagingName(name)?.part ?? .publish : nil
    case .server: return hasMessaging ? .consume : nil
    case .internal, .unspecified: return hasMessaging ? MessagingName(name)?.part : nil
    }
  }

  private static func byOperation(_ operation: String) -> SpanPart? {
    switch operation {
    case "publish", "send", "create": .publish
    case "receive", "poll": .receive
    case "process", "deliver": .consume
    case "settle", "ack", "nack", "reject", "complete", "abandon", "commit": .settle
    default: nil
    }
  }
}

/// A span name of the form that messaging instrumentation gives: a verb and a destination, in either order.
struct MessagingName {
  var part: SpanPart
  var destination: String
  /// Whether the verb is `create`.
  var isCreation = false

  init?(_ name: String) {
    let words = name.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count >= 2, let first = words.first, let last = words.last else { return nil }
    if let part = Self.verbs[last.lowercased()] {
      self.part = part
      isCreation = last.lowercased() == "create"
      destination = words.dropLast().joined(separator: " ")
    } else if let part = Self.verbs[first.lowercased()] {
      self.part = part
      isCreation = first.lowercased() == "create"
      destination = words.dropFirst().joined(separator: " ")
    } else {
      return nil
    }
    if destination.hasPrefix("<") || destination == "(anonymous)" || destination == "(temporary)" { destination = "" }
  }

  private static let verbs: [String: SpanPart] = [
    "publish": .publish, "send": .publish, "create": .publish, "receive": .receive, "poll": .receive,
    "process": .consume, "deliver": .consume, "settle": .settle, "ack": .settle, "nack": .settle, "commit": .settle,
  ]
}
