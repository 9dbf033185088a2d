import Foundation
import Testing

/// A summary holds all that a report is made of, but for the spans of the waterfalls.
@Suite("A report of traces and one of their summary")
struct SummaryAgreementTests {
  static let inputs = ["malformed", "formats", "system/recordings/healthy.otlp.jsonl"]

  @Test("are the same to the byte, whatever was wrong with the traces", arguments: inputs)
  func texts(input: String) throws {
    let folder = try BuiltCommand.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let traces = BuiltCommand.root.appending(path: "fixtures/\(input)").path
    let made = try BuiltCommand.run(["summarize", traces, "--output", "summary.json"], in: folder)
    #expect(made.exitCode == 0, "\(made.errors)")
    // SARIF names the files that were given.
    for format in ["text", "markdown", "junit", "csv", "dot", "mermaid", "annotations"] {
      let ofTraces = try BuiltCommand.run(["report", traces, "--format", format], in: folder)
      let ofSummary = try BuiltCommand.run(["report", "summary.json", "--format", format], in: folder)
      #expect(ofTraces.output == ofSummary.output, "\(format) of \(input)")
    }
  }

  @Test("are the same JSON but for the example traces", arguments: inputs)
  func json(input: String) throws {
    let folder = try BuiltCommand.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let traces = BuiltCommand.root.appending(path: "fixtures/\(input)").path
    _ = try BuiltCommand.run(["summarize", traces, "--output", "summary.json"], in: folder)
    let texts = try [traces, "summary.json"].map { path in
      let output = try BuiltCommand.run(["report", path, "--format", "json"], in: folder).output
      var report = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
      report["examples"] = nil
      return String(decoding: try JSONSerialization.data(withJSONObject: report, options: .sortedKeys), as: UTF8.self)
    }
    #expect(texts[0] == texts[1])
  }
}
