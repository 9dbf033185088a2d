import ArgumentParser
import FirebreakKit
import TraceIngestion
import TraceModel

/// What to read and how strictly.
struct InputOptions: ParsableArguments {
  @Argument(help: "Trace files, directories, summaries, or - for standard input.")
  var paths: [String] = []

  @Option(name: .long, help: "Read every file as this format instead of detecting it.")
  var inputFormat: InputFormatOption = .auto

  @Flag(name: .long, help: "End with exit code 2 if any data could not be used.")
  var strict = false

  mutating func validate() throws {
    if paths.isEmpty {
      throw ValidationError("No PATH given. Name trace files or directories, or - for standard input.")
    }
  }

  /// Reads all paths.
  func read() throws -> AnalysisInput {
    do {
      let input = try AnalysisInput.read(paths: paths, options: ReadingOptions(inputFormat: inputFormat.format))
      for diagnostic in input.diagnostics {
        let place = diagnostic.examples.first.map { "\($0): " } ?? ""
        let number = diagnostic.count == 1 ? "" : " (\(diagnostic.count) times)"
        let level = diagnostic.isLoss ? "warning" : "note"
        let advice = diagnostic.advice.isEmpty ? "" : " \(diagnostic.advice)"
        StandardError.write("\(place)\(level): [\(diagnostic.id)] \(diagnostic.message)\(number)\(advice)\n")
      }
      if strict, input.hasLoss {
        throw CommandFailure(.usage, "data could not be used, and --strict asks for all of it; see the warnings above")
      }
      return input
    } catch let error as IngestionError {
      throw CommandFailure(.usage, error.description)
    }
  }
}

/// The formats that `--input-format` takes.
enum InputFormatOption: String, ExpressibleByArgument, CaseIterable {
  case auto
  case otlpJSON = "otlp-json"
  case otlpProtobuf = "otlp-protobuf"
  case jaegerJSON = "jaeger-json"
  case zipkinJSON = "zipkin-json"
  case tempoJSON = "tempo-json"

  var format: InputFormat? { InputFormat(rawValue: rawValue) }
}
