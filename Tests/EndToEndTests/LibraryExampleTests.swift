import Foundation
import Testing

@Suite("The library in a program of its own")
struct LibraryExampleTests {
  @Test("decides as the command does, and writes the same bytes", arguments: StorySystem.allCases)
  func gate(state: StorySystem) throws {
    let folder = try GateStoryTests.repository()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try BuiltCommand.run(["init", "traces/main.jsonl"], in: folder).exitCode == 0)
    let traces = "traces/\(state.rawValue).jsonl"
    let day = "2026-02-01"
    let command = try BuiltCommand.run(
      ["gate", traces, "--baseline", "firebreak-baseline.json", "--today", day, "--format", "markdown"], in: folder)
    let example = try BuiltCommand.run(
      [traces, "firebreak.yml", "firebreak-baseline.json", day], program: "gate-example", in: folder)
    #expect(example.exitCode == command.exitCode)
    #expect(example.output == command.output)
    #expect(!example.output.isEmpty)
  }

  @Test("a mistake in the policy ends with the same exit code")
  func mistake() throws {
    let folder = try GateStoryTests.repository()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try BuiltCommand.run(["init", "traces/main.jsonl"], in: folder).exitCode == 0)
    try Data("ruls: {}\n".utf8).write(to: folder.appending(path: "wrong.yml"))
    let outcome = try BuiltCommand.run(
      ["traces/main.jsonl", "wrong.yml", "firebreak-baseline.json", "2026-02-01"], program: "gate-example", in: folder)
    #expect(outcome.exitCode == 2)
    #expect(outcome.output.contains("wrong.yml:1:1"))
  }
}
