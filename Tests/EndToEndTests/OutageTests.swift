import Foundation
import Testing

@Suite("Predictions against real outages")
struct OutageTests {
  @Test("Healthy traces foretell what outages of the recorded system did")
  func predictions() throws {
    let outcome = try BuiltCommand.run(
      [BuiltCommand.recording("outages/healthy.otlp.jsonl.gz"), BuiltCommand.recording("outages/observed.json")],
      program: "outages")
    #expect(outcome.exitCode == 0, "\(outcome.output.split(separator: "\n").filter { $0.hasPrefix("MISSED") })")
    #expect(outcome.output.contains("pairs that healthy traffic can tell"))
  }
}
