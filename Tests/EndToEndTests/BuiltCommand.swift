import Foundation
import Testing

/// Runs the command that the build made, as a user would.
struct BuiltCommand {
  struct Outcome {
    var exitCode: Int32
    var output: String
    var errors: String
  }

  /// The root of the repository.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func recording(_ name: String) -> String { root.appending(path: "fixtures/system/recordings/\(name)").path }

  /// A folder for one test, removed with the test's process.
  static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "firebreak-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// Where the build put a program.
  static func location(of program: String = "firebreak") -> URL {
    let beside = Bundle.main.bundleURL.appending(path: program)
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    return Bundle.main.bundleURL.deletingLastPathComponent().appending(path: program)
  }

  /// Runs the command, or another program that the build made.
  static func run(
    _ arguments: [String], program: String = "firebreak", input: Data? = nil, in folder: URL? = nil
  ) throws -> Outcome {
    try run(location(of: program), arguments, input: input, in: folder)
  }

  /// Runs any program; `environment` is added to that of the tests.
  static func run(
    _ program: URL, _ arguments: [String], input: Data? = nil, in folder: URL? = nil,
    environment more: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder ?? FileManager.default.temporaryDirectory
    var environment = ProcessInfo.processInfo.environment
    environment["NO_COLOR"] = "1"
    environment.merge(more) { $1 }
    process.environment = environment
    let (output, errors, standardInput) = (Pipe(), Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = standardInput
    // The tests run on threads that block signals, which a child inherits: it is to be one that gets them.
    var (none, blocked) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &blocked)
    defer { pthread_sigmask(SIG_SETMASK, &blocked, nil) }
    try process.run()
    if let input { try standardInput.fileHandleForWriting.write(contentsOf: input) }
    try standardInput.fileHandleForWriting.close()
    // Errors are few; the report is read while it is written.
    let report = try output.fileHandleForReading.readToEnd() ?? Data()
    let complaints = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Outcome(
      exitCode: process.terminationStatus, output: String(decoding: report, as: UTF8.self),
      errors: String(decoding: complaints, as: UTF8.self))
  }
}
