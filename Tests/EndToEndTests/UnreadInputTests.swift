import Foundation
import Testing

/// The gate asks for all of its input.
@Suite struct UnreadInputTests {
  private static let healthy = BuiltCommand.recording("healthy.otlp.jsonl")

  /// A folder with the recording of a system that passes, and more files.
  private static func folder(_ files: [String: String]) throws -> URL {
    let folder = try BuiltCommand.folder()
    let traces = folder.appending(path: "traces")
    try FileManager.default.createDirectory(at: traces, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: URL(filePath: healthy), to: traces.appending(path: "healthy.otlp.jsonl"))
    for (name, text) in files { try Data(text.utf8).write(to: traces.appending(path: name)) }
    return folder
  }

  @Test(
    arguments: [
      (["notes.md": "# Notes\n", "metrics.json": #"{"resourceMetrics":[]}"#], 0, 0),
      (["more.zip": "PK\u{3}\u{4}xxxx"], 3, 2), (["rows.json": #"{"trace.trace_id":"1","duration_ms":2}"#], 3, 2),
      (["cut.json": #"{"resourceSpans":[{"resource":{"#], 3, 2),
    ])
  func `the gate stays closed when a part of a directory was not read`(
    files: [String: String], gate: Int32, strict: Int32
  ) throws {
    let folder = try Self.folder(files)
    defer { try? FileManager.default.removeItem(at: folder) }
    let policy = "fail-on: none\n"
    try Data(policy.utf8).write(to: folder.appending(path: "firebreak.yml"))
    let outcome = try BuiltCommand.run(["gate", "traces"], in: folder)
    #expect(outcome.exitCode == gate)
    #expect(outcome.output.contains("nothing was lost") == (gate == 0))
    #expect(outcome.output.contains("not read") == (gate != 0))
    #expect(try BuiltCommand.run(["gate", "traces", "--strict"], in: folder).exitCode == strict)
    #expect(try BuiltCommand.run(["summarize", "traces", "-o", "s.json"], in: folder).exitCode == 0)
    #expect(try BuiltCommand.run(["gate", "s.json"], in: folder).exitCode == gate)
    #expect(try BuiltCommand.run(["merge", "s.json", "-o", "m.json"], in: folder).exitCode == 0)
    #expect(try BuiltCommand.run(["gate", "m.json"], in: folder).exitCode == gate)
    // What the policy ignores, or allows, does not close the gate.
    for quality in ["ignore-files: [\"*.zip\", \"rows.*\", \"cut.json\"]", "max-unread-share: 1"] {
      try Data("\(policy)quality:\n  \(quality)\n  max-rejected-share: 1\n".utf8)
        .write(to: folder.appending(path: "firebreak.yml"))
      #expect(try BuiltCommand.run(["gate", "traces"], in: folder).exitCode == 0, "\(quality)")
    }
  }

  @Test func `spans that memory has no room for are a loss`() throws {
    let folder = try BuiltCommand.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let span = { (id: Int) in
      let digits = String(id, radix: 16)
      let padded = String(repeating: "0", count: 16 - digits.count) + digits
      return #"{"traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"\#(padded)","name":"a","kind":2,"startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"1700000001000000000"}"#
    }
    let spans = (1...12_000).map(span).joined(separator: ",")
    let text = #"{"resourceSpans":[{"resource":{},"scopeSpans":[{"spans":[\#(spans)]}]}]}"#
    try Data(text.utf8).write(to: folder.appending(path: "t.json"))
    for command in [["report", "t.json"], ["summarize", "t.json", "-o", "s.json"]] {
      let plain = try BuiltCommand.run(command + ["--memory", "1M", "--threads", "1"], in: folder)
      let strict = try BuiltCommand.run(command + ["--memory", "1M", "--threads", "1", "--strict"], in: folder)
      guard plain.errors.contains("oversized-trace") else { continue }
      #expect(plain.exitCode == 0)
      #expect(strict.exitCode == 2)
    }
  }
}
