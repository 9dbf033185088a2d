import ArgumentParser
import FirebreakKit
import TraceIngestion

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

  /// The file that results point to where there is no policy: never a path of this machine.
  var artifact: String {
    guard let path = paths.first, path != "-" else { return PolicyFile.usualName }
    return path.hasPrefix("/") ? path.split(separator: "/").last.map(String.init) ?? PolicyFile.usualName : path
  }

  /// Reads all paths.
  func read() throws -> AnalysisInput {
    try InputLoading.read(paths: paths, format: inputFormat.format, strict: strict)
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
