import FirebreakKit
import TraceIngestion
import TraceModel

/// Reads inputs and says on standard error what was imperfect.
enum InputLoading {
  static func read(
    paths: [String], options: ReadingOptions = ReadingOptions(), strict: Bool = false, takesSaved: Bool = false
  ) throws -> AnalysisInput {
    var options = options
    let progress = ReadingProgress()
    options.progress = progress
    let line = ProgressLine.start(progress, paths: paths)
    defer { line?.finish() }
    let input = try documents {
      try AnalysisInput.read(paths: paths, options: options, takesSaved: takesSaved)
    }
    line?.finish()
    for diagnostic in input.diagnostics { report(diagnostic) }
    if strict, input.hasLoss { throw loss }
    return input
  }

  private static let loss = CommandFailure(
    .usage, "data could not be used, and --strict asks for all of it; see the warnings above")

  /// Says which spans an analysis had to leave out because its memory had no room for them.
  static func checkRoom(_ diagnostic: Diagnostic?, strict: Bool) throws {
    guard let diagnostic else { return }
    report(diagnostic)
    if strict { throw loss }
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

  /// `file:line: warning: what is wrong [id]`, as editors and build servers read it; what else there is to say is below.
  private static func report(_ diagnostic: Diagnostic) {
    let first = diagnostic.examples.first
    let place = first.map { $0.line.map { line in "\(first?.file ?? ""):\(line)" } ?? $0.file } ?? "firebreak"
    let level = diagnostic.isLoss ? "warning" : "note"
    let detail = first.map { $0.detail.isEmpty ? "" : ": \($0.detail)" } ?? ""
    StandardError.write("\(place): \(level): \(diagnostic.message)\(detail) [\(diagnostic.id)]")
    var more = [first?.path ?? ""].filter { !$0.isEmpty }.map { "at \($0)" }
    if let first, first.line == nil, let offset = first.byteOffset { more.append("at byte \(offset)") }
    if diagnostic.count > 1 { more.append("and \(diagnostic.count - 1) more") }
    if !more.isEmpty { StandardError.write("  " + more.joined(separator: ", ")) }
    if !diagnostic.advice.isEmpty { StandardError.write("  hint: \(diagnostic.advice)") }
  }
}
