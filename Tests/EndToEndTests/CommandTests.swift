import Foundation
import Testing

@Suite("Commands that start, compare and update")
struct CommandTests {
  private let healthy = BuiltCommand.recording("healthy.otlp.jsonl")
  private let hanging = BuiltCommand.recording("payment-hangs.otlp.jsonl")

  @Test("init never overwrites without --force, and the gate after it is green")
  func start() throws {
    let folder = try BuiltCommand.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("mine\n".utf8).write(to: folder.appending(path: "firebreak.yml"))
    let refused = try BuiltCommand.run(["init", healthy], in: folder)
    #expect(refused.exitCode == 2)
    #expect(refused.errors.contains("firebreak.yml exists"))
    #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "firebreak-baseline.json").path))
    #expect(try BuiltCommand.run(["init", healthy, "--force"], in: folder).exitCode == 0)
    let gate = try BuiltCommand.run(["gate", healthy, "--baseline", "firebreak-baseline.json"], in: folder)
    #expect(gate.exitCode == 0)
    // The files stand without each other too.
    #expect(try BuiltCommand.run(["gate", healthy], in: folder).exitCode == 0)
    #expect(try BuiltCommand.run(["init", "-", "--force"], input: Data(), in: folder).exitCode == 3)
  }

  @Test("policy check says what is wrong and where, and which waivers have lapsed")
  func check() throws {
    let folder = try BuiltCommand.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "p.yml")
    try Data("rules:\n  blast-radus: { limit: 0.5 }\nfail-on: eror\n".utf8).write(to: file)
    let wrong = try BuiltCommand.run(["policy", "check", "p.yml"], in: folder)
    #expect(wrong.exitCode == 2)
    for part in ["p.yml:2:3", "blast-radius", "p.yml:3:10", "error"] { #expect(wrong.errors.contains(part)) }
    try Data(
      "waivers:\n  - { rule: blast-radius, node: a, reason: r, owner: o, expires: 2020-01-01 }\n".utf8
    ).write(to: file)
    let lapsed = try BuiltCommand.run(["policy", "check", "p.yml"], in: folder)
    #expect(lapsed.exitCode == 0)
    #expect(lapsed.errors.contains("p.yml:2: warning: [expired-waiver]"))
    #expect(lapsed.output.contains("1 waiver"))
    let schema = try BuiltCommand.run(["policy", "schema"]).output
    let published = BuiltCommand.root.appending(path: "schemas/policy.schema.json")
    let expected = try String(contentsOf: published, encoding: .utf8)
    #expect(schema == expected)
  }

  @Test("diff says the same of traces, summaries, reports and baselines", arguments: ["text", "json", "markdown"])
  func difference(format: String) throws {
    let folder = try BuiltCommand.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var forms: [[String]] = []
    for (name, file) in [("a", healthy), ("b", hanging)] {
      #expect(try BuiltCommand.run(["summarize", file, "--output", "\(name).summary.json"], in: folder).exitCode == 0)
      #expect(try BuiltCommand.run(["report", file, "--output", "\(name).report.json"], in: folder).exitCode == 0)
      #expect(try BuiltCommand.run(["baseline", file, "--output", "\(name).baseline.json"], in: folder).exitCode == 0)
      forms.append([file, "\(name).summary.json", "\(name).report.json", "\(name).baseline.json"])
    }
    let outcomes = try zip(forms[0], forms[1]).map { old, new in
      try BuiltCommand.run(["diff", old, new, "--format", format], in: folder)
    }
    #expect(outcomes.allSatisfy { $0.exitCode == 0 && $0.output == outcomes[0].output })
    #expect(outcomes[0].output.contains("hard-dependency"))
    let same = try BuiltCommand.run(["diff", healthy, "a.report.json"], in: folder)
    #expect(same.output.hasPrefix("Nothing is different beyond chance."))
  }

  @Test("diff without data exits 3, with a wrong path 2")
  func nothingToCompare() throws {
    #expect(try BuiltCommand.run(["diff", "-", healthy], input: Data()).exitCode == 3)
    #expect(try BuiltCommand.run(["diff", "absent.json", healthy]).exitCode == 2)
    #expect(try BuiltCommand.run(["diff", healthy, healthy, "--output", "x.html"]).exitCode == 2)
  }

  @Test("what was accepted shrinks only when somebody asks for it")
  func update() throws {
    let folder = try GateStoryTests.repository()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "b.json")
    func write(_ branch: String, _ options: [String] = []) throws -> String {
      let outcome = try BuiltCommand.run(
        ["baseline", "traces/\(branch).jsonl", "--output", "b.json"] + options, in: folder)
      #expect(outcome.exitCode == 0)
      return try String(contentsOf: file, encoding: .utf8)
    }
    let first = try write("main")
    #expect(first.contains("publish-in-request"))
    #expect(try write("main") == first)
    #expect(try write("receipt-at-once").contains("publish-in-request"))
    let pruned = try write("receipt-at-once", ["--update", "prune"])
    #expect(!pruned.contains("publish-in-request"))
    let replaced = try write("main", ["--update", "replace"])
    #expect(replaced == first)
    try Data("damaged".utf8).write(to: file)
    #expect(try BuiltCommand.run(["baseline", "traces/main.jsonl", "--output", "b.json"], in: folder).exitCode == 2)
    #expect(try write("main", ["--update", "replace"]) == first)
  }
}
