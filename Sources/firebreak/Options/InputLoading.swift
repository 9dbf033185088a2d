import FirebreakKit
import TraceIngestion
import TraceModel

/// Reads inputs and says on standard error what was imperfect.
enum InputLoading {
  static func read(paths: [String], format: InputFormat?, strict: Bool = false) throws -> AnalysisInput {
    let input: AnalysisInput
    do {
      input = try AnalysisInput.read(paths: paths, options: ReadingOptions(inputFormat: format))
    } catch {
      throw CommandFailure(.usage, error.description)
    }
    for diagnostic in input.diagnostics { report(diagnostic) }
    if strict, input.hasLoss {
      throw CommandFailure(.usage, "data could not be used, and --strict asks for all of it; see the warnings above")
    }
    return input
  }

  private static func report(_ diagnostic: Diagnostic) {
    let place = diagnostic.examples.first.map { "\($0): " } ?? ""
    let number = diagnostic.count == 1 ? "" : " (\(diagnostic.count) times)"
    let level = diagnostic.isLoss ? "warning" : "note"
    let advice = diagnostic.advice.isEmpty ? "" : " \(diagnostic.advice)"
    StandardError.write("\(place)\(level): [\(diagnostic.id)] \(diagnostic.message)\(number)\(advice)\n")
  }
}
