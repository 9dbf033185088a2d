/// The text of a rule in five fixed parts: what it is, why it matters, what we looked at, false positives, what to do.
/// It is the only source of `explain RULE`, `docs/findings`, and the help that other formats show.
public struct RuleDescription: Sendable, Equatable {
  /// The rule's kebab-case name.
  public var rule: String
  /// A one-line title, without a full stop.
  public var title: String
  /// What it is.
  public var what: String
  /// Why it matters.
  public var why: String
  /// What we looked at, and where the numbers come from.
  public var evidence: String
  /// False positives: when the finding is wrong.
  public var exceptions: String
  /// What to do.
  public var action: String

  public init(
    _ rule: String, _ title: String, what: String, why: String, evidence: String, exceptions: String, action: String
  ) {
    self.rule = rule
    self.title = title
    self.what = what
    self.why = why
    self.evidence = evidence
    self.exceptions = exceptions
    self.action = action
  }

  /// Every rule, sorted by name.
  public static let all: [RuleDescription] =
    (chains + nodes + calls + failures + policy + drift + data).sorted { $0.rule < $1.rule }

  /// The description of a rule by its name.
  public static func named(_ rule: String) -> RuleDescription? {
    all.first { $0.rule == rule }
  }

  /// The five parts with their headings, in the order in which they are read.
  public var parts: [(heading: String, text: String)] {
    [
      ("What it is", what), ("Why it matters", why), ("What we looked at", evidence), ("False positives", exceptions),
      ("What to do", action),
    ]
  }

  /// The description for a terminal, broken at `width` columns.
  public func text(width: Int = 80) -> String {
    var page = TextPage(RenderingOptions(width: width))
    page.paragraph([Run("\(rule): \(title)")], hanging: 2)
    for part in parts {
      page.title(part.heading)
      page.paragraph([Run(part.text)], indent: 2)
    }
    return page.text
  }

  /// The description as a page of the documentation.
  public var markdown: String {
    let sections = parts.map { "## \($0.heading)\n\n\($0.text)\n" }
    return "# \(title)\n\nRule `\(rule)`.\n\n" + sections.joined(separator: "\n")
  }

  /// The index page of all rules.
  public static var index: String {
    let rows = all.map { "| [`\($0.rule)`](\($0.rule).md) | \($0.title) |" }
    return """
      # Findings

      What each rule finds, why it matters, what it is based on, its false positives, and what to do.
      `firebreak explain RULE` prints the same text.

      | rule | it finds |
      |---|---|

      """ + rows.joined(separator: "\n") + "\n"
  }
}
