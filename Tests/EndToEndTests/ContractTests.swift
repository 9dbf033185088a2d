import Foundation
import Testing

@Suite("Exit codes and output of the command")
struct ContractTests {
  private let healthy = BuiltCommand.recording("healthy.otlp.jsonl")

  @Test(
    "Wrong usage exits 2 and says what to do",
    arguments: [
      ["report"], ["report", "no-such-file.json"], ["report", "x.json", "--format", "pdf"], ["nonsense"],
      ["report", "x.json", "--output", "x.pdf"], ["gate", "x.json", "--today", "tomorrow"],
      ["explain", "no-such-rule"],
    ])
  func usage(arguments: [String]) throws {
    let outcome = try BuiltCommand.run(arguments)
    #expect(outcome.exitCode == 2)
    #expect(outcome.output.isEmpty)
    #expect(!outcome.errors.isEmpty)
  }

  @Test("Nothing to judge exits 3 in every format", arguments: ["report", "gate"], ["text", "json", "sarif", "junit"])
  func noEvidence(command: String, format: String) throws {
    let outcome = try BuiltCommand.run([command, "-", "--format", format], input: Data())
    #expect(outcome.exitCode == 3)
    #expect(!outcome.output.isEmpty)
  }

  @Test("A gate that fails exits 1 in every format", arguments: ["text", "json", "markdown", "sarif", "junit"])
  func failing(format: String) throws {
    let folder = try BuiltCommand.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("rules:\n  synchronous-chain-depth:\n    limit: 1\n    severity: error\n".utf8)
      .write(to: folder.appending(path: "firebreak.yml"))
    let outcome = try BuiltCommand.run(["gate", healthy, "--format", format], in: folder)
    #expect(outcome.exitCode == 1)
    #expect(outcome.output.contains("synchronous-chain-depth"))
  }

  @Test("A gate against an equal baseline passes")
  func equalBaseline() throws {
    let folder = try BuiltCommand.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let baseline = folder.appending(path: "baseline.json").path
    #expect(try BuiltCommand.run(["baseline", healthy, "--output", baseline]).exitCode == 0)
    #expect(try BuiltCommand.run(["gate", healthy, "--baseline", baseline]).exitCode == 0)
  }

  @Test("A mistake in a policy exits 2 with its line, column and the nearest key")
  func policyMistake() throws {
    let folder = try BuiltCommand.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("ruls:\n  blast-radius: {limit: 0.5}\n".utf8).write(to: folder.appending(path: "firebreak.yml"))
    let outcome = try BuiltCommand.run(["gate", healthy], in: folder)
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.contains("firebreak.yml:1:1"))
    #expect(outcome.errors.contains("rules"))
  }

  @Test("--strict exits 2 when anything was lost, and without it the rest is used")
  func strict() throws {
    var data = try Data(contentsOf: URL(filePath: healthy))
    data.append(Data("{\"resourceSpans\": [ {\"scopeSpans\": oops\n".utf8))
    let lenient = try BuiltCommand.run(["report", "-", "--format", "json"], input: data)
    #expect(lenient.exitCode == 0)
    #expect(try SeenReport(lenient.output).evidence.rejectedRecords == 1)
    #expect(lenient.errors.contains("-:"))
    #expect(try BuiltCommand.run(["report", "-", "--strict"], input: data).exitCode == 2)
  }

  @Test(
    "A saved report is rendered as if it had just been made",
    arguments: [
      "text", "html", "markdown", "sarif", "junit", "dot", "mermaid", "csv",
    ])
  func rendering(format: String) throws {
    let folder = try BuiltCommand.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let saved = folder.appending(path: "report.json").path
    let direct = try BuiltCommand.run(["report", healthy, "--format", format, "--output", saved])
    let rendered = try BuiltCommand.run(["render", saved, "--format", format])
    #expect(rendered.exitCode == 0)
    if format != "sarif" { #expect(direct.output == rendered.output) }
    #expect(!direct.output.isEmpty)
  }

  @Test("Two runs write the same bytes")
  func deterministic() throws {
    let runs = try (0..<2).map { _ in try BuiltCommand.run(["report", healthy, "--format", "json"]).output }
    #expect(runs[0] == runs[1])
  }

  @Test("explain shows an edge down to example traces")
  func explain() throws {
    let outcome = try BuiltCommand.run(["explain", healthy, "storefront..ordering"])
    #expect(outcome.exitCode == 0)
    for part in ["synchronous", "E5", "trace ", "storefront SERVER"] { #expect(outcome.output.contains(part)) }
  }
}
