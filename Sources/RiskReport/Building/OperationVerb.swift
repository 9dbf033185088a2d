/// What an operation's name says about the direction of the work.
struct OperationVerb: Equatable {
  let isReading: Bool
  let isOneWay: Bool

  init(_ name: String) {
    let words = Self.words(name)
    let first = words.first ?? ""
    isOneWay = words.contains { Self.oneWay.contains($0) }
    isReading = !isOneWay && (first == "get" || first == "head" || words.contains { Self.reading.contains($0) })
  }

  /// The words of a name in lower case: runs of letters, cut before an upper-case letter that follows a lower-case one.
  private static func words(_ name: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var followsLower = false
    for byte in name.utf8 {
      // Names are ASCII but for a few; those are read character by character.
      if byte >= 0x80 { return wordsOfAnyScript(name) }
      let lower = byte | 0x20
      let isLetter = lower >= 0x61 && lower <= 0x7A
      if !isLetter || byte != lower && followsLower {
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word.removeAll(keepingCapacity: true)
      }
      if isLetter { word.append(lower) }
      followsLower = isLetter && byte == lower
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  private static func wordsOfAnyScript(_ name: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in name {
      if !character.isLetter || character.isUppercase && word.last?.isLowercase == true {
        if !word.isEmpty { words.append(word.lowercased()) }
        word = ""
      }
      if character.isLetter { word.append(character) }
    }
    if !word.isEmpty { words.append(word.lowercased()) }
    return words
  }

  private static let reading: Set<String> = [
    "get", "list", "find", "search", "read", "fetch", "query", "lookup", "check", "select", "nearby", "recommend",
  ]
  private static let oneWay: Set<String> = [
    "notify", "notification", "notifications", "audit", "track", "tracking", "log", "logs", "event", "events", "email",
    "emails", "mail", "mails", "metrics", "telemetry", "analytics", "archive", "enqueue", "webhook",
  ]
}
