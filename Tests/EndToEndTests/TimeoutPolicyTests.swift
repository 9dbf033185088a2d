import Foundation
import Testing

@Suite("Time limits of a policy")
struct TimeoutPolicyTests {
  @Test(
    "Calls that take longer than the stated limit are a finding; shorter ones are not",
    arguments: [
      ("1ms", true), ("30s", false),
    ])
  func limits(limit: String, isFound: Bool) throws {
    let folder = try BuiltCommand.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("timeouts:\n  - { caller: ordering, callee: payment, timeout: \(limit) }\n".utf8)
      .write(to: folder.appending(path: "firebreak.yml"))
    let outcome = try BuiltCommand.run(
      ["report", BuiltCommand.recording("healthy.otlp.jsonl"), "--format", "json"], in: folder)
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.contains("\"deadline-violation\"") == isFound)
  }
}
