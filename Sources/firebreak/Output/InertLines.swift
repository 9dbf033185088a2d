import RiskReport

/// The last door before text for people: whatever stage forgot it, no name out of data steers a terminal or a pipeline.
enum InertLines {
  /// Text of several lines, each made inert.
  ///
  /// - Parameter keepsColours: whether the sequences by which this program colours its text stay.
  static func text(_ text: String, keepsColours: Bool = false) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { keepsColours ? coloured($0) : Wording.line(String($0)) }.joined(separator: "\n")
  }

  private static func coloured(_ line: Substring) -> String {
    var result = ""
    var rest = line
    while let match = rest.firstMatch(of: /\u{1B}\[[0-9;]*m/) {
      result += part(rest[..<match.range.lowerBound], isFirst: result.isEmpty) + match.output
      rest = rest[match.range.upperBound...]
    }
    return result + part(rest, isFirst: result.isEmpty)
  }

  /// Only at the beginning of a line do two colons mean something.
  private static func part(_ text: Substring, isFirst: Bool) -> String {
    isFirst ? Wording.line(String(text)) : String(Wording.line("." + text).dropFirst())
  }
}
