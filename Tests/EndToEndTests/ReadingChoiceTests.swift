import Foundation
import Testing

/// However traces are read, the command says the same of them to the byte.
@Suite("Engine, threads and memory")
struct ReadingChoiceTests {
  static let choices = ["cursor", "json-c"].flatMap { engine in
    [["1"], ["2"], ["2", "--memory", "1M"]].map { ["--json-engine", engine, "--threads"] + $0 }
  }

  private func outcomes(_ arguments: [String], in folder: URL? = nil) throws -> [BuiltCommand.Outcome] {
    try Self.choices.map { try BuiltCommand.run(arguments + $0, in: folder) }
  }

  @Test(
    "a report is the same with either engine, any threads, and spilled",
    arguments: [
      "formats/jaeger-api.json", "formats/zipkin-nested.json", "formats/otlp-lines-mixed-signals.jsonl",
      "malformed/garbage-between-records.otlp.jsonl", "system/recordings/healthy.otlp.jsonl",
    ])
  func report(fixture: String) throws {
    let path = BuiltCommand.root.appending(path: "fixtures/\(fixture)").path
    let outcomes = try outcomes(["report", path, "--format", "json"])
    #expect(outcomes[0].exitCode == 0)
    #expect(!outcomes[0].output.isEmpty)
    for outcome in outcomes.dropFirst() {
      #expect(outcome.output == outcomes[0].output)
      #expect(outcome.errors == outcomes[0].errors)
    }
  }

  /// Enough spans that most of them go to the temporary file with `--memory 1M`: every one thrice, which counts as one.
  @Test("a summary of many spans is the same, and nothing is left in the temporary directory")
  func spilled() throws {
    let folder = try BuiltCommand.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let member = try Data(contentsOf: URL(filePath: BuiltCommand.recording("patterns.otlp.jsonl.gz")))
    try (member + member + member).write(to: folder.appending(path: "thrice.gz"))
    let temporary = folder.appending(path: "temporary")
    try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    var summaries: [Data] = []
    for choice in [
      ["--threads", "1"], ["--memory", "1M"], ["--memory", "1M", "--threads", "1", "--json-engine", "json-c"],
    ] {
      let outcome = try BuiltCommand.run(
        BuiltCommand.location(), ["summarize", "thrice.gz", "--output", "summary.json"] + choice, in: folder,
        environment: ["TMPDIR": temporary.path])
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      summaries.append(try Data(contentsOf: folder.appending(path: "summary.json")))
    }
    #expect(!summaries[0].isEmpty)
    #expect(summaries.allSatisfy { $0 == summaries[0] })
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path).isEmpty)
  }

  @Test("commands that take traces in other places than the first take the choices too")
  func otherCommands() throws {
    let healthy = BuiltCommand.recording("healthy.otlp.jsonl")
    let hanging = BuiltCommand.recording("payment-hangs.otlp.jsonl")
    for arguments in [["diff", healthy, hanging], ["explain", healthy, "payment"]] {
      let plain = try BuiltCommand.run(arguments)
      #expect(plain.exitCode == 0)
      for outcome in try outcomes(arguments) { #expect(outcome.output == plain.output) }
    }
    #expect(try BuiltCommand.run(["report", healthy, "--json-engine", "tree"]).exitCode == 2)
  }
}
