import Foundation
import Testing

@Suite("Progress")
struct ProgressTests {
  @Test("Without a terminal nothing but diagnostics goes to standard error")
  func quiet() throws {
    let outcome = try BuiltCommand.run(["report", BuiltCommand.recording("patterns.otlp.jsonl.gz"), "--format", "csv"])
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output.hasPrefix("id,caller,"))
  }
}
