import ArgumentParser
import DeploymentGate
import FailureSpread
import FirebreakKit

struct SummarizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summarize",
    abstract: "Reduce traces to a summary: small, mergeable, and taken by every command in place of traces.",
    discussion: "Partition traces by trace id, summarize each part, merge the summaries: the result is that of one run."
  )

  @OptionGroup var input: InputOptions

  @Option(name: .shortAndLong, help: "The summary to write; - for standard output.")
  var output: String

  @Option(name: .long, help: "A policy file: what it excludes is left out.")
  var policy: String?

  func run() throws {
    try InputProtection.check(inputs: input.paths + [policy].compactMap { $0 }, outputs: [output])
    let rules = try policy.map(PolicyLoading.policy) ?? Policy()
    let summary = Analyzer(policy: rules).summarize(try input.read(rules), isPartial: true)
    try input.check(summary)
    try SummaryWriting.write(
      summary, to: output, ending: summary.quality.spans == 0 ? .notEnoughEvidence : .passed,
      "no usable span in the input")
  }
}

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Merge summaries into one, as if all their traces had been read together.")

  @Argument(help: "Summaries, in any order.")
  var summaries: [String]

  @Option(name: .shortAndLong, help: "The summary to write; - for standard output.")
  var output: String

  func run() throws {
    try InputProtection.check(inputs: summaries, outputs: [output])
    let read = try InputLoading.documents { try summaries.map(SummaryFile.read) }
    guard var merged = read.first else { throw CommandFailure(.usage, "name the summaries to merge") }
    for summary in read.dropFirst() { merged.merge(summary) }
    try SummaryWriting.write(merged, to: output)
  }
}
