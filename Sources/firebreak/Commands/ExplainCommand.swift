import ArgumentParser
import FirebreakKit
import RiskReport

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why an edge has its verdict, or why a finding holds, down to example traces.",
    discussion: """
      ID is an edge as CALLER..CALLEE or by its id, the id of a finding or chain, the name of a node, of a failure \
      domain or of an entry ("SERVICE OPERATION"), or the name of a rule (which needs no PATH).
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
    guard let subject = arguments.last else { throw CommandFailure(.usage, "name what to explain") }
    if arguments.count == 1 {
      guard let rule = RuleDescription.named(subject) else {
        throw CommandFailure(
          .usage,
          "'\(subject)' is no rule. Rules: \(RuleDescription.all.map(\.rule).joined(separator: ", ")). "
            + "To explain an edge or a finding, name the traces too: firebreak explain PATH… ID")
      }
      return try Results.write { $0.put(text: rule.text(width: looks.width)) }
    }
    let paths = Array(arguments.dropLast())
    try InputProtection.check(inputs: paths + [policy].compactMap { $0 }, outputs: [])
    let analyzer = try PolicyLoading.analyzer(policy: policy)
    let read = try InputLoading.read(paths: paths, options: reading.options)
    let report = analyzer.report(read)
    let explanations = analyzer.explain(subject, in: report, of: read)
    if explanations.isEmpty {
      throw CommandFailure(
        .usage,
        "the report has no edge, finding, chain, node, domain, entry or rule '\(subject)'. \(hint(report, subject))")
    }
    try Results.write { $0.put(text: ExplanationText(options: looks).render(explanations)) }
  }

  private func hint(_ report: Report, _ subject: String) -> String {
    let edges = report.edges.map { "\($0.caller)..\($0.callee)" }
    let near = edges.filter { edge in subject.split(separator: ".").contains { edge.contains($0) } }
    let shown = (near.isEmpty ? edges : near).prefix(8)
    return shown.isEmpty ? "" : "Edges: " + shown.joined(separator: ", ") + (edges.count > shown.count ? ", …" : "")
  }
}
