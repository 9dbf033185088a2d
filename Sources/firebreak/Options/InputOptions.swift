import ArgumentParser
import FirebreakKit

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
  func read() throws -> AnalysisInput {
    try InputLoading.read(paths: paths, options: reading.options, strict: strict)
  }
}
