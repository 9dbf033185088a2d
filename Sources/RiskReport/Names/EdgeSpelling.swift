internal import CallClassification

/// The ways in which reports, pictures and people write an edge: `a..b`, `a → b`, `a -> b`, `a ━━▶ b`, each also with
/// ` via topic`.
///
/// A name may hold any of these signs itself. So a text is never cut at one: it is compared with what each edge would be
/// written as.
enum EdgeSpelling {
  /// What stands between caller and callee, without blanks.
  static let arrows: [String] = {
    let drawn = [DrawingCharacters.unicode, .ascii].map(Glyphs.init).flatMap {
      [$0.arrow, $0.synchronous, $0.asynchronous, $0.mixed, $0.unknown]
    }
    return ([".."] + drawn).map(withoutBlanks)
  }()

  /// The text without blanks, for comparison with `matches`.
  static func key(_ text: String) -> [UInt8] { Array(withoutBlanks(text).utf8) }

  /// Whether a text writes the edge; without a topic it writes the edges over all topics.
  static func matches(_ key: [UInt8], caller: String, callee: String, via: String?) -> Bool {
    let caller = Array(withoutBlanks(caller).utf8)
    guard key.starts(with: caller) else { return false }
    let rest = key.dropFirst(caller.count)
    let callee = Array(withoutBlanks(callee).utf8)
    let topic = via.map { Array("via\(withoutBlanks($0))".utf8) }
    for arrow in arrows where rest.starts(with: arrow.utf8) {
      let end = rest.dropFirst(arrow.utf8.count)
      if end.elementsEqual(callee) { return true }
      if let topic, end.elementsEqual(callee + topic) { return true }
    }
    return false
  }

  /// The two ends that a text most likely names, for a message.
  static func ends(of text: String) -> (caller: String, callee: String)? {
    for arrow in [".."] + arrows {
      guard let range = text.firstRange(of: arrow) else { continue }
      let callee = text[range.upperBound...].split(separator: " via ", maxSplits: 1).first.map(String.init) ?? ""
      let (caller, trimmed) = (trim(String(text[..<range.lowerBound])), trim(callee))
      if !caller.isEmpty, !trimmed.isEmpty { return (caller, trimmed) }
    }
    return nil
  }

  private static func withoutBlanks(_ text: String) -> String { text.filter { $0 != " " } }

  private static func trim(_ text: String) -> String {
    var text = Substring(text)
    while text.last == " " { text.removeLast() }
    return String(text.drop { $0 == " " })
  }
}
