/// What a caller asks for, or a callee serves, as its span words it, taken apart for comparison.
enum OperationWords: Equatable {
  /// An HTTP path: the method, empty where none is given, and the parts of the path.
  case path(method: String, [Substring])
  /// A method of an interface, such as `shop.Cart/Get`, without a slash in front.
  case method(Substring)
  /// Anything else; empty where only an HTTP method is given.
  case name(Substring)

  /// How what is asked for compares with what is served.
  enum Match {
    case same
    case different
    /// One of the two says too little.
    case open
  }

  init(_ operation: String) {
    var rest = Substring(operation)
    if rest.hasPrefix("HTTP ") { rest = rest.dropFirst(5) }
    let parts = rest.split(separator: " ", maxSplits: 1)
    if parts.count == 2, Self.methods.contains(parts[0]) {
      self =
        parts[1].first == "/"
        ? .path(method: String(parts[0]), parts[1].split(separator: "/")) : .name(parts[1])
      return
    }
    let segments = rest.split(separator: "/")
    if Self.methods.contains(rest) || rest == "HTTP" {
      self = .name("")
    } else if segments.count == 2, !rest.contains(" "), segments[0].contains(".") {
      self = .method(rest.first == "/" ? rest.dropFirst() : rest)
    } else if rest.first == "/" {
      self = .path(method: "", segments)
    } else {
      self = .name(rest)
    }
  }

  func match(served: OperationWords) -> Match {
    switch (self, served) {
    case (.path(let method, let path), .path(let other, let route)):
      // Gateways and mounted applications add or remove the beginning of a path.
      return (method.isEmpty || other.isEmpty || method == other) && Self.end(path, route) ? .same : .different
    case (.method(let one), .method(let other)): return one == other ? .same : .different
    case (.name(let one), .name(let other)): return one == other && !one.isEmpty ? .same : .open
    default: return .open
    }
  }

  /// Whether they say enough to tell one service from another: a method of an interface, a path of its own, a name.
  var isTelling: Bool {
    switch self {
    case .path(_, let segments):
      segments.contains { !Self.isParameter($0) && !Self.commonSegments.contains($0.lowercased()) }
    case .method(let name): !name.lowercased().contains("health")
    case .name(let name): !name.isEmpty && !name.hasPrefix("(")
    }
  }

  /// A text that is the same for the same words.
  var spelling: String {
    switch self {
    case .path(let method, let segments):
      method + " /" + segments.map { Self.isParameter($0) ? "*" : $0 }.joined(separator: "/")
    case .method(let name), .name(let name): String(name)
    }
  }

  /// Whether one of two paths ends with the other.
  private static func end(_ one: [Substring], _ other: [Substring]) -> Bool {
    let (short, long) = one.count <= other.count ? (one, other) : (other, one)
    guard !short.isEmpty else { return long.isEmpty }
    return zip(short, long.suffix(short.count)).allSatisfy { isParameter($0) || isParameter($1) || $0 == $1 }
  }

  private static func isParameter(_ segment: Substring) -> Bool {
    segment.first.map { "{:*<$[(".contains($0) } ?? false
  }

  private static let methods: Set<Substring> = [
    "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "QUERY",
  ]

  /// Parts of paths that nearly every service has.
  private static let commonSegments: Set<String> = [
    "health", "healthz", "livez", "readyz", "ready", "live", "ping", "status", "metrics", "favicon.ico", "api", "v1",
    "v2", "v3", "graphql", "index.html", "actuator",
  ]
}
