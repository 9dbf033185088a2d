import ArgumentParser
import FailureSpread
import FirebreakKit
import RiskReport

/// What to read and how strictly.
struct InputOptions: ParsableArguments {
  @Argument(help: "Trace files, directories, summaries, or - for standard input.")
  var paths: [String] = []

  @OptionGroup var reading: ReadingChoices

  @Flag(name: .long, help: "End with exit code 2 if any data could not be used.")
  var strict = false

  mutating func validate() throws {
    if paths.isEmpty {
      throw ValidationError("No PATH given. Name trace files or directories, or - for standard input.")
    }
  }

  /// The file that results point to where there is no policy.
  var artifact: String { paths.first ?? PolicyFile.usualName }

  /// Reads all paths.
  ///
  /// - Parameter policy: says which files do not count when they cannot be read.
  func read(_ policy: Policy = Policy()) throws -> AnalysisInput {
    var options = reading.options
    options.ignoredFiles = policy.ignoredFiles
    return try InputLoading.read(paths: paths, options: options, strict: strict)
  }

  /// Says what the analysis had to leave out, such as spans beyond memory. With `--strict` that is a failure.
  func check(_ summary: Summary) throws { try InputLoading.checkRoom(summary.spansWithoutRoom, strict: strict) }

  /// The same of a report.
  func check(_ evidence: EvidenceReport) throws {
    try InputLoading.checkRoom(evidence.spansWithoutRoom, strict: strict)
  }
}
