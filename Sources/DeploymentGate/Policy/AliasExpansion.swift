import TraceModel
import Yams

/// How many values the aliases of a YAML text stand for, found out without putting one in its place.
///
/// A few nested aliases can stand for billions of values. A YAML library that compares the keys of a mapping walks through
/// all of them, so the text is measured before it is read.
struct AliasExpansion {
  /// More values than this are no policy.
  static let most = 100_000

  /// Stands for the asterisk of an alias: a character that nobody writes, which begins a plain text.
  private static let mark: Character = "\u{E000}"

  /// Values by anchor, aliases put in their places.
  private var sizes: [String: Int] = [:]
  private var total = 0
  private var excess: (line: Int, column: Int)?

  /// The place of the alias from which on a text stands for too many values; nothing if there is none.
  ///
  /// - Throws: when the text is no YAML.
  static func excess(in text: String) throws -> (line: Int, column: Int)? {
    guard let marked = marked(text) else { return nil }
    // The parser owns the names of the anchors.
    let parser = try Yams.Parser(yaml: marked)
    return try withExtendedLifetime(parser) {
      guard let root = try parser.singleRoot() else { return nil }
      var expansion = AliasExpansion()
      _ = expansion.measure(root)
      return expansion.excess
    }
  }

  /// The text with its aliases turned into plain text; nothing where there is none.
  private static func marked(_ text: String) -> String? {
    var result = ""
    var hasAlias = false
    var characters = text[...]
    while let star = characters.firstIndex(of: "*") {
      let next = characters.index(after: star)
      let isAlias = next < characters.endIndex && isName(characters[next])
      result += characters[..<star]
      result.append(isAlias ? mark : "*")
      hasAlias = hasAlias || isAlias
      characters = characters[next...]
    }
    return hasAlias ? result + characters : nil
  }

  private static func isName(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "_" || character == "-")
  }

  /// The number of values of a node. Recursion is bounded by the library's own limit on nesting.
  private mutating func measure(_ node: Yams.Node) -> Int {
    var size = 1
    switch node {
    case .scalar(let scalar):
      guard scalar.string.first == Self.mark else { break }
      size = sizes[String(scalar.string.dropFirst())] ?? 1
      total = total +| size
      if total > Self.most, excess == nil { excess = (node.mark?.line ?? 1, node.mark?.column ?? 1) }
    case .sequence(let sequence): for element in sequence { size = size +| measure(element) }
    case .mapping(let mapping):
      for (key, value) in mapping { size = size +| measure(key) +| measure(value) }
    case .alias: break
    }
    if let anchor = node.anchor { sizes[anchor.rawValue] = size }
    return size
  }
}
