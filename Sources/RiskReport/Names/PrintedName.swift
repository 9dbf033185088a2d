/// A name as a report for people prints it: made harmless, and with its middle cut where it is long.
struct PrintedName {
  private let text: String
  /// What stands before and behind the cut.
  private let parts: (head: String, tail: String)?

  /// Whether a text can be a name that was changed for printing.
  static func isPossible(_ text: String) -> Bool {
    text.contains("\\u{") || text.contains("\\n") || text.contains("\\r") || text.contains("\\t")
      || text.contains("…") || text.contains("...") || text == SafeText.name("")
  }

  init(_ text: String) {
    self.text = text
    parts = ["…", "..."].lazy.compactMap { mark in text.firstRange(of: mark) }.first.map {
      (String(text[..<$0.lowerBound]), String(text[$0.upperBound...]))
    }
  }

  func stands(for name: String) -> Bool {
    if SafeText.name(name) == text || SafeText.name(name, ascii: true) == text { return true }
    guard let parts, !parts.head.isEmpty else { return false }
    let whole = SafeText.name(name, limit: .max)
    return whole.count > parts.head.count + parts.tail.count && whole.hasPrefix(parts.head)
      && whole.hasSuffix(parts.tail)
  }
}
