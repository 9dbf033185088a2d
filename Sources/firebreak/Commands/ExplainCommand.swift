import ArgumentParser
import FirebreakKit
import RiskReport

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why an edge has its verdict, or why a finding holds, down to example traces.",
    discussion: """
      ID is what a report prints: an edge as CALLER..CALLEE, with or without ' via TOPIC'; the id of an edge, finding or \
      chain, or its first digits; the name of a node, of a failure domain or of an entry ("SERVICE OPERATION"); the subject \
      of a finding; or the name of a rule (which needs no PATH).
      """
  )

  @Argument(help: "PATH… and, last, the ID to explain.")
  var arguments: [String]

  @OptionGroup var reading: ReadingChoices

  @Option(name: .long, help: "A policy file; its declared verdicts and limits apply.")
  var policy: String?

  @Option(
    name: .long, parsing: .unconditional, help: "Columns. Default: the terminal's, else 80.",
    transform: NumericOptions.width)
  var width: Int?

  @Flag(name: .long, help: "Draw with ASCII characters only.")
  var ascii = false

  func run() throws {
    var looks = RenderingOptions(width: width ?? TerminalLooks.width, colour: TerminalLooks.colour)
    looks.characters = ascii ? .ascii : TerminalLooks.characters
    guard let subject = arguments.last else { throw CommandFailure(.usage, "Name what to explain.") }
    if arguments.count == 1 {
      guard let rule = RuleDescription.named(subject) else { throw CommandFailure(.usage, unexplained(subject)) }
      return try Results.write { $0.put(text: rule.text(width: looks.width)) }
    }
    let paths = Array(arguments.dropLast())
    try InputProtection.check(inputs: paths + [policy].compactMap { $0 }, outputs: [])
    let analyzer = try PolicyLoading.analyzer(policy: policy)
    let read = try InputLoading.read(paths: paths, options: reading.options)
    let report = analyzer.report(read)
    let explanations: [Explanation]
    do {
      explanations = try analyzer.explanations(of: subject, in: report, of: read)
    } catch {
      let isPath = FilePresence.isThere(subject)
      throw CommandFailure(.usage, isPath ? "\(error) \(Self.needsID)" : error.description)
    }
    try Results.write { $0.put(text: ExplanationText(options: looks).render(explanations)) }
  }

  private static let needsID =
    "What to explain comes after the paths: an edge as CALLER..CALLEE, a node, an entry, or an id that the report prints."

  /// A single argument that is no rule: a path without an ID, an ID without a path, or a rule misspelt.
  private func unexplained(_ subject: String) -> String {
    if subject == "-" || FilePresence.isThere(subject) {
      return "Name what to explain in \(subject). \(Self.needsID)"
    }
    let rules = RuleDescription.all.map(\.rule)
    let nearest = NearestName.of(subject, among: rules).map { "Did you mean '\($0)'?" }
    return "'\(subject)' is no rule. \(nearest ?? "The rules: \(rules.joined(separator: ", ")).") "
      + "To explain an edge or a finding, name the traces too: firebreak explain PATH… ID"
  }
}
