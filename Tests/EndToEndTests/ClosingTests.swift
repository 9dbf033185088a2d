import Foundation
import Testing

/// The command that a closed gate prints opens it.
@Suite("What a closed gate advises")
struct ClosingTests {
  private static let base = """
    shop SERVER GET /a 0..50 http.request.method=GET http.route=/a
      shop CLIENT list 5..45
        catalog SERVER GET /list 6..44 http.request.method=GET http.route=/list

    """ + sent + taken

  private static let sent =
    "      catalog PRODUCER publish seen 10..12 messaging.system=rabbitmq messaging.destination.name=seen\n"
  private static let taken =
    "        counter CONSUMER process seen 90..95 messaging.system=rabbitmq messaging.destination.name=seen\n"

  /// A change of the system: the lines of `base` that it replaces, and with what.
  static let changes = [
    ("a service that was removed", sent + taken, ""),
    (
      "a new call", sent,
      "      catalog CLIENT tax 14..20\n        tax SERVER GET /t 15..19\n" + sent
    ),
    ("a service with another name", "catalog ", "products "),
    ("an entry without its server spans", "shop SERVER", "shop INTERNAL"),
    ("a queue that became a call", sent + taken, "      catalog CLIENT count 10..30\n        counter SERVER POST /count 11..29\n"),
  ]

  @Test("The printed command opens the gate, in a folder with an odd name", arguments: changes)
  func opens(_ name: String, _ old: String, _ new: String) throws {
    let folder = try BuiltCommand.folder().appending(path: "it's a \"folder\" $HOME")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
    var before = TraceScript(run: 1)
    before.add(Self.base, times: 60)
    try before.data.write(to: folder.appending(path: "before.jsonl"))
    var after = TraceScript(run: 2)
    after.add(Self.base.replacing(old, with: new), times: 60)
    try after.data.write(to: folder.appending(path: "the run's traces.jsonl"))
    func run(_ arguments: [String]) throws -> BuiltCommand.Outcome { try BuiltCommand.run(arguments, in: folder) }

    #expect(try run(["init", "before.jsonl"]).exitCode == 0)
    let gate = ["gate", "the run's traces.jsonl", "--baseline", "firebreak-baseline.json"]
    let closed = try run(gate)
    #expect(closed.exitCode == 1 || closed.exitCode == 3, "\(name): \(closed.output)")
    let line = try #require(
      closed.output.split(separator: "\n").first { $0.hasPrefix("      firebreak baseline ") }, "\(closed.output)")
    let command = line.drop { $0 == " " }.dropFirst("firebreak".count)
    let accepted = try BuiltCommand.run(
      URL(filePath: "/usr/bin/env"), ["bash", "-c", "\"$0\"\(command)", BuiltCommand.location().path], in: folder)
    #expect(accepted.exitCode == 0, "\(command): \(accepted.errors)")
    let open = try run(gate)
    #expect(open.exitCode == 0, "\(name), after\(command): \(open.output)")
  }

  @Test("A baseline of other rules is migrated by the printed command")
  func migrates() throws {
    let folder = try BuiltCommand.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["baseline.json", "policy.yml"] {
      try FileManager.default.copyItem(
        at: BuiltCommand.root.appending(path: "fixtures/compat/0.1/\(name)"), to: folder.appending(path: name))
    }
    // Reports name no folder of the machine, so a command that is to be pasted needs traces of this folder.
    let recording = "healthy.jsonl"
    try FileManager.default.copyItem(
      at: URL(filePath: BuiltCommand.recording("healthy.otlp.jsonl")), to: folder.appending(path: recording))
    let gate = ["gate", recording, "--baseline", "baseline.json", "--policy", "policy.yml", "--today", "2026-02-01"]
    let closed = try BuiltCommand.run(gate, in: folder)
    #expect(closed.exitCode == 3, "\(closed.output)")
    // Another update is refused: it would mix the names of two versions.
    let refused = try BuiltCommand.run(["baseline", recording, "--output", "baseline.json"], in: folder)
    #expect(refused.exitCode == 2 && refused.errors.contains("--update=migrate"), "\(refused.errors)")
    let line = try #require(
      closed.output.split(separator: "\n").first { $0.hasPrefix("      firebreak baseline ") }, "\(closed.output)")
    let words = line.split(separator: " ").dropFirst().map(String.init)
    #expect(words.last == "--update=migrate")
    let migrated = try BuiltCommand.run(words, in: folder)
    #expect(migrated.exitCode == 0 && migrated.errors.contains("findings accepted"), "\(migrated.errors)")
    let open = try BuiltCommand.run(gate, in: folder)
    #expect(open.exitCode == 0, "\(migrated.errors)\(open.output)")
  }

  @Test("init writes nothing from too few traces, unless asked to")
  func few() throws {
    let folder = try BuiltCommand.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var script = TraceScript(run: 1)
    script.add(Self.base, times: 19)
    try script.data.write(to: folder.appending(path: "few.jsonl"))
    let refused = try BuiltCommand.run(["init", "few.jsonl"], in: folder)
    #expect(refused.exitCode == 3)
    #expect(refused.errors.contains("19 usable traces are too few for a baseline; at least 20 are needed"))
    #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "firebreak.yml").path))
    let asked = try BuiltCommand.run(["init", "few.jsonl", "--accept-few-traces"], in: folder)
    #expect(asked.exitCode == 0 && asked.errors.contains("[few-traces]"), "\(asked.errors)")
  }
}
