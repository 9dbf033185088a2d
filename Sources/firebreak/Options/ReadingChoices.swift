import ArgumentParser
import FirebreakKit
import Foundation
import TraceIngestion

/// How traces are read: the same for every command that reads them.
struct ReadingChoices: ParsableArguments {
  @Option(name: .long, help: "Read every trace file as this format instead of detecting it.")
  var inputFormat: InputFormatOption = .auto

  @Option(
    name: .long,
    help:
      "A JSON file that says which columns of unknown tables hold what: {\"trace\": \"tid\", \"span\": \"sid\", …}.",
    transform: ColumnMap.reading(path:))
  var columns: ColumnMap?

  @Option(
    name: .long, parsing: .unconditional,
    help: "How many threads work; 0 for one per processor. The result is the same.",
    transform: NumericOptions.threads)
  var threads = 0

  @Option(
    name: .long, parsing: .unconditional,
    help: "Memory to use, such as 512M or 2G; spans beyond go to temporary files. Half of the machine's if not given.",
    transform: NumericOptions.memory)
  var memory: MemorySize?

  @Option(
    name: .long,
    help: """
      What reads JSON: a walk over the bytes that leaves what it doubts to json-c, or json-c alone, which is several \
      times slower. The result is the same.
      """)
  var jsonEngine: JSONEngineOption = .cursor

  var options: ReadingOptions {
    var options = ReadingOptions(inputFormat: inputFormat.format)
    options.threads = threads
    options.columns = columns
    options.engine = jsonEngine.engine
    if let memory { options.memory = memory.bytes }
    return options
  }
}

/// What `--input-format` takes: a format, or `auto`.
struct InputFormatOption: ExpressibleByArgument {
  /// Nil to detect it.
  let format: InputFormat?

  static let auto = InputFormatOption(format: nil)

  private init(format: InputFormat?) { self.format = format }

  init?(argument: String) {
    guard argument != "auto" else {
      self = .auto
      return
    }
    guard let format = InputFormat.allCases.first(where: { $0.rawValue == argument }) else { return nil }
    self.format = format
  }

  var defaultValueDescription: String { format?.rawValue ?? "auto" }

  static var allValueStrings: [String] { ["auto"] + InputFormat.allCases.map(\.rawValue) }
}

/// The engines that `--json-engine` takes.
enum JSONEngineOption: String, ExpressibleByArgument, CaseIterable {
  case cursor
  case jsonC = "json-c"

  var engine: JSONEngine {
    switch self {
    case .cursor: .cursor
    case .jsonC: .jsonC
    }
  }
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

extension ColumnMap {
  /// Reads the file that `--columns` names.
  static func reading(path: String) throws -> ColumnMap {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw ValidationError("\(path): cannot be read")
    }
    do throws(Mistake) {
      return try ColumnMap(Array(bytes))
    } catch {
      throw ValidationError("\(path): \(error.description)")
    }
  }
}
