import Foundation
import Testing

/// A team's repository, from its first policy to a waiver that lapses. `docs/gating.md` tells the same story.
@Suite("The story of a gate")
struct GateStoryTests {
  /// A folder with the team's traces, one file a branch.
  static func repository() throws -> URL {
    let folder = try BuiltCommand.folder()
    let traces = folder.appending(path: "traces")
    try FileManager.default.createDirectory(at: traces, withIntermediateDirectories: true)
    for state in StorySystem.allCases { try state.traces.write(to: traces.appending(path: "\(state.rawValue).jsonl")) }
    return folder
  }

  @Test("A call in a queued flow turns the gate red, a fallback green, and a waiver's end red again")
  func story() throws {
    let folder = try Self.repository()
    defer { try? FileManager.default.removeItem(at: folder) }
    func run(_ command: String) throws -> BuiltCommand.Outcome {
      try BuiltCommand.run(command.split(separator: " ").map(String.init), in: folder)
    }
    func gate(_ branch: String, _ options: String = "") throws -> BuiltCommand.Outcome {
      try run(
        "gate traces/\(branch).jsonl --baseline firebreak-baseline.json --today 2026-02-01 --width 240 \(options)")
    }

    // A team starts green.
    #expect(try run("init traces/main.jsonl").exitCode == 0)
    let policy = folder.appending(path: "firebreak.yml")
    var text = try String(contentsOf: policy, encoding: .utf8)
    text = text.replacing(
      "rules:\n", with: "rules:\n  edge-became-synchronous: { severity: error }\n", maxReplacements: 1)
    try Data(text.utf8).write(to: policy)
    let line =
      try #require(
        text.split(separator: "\n", omittingEmptySubsequences: false)
          .firstIndex { $0.contains("edge-became-synchronous") }) + 1
    #expect(try run("policy check firebreak.yml").exitCode == 0)
    #expect(try gate("main").exitCode == 0)

    // A change puts a synchronous call into the queued flow: red, with the line, the chain and the traces.
    let red = try gate("receipt-at-once")
    #expect(red.exitCode == 1)
    for part in [
      "GATE FAILED", "[edge-became-synchronous] new:", "[firebreak.yml:\(line)]",
      "A failure of mail now reaches orders",
      "chain: shop POST /orders → orders → mail", "traces: 00000002000000000000000000000001",
    ] { #expect(red.output.contains(part), "\(part) is missing in\n\(red.output)") }

    // A deployment of another service is not stopped by it, and is told of it.
    let other = try gate("receipt-at-once", "--changed catalog")
    #expect(other.exitCode == 0)
    #expect(other.output.contains("Not judged, since it touches no changed service"))

    // They add a fallback, and a test with a broken mailer that shows it.
    let green = try gate("receipt-with-fallback")
    #expect(green.exitCode == 0)
    #expect(green.output.contains("Callers were seen to survive its failure"))

    // A new dependency without one is accepted for a time…
    #expect(try gate("tax-service").exitCode == 1)
    text += """
      waivers:
        - rule: new-single-point-of-failure
          node: tax
          reason: the fallback to last year's rates is planned
          owner: team orders
          expires: 2026-03-31

      """
    try Data(text.utf8).write(to: policy)
    let waived = try gate("tax-service")
    #expect(waived.exitCode == 0)
    #expect(waived.output.contains("waived until 2026-03-31 by team orders"))
    #expect(try gate("tax-service", "--no-waivers").exitCode == 1)

    // …and the time passes.
    let late = "gate traces/tax-service.jsonl --baseline firebreak-baseline.json --today 2026-04-01"
    let lapsed = try run(late + " --width 240")
    #expect(lapsed.exitCode == 1)
    #expect(lapsed.output.contains("lapsed on 2026-03-31; team orders answers for it"))
    let sarif = try run(
      "gate traces/tax-service.jsonl --baseline firebreak-baseline.json --today 2026-02-01 --format sarif"
    ).output
    #expect(sarif.contains("\"suppressions\""))
  }

  @Test("docs/gating.md shows what the commands write")
  func document() throws {
    let folder = try Self.repository()
    defer { try? FileManager.default.removeItem(at: folder) }
    try DocumentedCommands(file: BuiltCommand.root.appending(path: "docs/gating.md")).check(in: folder)
  }
}
