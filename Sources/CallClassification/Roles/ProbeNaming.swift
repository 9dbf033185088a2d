internal import TraceModel

/// Recognises requests that nobody waits for: health checks and collections of metrics, by their route or by what the
/// asking program says of itself; and polls of a queue. How often something is asked decides nothing.
enum ProbeNaming {
  static func isProbe(kind: SpanKind, value: (AttributeKey) -> String) -> Bool {
    guard kind == .server else { return false }
    if value(.synthetic) == "probe" { return true }
    let path = value(.httpRoute).isEmpty ? value(.urlPath) : value(.httpRoute)
    if !path.isEmpty { return isProbe(path: path) }
    return value(.rpcService) == "grpc.health.v1.Health"
  }

  /// Whole paths only: `/healthcare` is a page.
  private static func isProbe(path: String) -> Bool {
    var path = path.lowercased()
    while path.count > 1, path.last == "/" { path.removeLast() }
    return paths.contains(path)
  }

  private static let paths: Set<String> = [
    "/healthz", "/livez", "/readyz", "/health", "/healthcheck", "/health-check", "/_health", "/_healthz", "/__health",
    "/health/live", "/health/ready", "/health/liveness", "/health/readiness", "/healthz/live", "/healthz/ready",
    "/health/startup", "/api/health", "/api/healthz", "/actuator/health", "/actuator/health/liveness",
    "/actuator/health/readiness", "/q/health", "/q/health/live", "/q/health/ready", "/actuator/prometheus", "/metrics",
    "/q/metrics", "/-/healthy", "/-/ready", "/.well-known/ready", "/.well-known/live",
  ]

  /// A command that waits until a list has an element, or a receipt of a batch that is declared as empty.
  static func isPoll(name: String, value: (AttributeKey) -> String) -> Bool {
    if value(.messagingBatchCount) == "0" { return true }
    guard !value(.databaseSystem).isEmpty else { return false }
    let words = value(.databaseOperation).isEmpty ? name : value(.databaseOperation)
    guard let command = words.split(separator: " ").first else { return false }
    return commands.contains(command.uppercased())
  }

  private static let commands: Set<String> = [
    "BRPOP", "BLPOP", "BLMOVE", "BRPOPLPUSH", "BZPOPMIN", "BZPOPMAX", "BLMPOP", "BZMPOP", "XREAD", "XREADGROUP",
  ]
}
