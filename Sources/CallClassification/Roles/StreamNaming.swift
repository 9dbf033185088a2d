internal import TraceModel

/// Recognises streams, sockets and long polls by what their methods and paths are called: their spans last as long as the
/// connection, and no attribute of the conventions says so.
struct StreamNaming {
  static func isStream(name: String, status: String, value: (AttributeKey) -> String) -> Bool {
    // Switching protocols: a socket.
    if status == "101" { return true }
    if !value(.rpcSystem).isEmpty || !value(.rpcMethod).isEmpty {
      return isStreamMethod(value(.rpcMethod).isEmpty ? name : value(.rpcMethod))
    }
    let path = value(.httpRoute).isEmpty ? value(.urlPath) : value(.httpRoute)
    return path.utf8.split(separator: 0x2F).contains { part in
      pathWordLengths.contains(part.count) && pathWords.contains(Substring(part).lowercased())
    }
  }

  /// Whether a method's name begins or ends with a word for streams: `EventStream`, `WatchKeys`, `Subscribe`.
  private static func isStreamMethod(_ method: String) -> Bool {
    let last = method.split(separator: "/").last ?? ""
    let words = words(of: last)
    return methodWords.contains(words.first ?? "") || methodWords.contains(words.last ?? "")
  }

  /// The lower-case words of a name in camel case or with underscores.
  private static func words(of name: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    for character in name {
      if character == "_" || character == "-" || character.isUppercase {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if character != "_", character != "-" { word += character.lowercased() }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  private static let methodWords: Set<String> = ["stream", "streaming", "watch", "subscribe"]
  private static let pathWords: Set<String> = [
    "socket.io", "sockjs", "websocket", "ws", "sse", "longpoll", "long-poll",
  ]
  private static let pathWordLengths = Set(pathWords.map(\.utf8.count))
}
