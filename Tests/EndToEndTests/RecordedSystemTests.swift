import Foundation
import Testing

@Suite("The command on the recorded system")
struct RecordedSystemTests {
  @Test(
    "Every edge has the verdict that the services' code dictates",
    arguments: [
      ("healthy.otlp.jsonl", "truth.json"), ("payment-hangs.otlp.jsonl", "truth.json"),
      ("patterns.otlp.jsonl.gz", "patterns.truth.json"),
    ])
  func verdicts(recording: String, truth: String) throws {
    let outcome = try BuiltCommand.run(["report", BuiltCommand.recording(recording), "--format", "json"])
    #expect(outcome.exitCode == 0)
    let report = try SeenReport(outcome.output)
    let truth = try TruthFile(truth)
    for edge in truth.edges {
      let seen = report.edge(edge)
      #expect(seen.count == 1, "\(edge): \(seen.count) edges")
      let allowed = [edge.verdict] + (edge.acceptable ?? [])
      for one in seen { #expect(allowed.contains(one.verdict), "\(edge) is \(one.verdict), true is \(edge.verdict)") }
    }
    // Nothing is made up: each edge of the report stands in the truth.
    for edge in report.edges where edge.calls > 2 {
      #expect(
        truth.edges.contains { report.edge($0).contains { $0.caller == edge.caller && $0.callee == edge.callee } },
        "\(edge.caller)..\(edge.callee) is not in the truth")
    }
  }

  @Test("A hanging payment reaches those who wait for it, and not past the queue")
  func blastRadius() throws {
    let outcome = try BuiltCommand.run(
      ["report", BuiltCommand.recording("payment-hangs.otlp.jsonl"), "--format", "json"])
    let payment = try #require(try SeenReport(outcome.output).nodes.first { $0.name == "payment" })
    let reached = payment.blastRadius.entries.filter { $0.structural > 0.9 }.map { "\($0.service) \($0.operation)" }
    #expect(reached.contains("storefront POST /checkout"))
    #expect(!payment.blastRadius.entries.contains { $0.operation == "POST /checkout/later" })
  }

  @Test("Any order of input files gives the same bytes")
  func order() throws {
    let files = ["healthy.otlp.jsonl", "payment-hangs.otlp.jsonl", "patterns.otlp.jsonl.gz"].map(BuiltCommand.recording)
    let outputs = try [files, files.reversed(), [files[1], files[2], files[0]]].map { order in
      try BuiltCommand.run(["report"] + order + ["--format", "json"]).output
    }
    #expect(outputs[0] == outputs[1])
    #expect(outputs[0] == outputs[2])
    #expect(!outputs[0].isEmpty)
  }

  @Test("Merged summaries of single files give the report of all files")
  func summaries() throws {
    let folder = try BuiltCommand.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["healthy.otlp.jsonl", "payment-hangs.otlp.jsonl"].map(BuiltCommand.recording)
    var parts: [String] = []
    for (index, file) in files.enumerated() {
      let part = folder.appending(path: "\(index).json").path
      #expect(try BuiltCommand.run(["summarize", file, "--output", part]).exitCode == 0)
      parts.append(part)
    }
    let merged = folder.appending(path: "merged.json").path
    #expect(try BuiltCommand.run(["merge"] + parts.reversed() + ["--output", merged]).exitCode == 0)
    // Exemplar traces are drawn from spans, which a summary no longer has: compare what is made from numbers.
    for format in ["csv", "text", "dot", "mermaid"] {
      let fromSummary = try BuiltCommand.run(["report", merged, "--format", format]).output
      let fromTraces = try BuiltCommand.run(["report"] + files + ["--format", format]).output
      #expect(fromSummary == fromTraces, "\(format)")
      #expect(!fromTraces.isEmpty)
    }
  }
}
