import FirebreakKit
import TraceIngestion
import TraceModel

/// Reads inputs and says on standard error what was imperfect.
enum InputLoading {
  static func read(paths: [String], options: ReadingOptions = ReadingOptions(), strict: Bool = false) throws
    -> AnalysisInput
  {
    let input = try documents {
      try AnalysisInput.read(paths: paths, options: options)
    }
    for diagnostic in input.diagnostics { report(diagnostic) }
    if strict, input.hasLoss {
      throw CommandFailure(.usage, "data could not be used, and --strict asks for all of it; see the warnings above")
    }
    return input
  }

  /// Runs what reads files, and turns what is wrong with them into a failure of usage.
  static func documents<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as IngestionError {
      throw CommandFailure(.usage, error.description)
    } catch let error as DocumentError {
      throw CommandFailure(.usage, error.description)
    }
  }

  private static func report(_ diagnostic: Diagnostic) {
    let place = diagnostic.examples.first.map { "\($0): " } ?? ""
    let number = diagnostic.count == 1 ? "" : " (\(diagnostic.count) times)"
    let level = diagnostic.isLoss ? "warning" : "note"
    let advice = diagnostic.advice.isEmpty ? "" : " \(diagnostic.advice)"
    StandardError.write("\(place)\(level): [\(diagnostic.id)] \(diagnostic.message)\(number)\(advice)\n")
  }
}
