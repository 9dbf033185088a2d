/// Text made inert for Markdown as code hosts read it.
enum MarkdownText {
  /// A name as a code span: nothing inside one has a meaning, and nobody is mentioned.
  static func code(_ name: String) -> String { fenced(SafeText.name(name)) }

  /// A command to paste: longer than a name may be.
  static func command(_ command: String) -> String { fenced(SafeText.command(command)) }

  private static func fenced(_ safe: String) -> String {
    var longest = 0
    var run = 0
    for character in safe {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let pad = safe.hasPrefix("`") || safe.hasSuffix("`") ? " " : ""
    // A bar ends a table's cell even inside a code span, unless escaped.
    return fence + pad + safe.replacing("|", with: "\\|") + pad + fence
  }

  /// A sentence with names in it: punctuation that Markdown reads is escaped, mentions and links do not form.
  static func escaped(_ sentence: String) -> String {
    var result = ""
    for character in SafeText.sentence(sentence) {
      switch character {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "@": result += "@&#8203;"
      case ":" where result.hasSuffix("http") || result.hasSuffix("https"): result += "&#8203;:"
      case "\\", "`", "*", "_", "{", "}", "[", "]", "#", "!", "|", "~", "$": result += "\\" + String(character)
      default: result.append(character)
      }
    }
    return result.replacing("www.", with: "www&#8203;.")
  }

  static func prose(_ prose: Prose) -> String {
    prose.written(words: escaped, name: code)
  }
}
