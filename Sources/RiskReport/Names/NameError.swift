internal import TraceModel

/// A name that somebody typed and that means nothing, or more than one thing, in the system at hand.
public struct NameError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was typed.
  public var name: String
  /// What is wrong with it, in one sentence with the name.
  public var problem: String
  /// Names that may be meant; the sentence that offers them follows the problem.
  public var suggestion: String

  public init(name: String, problem: String, suggestion: String = "") {
    self.name = name
    self.problem = problem
    self.suggestion = suggestion
  }

  public var description: String { suggestion.isEmpty ? problem : "\(problem) \(suggestion)" }

  /// Offers the nearest of some names, else a few of them.
  ///
  /// - Parameter kinds: what the names are, such as `nodes`.
  static func suggestion(for name: String, among known: [String], kinds: String) -> String {
    let known = NameOrder.sorted(Set(known))
    if let nearest = NearestName.of(name, among: known) { return "Did you mean '\(SafeText.inert(nearest, limit: 160))'?" }
    guard !known.isEmpty else { return "" }
    let shown = known.prefix(listed).map { SafeText.name($0) }
    let more = known.count > shown.count ? " and \(known.count - shown.count) more" : ""
    return "The \(kinds): \(shown.joined(separator: ", "))\(more)."
  }

  private static let listed = 12
}
