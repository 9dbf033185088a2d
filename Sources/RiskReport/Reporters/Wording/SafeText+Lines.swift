extension SafeText {
  /// A whole line of a stream: one line, and none that a build server takes for a command to itself.
  static func line(_ text: String) -> String {
    var line = inert(text, limit: lineLimit)
    // GitHub Actions reads commands from the beginning of a line, with white space before it.
    if let first = line.firstIndex(where: { !$0.isWhitespace }), line[first...].hasPrefix("::") {
      line.replaceSubrange(first...first, with: written(":"))
    }
    return line
  }

  /// Text in which Azure Pipelines, TeamCity and the older form of GitHub Actions find no command: they look for it anywhere
  /// in a line.
  static func powerless(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "#")), text.contains("##") else { return text }
    return ["##[", "##vso[", "##teamcity["].reduce(text) { text, command in
      text.replacing(command, with: written("#") + command.dropFirst())
    }
  }

  /// A word for a POSIX shell: in single quotes where it would be more than a word, and inert.
  static func shell(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        ? scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "_@%+=:,./-".unicodeScalars.contains(scalar)
        : scalar.properties.isAlphabetic
    }
    // An option or a substitution of some shells, and not the name of a file.
    let named = word.hasPrefix("-") && word != "-" ? "./" + word : word
    if isPlain, !word.isEmpty, !word.hasPrefix("=") { return inert(named, limit: lineLimit) }
    return inert("'" + named.replacing("'", with: "'\\''") + "'", limit: lineLimit)
  }
}
