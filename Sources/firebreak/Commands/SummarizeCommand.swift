import ArgumentParser
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
    let read = try input.read()
    let summary = try PolicyLoading.analyzer(policy: policy).summarize(read, isPartial: true)
    try SummaryWriting.write(summary, to: output)
    if summary.quality.spans == 0 { throw CommandFailure(.notEnoughEvidence, "no usable span in the input") }
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
    let read = try InputLoading.documents {
      try summaries.map { path in
        guard let summary = try SummaryFile.read(path) else {
          throw DocumentError(path: path, reason: "is no summary; make one with 'firebreak summarize'")
        }
        return summary
      }
    }
    guard var merged = read.first else { throw CommandFailure(.usage, "name the summaries to merge") }
    for summary in read.dropFirst() { merged.merge(summary) }
    try SummaryWriting.write(merged, to: output)
  }
}
