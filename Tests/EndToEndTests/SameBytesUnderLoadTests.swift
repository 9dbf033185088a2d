import Foundation
import Testing

/// Eight runs at a time on few processors: threads meet the same data in orders that one run alone never shows.
@Suite("The same bytes under load")
struct SameBytesUnderLoadTests {
  /// Runs of each command; 100 with `FIREBREAK_LOAD_RUNS=100`.
  private static let runs = ProcessInfo.processInfo.environment["FIREBREAK_LOAD_RUNS"].flatMap { Int($0) } ?? 8
  private static let atOnce = 8

  /// Many small files, so that threads take turns, in which one name is a service, an address, a database and a topic.
  private static func write(to folder: URL) throws {
    for file in 0..<24 {
      var lines = ""
      for number in 0..<12 {
        let trace = String(format: "%016x%016x", 7, file * 100 + number + 1)
        let at = 1_700_000_000_000 + (file * 12 + number) * 50
        let isFailing = (file + number) % 7 == 0
        let spans = [
          span("front", 1, 0, "GET /", 2, at, 100, [:], isFailing),
          span("front", 2, 1, "GET", 3, at + 5, 55, ["server.address": "cart", "http.request.method": "GET"], isFailing),
          span("cart", 3, 2, "GET /cart", 2, at + 6, 50, [:], isFailing),
          span("cart", 4, 3, "select", 3, at + 10, 10, ["db.system": "cart"], false),
          span("front", 5, 1, "POST", 3, at + 60, 10, ["peer.service": "mail"], false),
          span("front", 6, 1, "send", 4, at + 72, 2, ["messaging.system": "kafka", "messaging.destination.name": "cart"], false),
          span("mail", 7, 6, "take", 5, at + 80, 9, ["messaging.system": "kafka", "messaging.destination.name": "cart"], false),
        ]
        // The parts of a trace lie in different places of different files.
        let turn = (file * 5 + number) % spans.count
        for index in spans.indices where (file + index) % 11 != 10 || index == 0 {
          let (service, text) = spans[(index + turn) % spans.count]
          lines += """
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"\(service)"}}]},\
            "scopeSpans":[{"spans":[{"traceId":"\(trace)",\(text)}]}]}]}

            """
        }
      }
      try Data(lines.utf8).write(to: folder.appending(path: "part-\(file).jsonl"))
    }
  }

  private static func span(
    _ service: String, _ id: Int, _ parent: Int, _ name: String, _ kind: Int, _ start: Int, _ length: Int,
    _ attributes: [String: String], _ failed: Bool
  ) -> (service: String, text: String) {
    let facts = attributes.sorted { $0.key < $1.key }
      .map { "{\"key\":\"\($0.key)\",\"value\":{\"stringValue\":\"\($0.value)\"}}" }.joined(separator: ",")
    let above = parent == 0 ? "" : "\"parentSpanId\":\"\(String(format: "%016x", parent))\","
    return (
      service,
      """
      "spanId":"\(String(format: "%016x", id))",\(above)"name":"\(name)","kind":\(kind),\
      "startTimeUnixNano":"\(start)000000","endTimeUnixNano":"\(start + length)000000","attributes":[\(facts)],\
      "status":{"code":\(failed ? 2 : 0)}
      """
    )
  }

  @Test("every command writes the same, eight runs at a time with two, three and four threads")
  func commands() async throws {
    let folder = try BuiltCommand.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let traces = folder.appending(path: "traces")
    try FileManager.default.createDirectory(at: traces, withIntermediateDirectories: true)
    try Self.write(to: traces)
    let baseline = try BuiltCommand.run(["baseline", "traces", "--output", "baseline.json"], in: folder)
    #expect(baseline.exitCode == 0, "\(baseline.errors)")
    let commands = [
      ["report", "traces", "--format", "json"], ["report", "traces"], ["summarize", "traces", "--output", "-"],
      ["gate", "traces", "--baseline", "baseline.json", "--format", "markdown"],
      ["baseline", "traces", "--output", "-"], ["simulate", "traces", "--fail", "cart"],
      ["simulate", "traces", "--slow", "cart=30s", "--queue", "front..cart"], ["explain", "traces", "cart"],
      ["explain", "traces", "front..cart"],
    ]
    for command in commands {
      let outputs = try await Self.outputs(of: command, in: folder)
      #expect(Set(outputs).count == 1, "\(command.joined(separator: " ")) wrote \(Set(outputs).count) different texts")
      #expect(outputs.allSatisfy { !$0.isEmpty })
    }
  }

  private static func outputs(of command: [String], in folder: URL) async throws -> [String] {
    try await withThrowingTaskGroup(of: String.self) { group in
      var started = 0
      func start() {
        let threads = String(2 + started % 3)
        started += 1
        group.addTask {
          let outcome = try await Self.run(command + ["--threads", threads], in: folder)
          return "\(outcome.exitCode)\n\(outcome.errors)\n\(outcome.output)"
        }
      }
      for _ in 0..<min(atOnce, runs) { start() }
      var outputs: [String] = []
      for try await output in group {
        outputs.append(output)
        if started < runs { start() }
      }
      return outputs
    }
  }

  /// On a thread of its own: waiting for a process must not hold up the others.
  private static func run(_ arguments: [String], in folder: URL) async throws -> BuiltCommand.Outcome {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try BuiltCommand.run(arguments, in: folder) }) }
    }
  }
}
