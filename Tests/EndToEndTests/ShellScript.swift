import Foundation

/// Runs lines of a shell in a folder of their own, with the command as `$firebreak`: for pipes, limits and signals, which
/// only a shell says shortly. The folder holds `healthy.jsonl`, and `strict.yml`, a policy that it breaks.
struct ShellScript {
  let folder: URL

  init() throws {
    folder = try BuiltCommand.folder()
    try FileManager.default.copyItem(
      atPath: BuiltCommand.recording("healthy.otlp.jsonl"), toPath: folder.appending(path: "healthy.jsonl").path)
    try Data("rules:\n  synchronous-chain-depth:\n    limit: 1\n    severity: error\n".utf8)
      .write(to: folder.appending(path: "strict.yml"))
  }

  /// A script that does not end in time ends with code 124.
  func run(_ script: String, environment: [String: String] = [:], seconds: Int = 120) throws -> BuiltCommand.Outcome {
    var environment = environment
    environment["firebreak"] = BuiltCommand.location().path
    return try BuiltCommand.run(
      URL(filePath: "/usr/bin/env"), ["timeout", "-k", "5", "\(seconds)", "bash", "-c", script], in: folder,
      environment: environment)
  }

  func text(_ file: String) throws -> String {
    try String(contentsOf: folder.appending(path: file), encoding: .utf8)
  }

  /// All names in the folder, hidden ones too.
  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
