import Foundation
import Testing
import TraceIngestion
import TraceModel

/// Other people's traces: every file is either read, with counts that `scripts/count-spans` confirmed, or refused with a
/// reason.
@Suite("Shared traces", .enabled(if: SharedTraces.folder != nil, "set FIREBREAK_TRACES to the folder of shared traces"))
struct SharedTracesTests {
  /// What is expected of one file.
  struct Expectation: Sendable, CustomTestStringConvertible {
    var counts: [Int]
    var format: String
    var diagnostics: [String]
    var path: String
    var testDescription: String { path }

    init?(_ line: Substring) {
      let columns = line.split(separator: "\t").map(String.init)
      guard columns.count == 7, !line.hasPrefix("#") else { return nil }
      counts = columns[0..<4].compactMap { Int($0) }
      format = columns[4]
      diagnostics = columns[5] == "-" ? [] : columns[5].split(separator: ",").map(String.init)
      path = columns[6]
    }
  }

  static let expectations: [Expectation] = {
    let table = Fixtures.root.appending(path: "shared-traces.tsv")
    let text = (try? String(contentsOf: table, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap(Expectation.init)
  }()

  @Test(arguments: expectations)
  func `a file gives what was counted, or is refused for what it is`(expected: Expectation) throws {
    let path = try #require(SharedTraces.folder).appending(path: expected.path).path
    var reader = TraceReader()
    let batch = try reader.read(paths: [path])
    let reading = Reading(batch: batch, counts: reader.counts)
    let traces = Set(batch.spans.map(\.trace)).count
    #expect([batch.spans.count, traces, Set(reading.services).count, batch.links.count] == expected.counts)
    let formats = reader.counts.formats.sorted().map(\.rawValue).joined(separator: "+")
    #expect((formats.isEmpty ? "-" : formats) == expected.format)
    #expect(batch.diagnostics.diagnostics.map(\.id) == expected.diagnostics)
    let isMixed = reader.counts.otherSignals > 0
    #expect(!batch.spans.isEmpty || isMixed || !expected.diagnostics.isEmpty)
  }

  @Test func `every file is expected`() throws {
    #expect(Set(SharedTraces.files) == Set(Self.expectations.map(\.path)))
    if ProcessInfo.processInfo.environment["FIREBREAK_RECORD"] != nil {
      try Self.record()
      Issue.record("recorded: check the counts of new files with scripts/count-spans")
    }
  }

  /// Writes the table anew, one line per file.
  static func record() throws {
    let folder = try #require(SharedTraces.folder)
    let table = Fixtures.root.appending(path: "shared-traces.tsv")
    let head = try String(contentsOf: table, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("#") }
    let rows = SharedTraces.files.map { path in
      var reader = TraceReader()
      guard let batch = try? reader.read(paths: [folder.appending(path: path).path]) else { return "unreadable\t\(path)" }
      let reading = Reading(batch: batch, counts: reader.counts)
      let formats = reader.counts.formats.sorted().map(\.rawValue).joined(separator: "+")
      let diagnostics = batch.diagnostics.diagnostics.map(\.id).joined(separator: ",")
      let counts = [
        batch.spans.count, Set(batch.spans.map(\.trace)).count, Set(reading.services).count, batch.links.count,
      ]
      return counts.map(String.init).joined(separator: "\t")
        + "\t\(formats.isEmpty ? "-" : formats)\t\(diagnostics.isEmpty ? "-" : diagnostics)\t\(path)"
    }
    let text = (head.map(String.init) + rows).joined(separator: "\n") + "\n"
    try text.write(to: table, atomically: true, encoding: .utf8)
  }

  @Test func `the binary form of a recording gives the spans of its JSON form`() throws {
    let folder = try #require(SharedTraces.folder)
    var reader = TraceReader()
    let json = try reader.read(paths: [folder.appending(path: "otel-demo/otel-demo.otlp.jsonl").path])
    let binary = try reader.read(paths: [folder.appending(path: "otel-demo/otel-demo.otlp.pb").path])
    #expect(Self.sorted(json) == Self.sorted(binary))
  }

  /// Spans with all that is kept of them, in an order of their own.
  private static func sorted(_ batch: SpanBatch) -> [String] {
    batch.spans.map { span in
      let profile = batch.profiles.profiles[Int(span.profile)]
      let facts = profile.attributes.map { "\($0.key)=\(batch.names[$0.value])" }.joined(separator: ";")
      let names = [profile.service, profile.instance, profile.host, profile.name].map { batch.names[$0] }.joined(
        separator: "|")
      return
        "\(span.trace) \(span.id) \(span.parent) \(span.start) \(span.end) \(span.flags.rawValue) \(names) \(profile.kind) \(profile.outcome) \(facts)"
    }.sorted()
  }

  @Test func `a whole folder can be read at once`() throws {
    var reader = TraceReader()
    let folder = try #require(SharedTraces.folder).appending(path: "zipkin")
    let batch = try reader.read(paths: [folder.path])
    #expect(reader.counts.files == 8)
    #expect(
      batch.spans.count == Self.expectations.filter { $0.path.hasPrefix("zipkin/") }.reduce(0) { $0 + $1.counts[0] })
  }
}
