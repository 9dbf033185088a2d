import ArgumentParser
import FirebreakKit
import TraceIngestion

/// What to read and how strictly.
struct InputOptions: ParsableArguments {
  @Argument(help: "Trace files, directories, summaries, or - for standard input.")
  var paths: [String] = []

  @Option(name: .long, help: "Read every file as this format instead of detecting it.")
  var inputFormat: InputFormatOption = .auto

  @Option(name: .long, help: "How many threads work; 0 for one a processor. The result is the same.")
  var threads = 0

  @Option(
    name: .long,
    help: "Memory to use, such as 512M or 2G; spans beyond go to temporary files. Half of the machine's if not given.")
  var memory: MemorySize?

  @Option(name: .long, help: .hidden)
  var engine: EngineOption = .cursor

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
    var options = ReadingOptions(inputFormat: inputFormat.format)
    options.threads = max(threads, 0)
    options.engine = engine.engine
    if let memory { options.memory = memory.bytes }
    return try InputLoading.read(paths: paths, options: options, strict: strict)
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

/// What reads JSON, for comparing the two.
enum EngineOption: String, ExpressibleByArgument, CaseIterable {
  case cursor
  case jsonC = "json-c"

  var engine: JSONEngine { JSONEngine(rawValue: rawValue) ?? .cursor }
}

/// A number of bytes, with K, M or G for powers of 1024.
struct MemorySize: ExpressibleByArgument {
  var bytes: Int

  init?(argument: String) {
    let shifts: [Character: Int] = ["K": 10, "M": 20, "G": 30]
    let shift = argument.last.flatMap { shifts[Character($0.uppercased())] }
    guard let number = Int(shift == nil ? argument[...] : argument.dropLast()), number > 0, number < 1 << 33 else {
      return nil
    }
    bytes = number << (shift ?? 0)
  }
}
