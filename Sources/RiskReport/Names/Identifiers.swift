/// Ids that a report prints, found by their beginnings.
struct Identifiers {
  /// Fewer digits are taken for a name.
  private static let fewestDigits = 4
  /// So many are listed where a beginning fits several.
  private static let listed = 8

  private let ids: Set<String>

  init(_ ids: some Sequence<String>) { self.ids = Set(ids) }

  /// The id that a text begins, or stands for in brackets, as `[5e7f…]`.
  ///
  /// - Returns: nothing where none does.
  /// - Throws: when several do.
  func complete(_ text: String) throws(NameError) -> String? {
    let digits = Self.digits(text)
    if ids.contains(digits) { return digits }
    guard digits.count >= Self.fewestDigits, digits.allSatisfy(\.isHexDigit) else { return nil }
    let found = ids.filter { $0.hasPrefix(digits) }.sorted()
    if found.count <= 1 { return found.first }
    let more = found.count > Self.listed ? " and \(found.count - Self.listed) more" : ""
    throw NameError(
      name: text, problem: "Several ids begin with '\(digits)': \(found.prefix(Self.listed).joined(separator: ", "))\(more).",
      suggestion: "Give more digits.")
  }

  /// What stands in the last brackets, if anything does; in small letters, as ids are written.
  static func digits(_ text: String) -> String {
    if text.hasSuffix("]"), let open = text.lastIndex(of: "[") {
      return text[text.index(after: open)...].dropLast().lowercased()
    }
    return text.lowercased()
  }
}
