internal import TraceModel

/// Names operations as people know them: the span name where it says something, else the route or the method.
struct OperationNaming {
  let value: (AttributeKey) -> String

  /// The operation that a span serves.
  func served(name: String) -> String {
    let method = value(.httpMethod)
    let bare = name.hasPrefix("HTTP ") ? String(name.dropFirst(5)) : name
    // `GET`, `HTTP GET` and an empty name say nothing about the operation.
    if bare.isEmpty || bare == method || Self.methods.contains(bare) {
      let path = value(.httpRoute).isEmpty ? value(.urlPath) : value(.httpRoute)
      if !path.isEmpty { return (method.isEmpty ? bare : method) + " " + path }
      if !value(.rpcMethod).isEmpty { return rpcMethod }
    }
    return name.isEmpty ? "(unnamed)" : name
  }

  /// What is asked of a peer that sends no spans.
  func asked(name: String, part: SpanPart, mechanism: Mechanism) -> String {
    if part == .publish { return "publish" }
    switch mechanism {
    case .database, .cache:
      let words = [value(.databaseOperation), value(.databaseCollection)].filter { !$0.isEmpty }
      return words.isEmpty ? (name.isEmpty ? "(unnamed)" : name) : words.joined(separator: " ")
    case .rpc where !value(.rpcMethod).isEmpty:
      return rpcMethod
    default:
      return served(name: name)
    }
  }

  private var rpcMethod: String {
    let (service, method) = (value(.rpcService), value(.rpcMethod))
    return service.isEmpty || method.contains("/") ? method : service + "/" + method
  }

  private static let methods: Set<String> = [
    "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "QUERY", "HTTP", "http",
  ]
}
