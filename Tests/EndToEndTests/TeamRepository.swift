import Foundation
import Testing

/// A team's git repository with a main branch and a pull request, and what a server gives its jobs.
struct TeamRepository {
  let folder: URL
  static let scripts = BuiltCommand.root.appending(path: "scripts/ci")

  /// On `main`: services, policy, baseline. On `change`, checked out: one service differs.
  init() throws {
    folder = try GateStoryTests.repository()
    try git("init --quiet --initial-branch=main")
    try git("config user.email team@example.com")
    try git("config user.name team")
    try write("traces/\n.server/\nfirebreak-report/\n", to: ".gitignore")
    for service in ["orders", "mail", "catalog"] { try write("1\n", to: "services/\(service)/main.txt") }
    #expect(try BuiltCommand.run(["init", "traces/main.jsonl"], in: folder).exitCode == 0)
    try commit("The system as it is")
    try git("checkout --quiet -b change")
    try write("2\n", to: "services/orders/main.txt")
    try commit("Send the receipt at once")
    try FileManager.default.createDirectory(
      at: folder.appending(path: ".server/bin"), withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  func write(_ text: String, to path: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  func git(_ arguments: String) throws {
    let outcome = try BuiltCommand.run(
      URL(filePath: "/usr/bin/env"), ["git"] + arguments.split(separator: " ").map(String.init), in: folder)
    #expect(outcome.exitCode == 0, "git \(arguments): \(outcome.errors)")
  }

  func commit(_ message: String) throws {
    try git("add --all")
    let outcome = try BuiltCommand.run(
      URL(filePath: "/usr/bin/env"), ["git", "commit", "--quiet", "--allow-empty", "--message", message], in: folder)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
  }

  /// Runs one step's command with the variables that the server sets.
  func step(_ command: String, _ variables: [String: String] = [:]) throws -> BuiltCommand.Outcome {
    let server = folder.appending(path: ".server")
    var environment = [
      "GITHUB_ACTIONS": "true", "GITHUB_ACTION_PATH": BuiltCommand.root.path,
      "GITHUB_OUTPUT": server.appending(path: "output").path,
      "GITHUB_STEP_SUMMARY": server.appending(path: "summary.md").path, "GITHUB_REPOSITORY": "team/shop",
      "FIREBREAK": BuiltCommand.location().path, "FIREBREAK_TODAY": "2026-02-01",
      "PATH": server.appending(path: "bin").path + ":"
        + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"),
    ]
    environment.merge(variables) { $1 }
    return try BuiltCommand.run(
      URL(filePath: "/usr/bin/env"), ["bash", "-euo", "pipefail", "-c", command], in: folder, environment: environment)
  }

  /// Puts a program on the path of the steps.
  func provide(_ program: String, _ script: String) throws {
    try write("#!/usr/bin/env bash\n" + script, to: ".server/bin/\(program)")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.appending(path: ".server/bin/\(program)").path)
  }
}
