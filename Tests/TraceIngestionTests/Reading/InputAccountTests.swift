import Foundation
import Testing
import TraceModel

@testable import TraceIngestion

/// Where every file and every byte goes.
@Suite struct InputAccountTests {
  private static let good = Array((OTLP.span() + "\n").utf8)

  /// A file in a searched directory beside a good one, and the part that it belongs to.
  struct File: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var part: String
    var testDescription: String { name }

    init(_ name: String, _ bytes: [UInt8], _ part: String) {
      (self.name, self.bytes, self.part) = (name, bytes, part)
    }

    init(_ name: String, _ text: String, _ part: String) { self.init(name, Array(text.utf8), part) }
  }

  private static let utf16: [UInt8] = good.flatMap { [$0, UInt8(0)] }
  private static let tar = Array("traces.json".utf8) + [UInt8](repeating: 0, count: 246) + Array("ustar".utf8) + good

  static let files: [File] = [
    // What plainly holds no spans.
    File("notes.md", "# Traces\nThe field trace_id names the trace, span_id the span.\nNo more.\n", "other"),
    File("run.json", #"{"started":"2026-01-01","services":["a","b"],"seconds":12}"#, "other"),
    File("list.json", "[1,2,3]", "other"), File("empty.json", "", "other"), File("values.yaml", "a: 1\nb:\n  - c\n", "other"),
    File("metrics.json", #"{"resourceMetrics":[{"scopeMetrics":[]}]}"#, "other"),
    File("logs.json", #"{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"traceId":"0a","spanId":"0b"}]}]}]}"#, "other"),
    File("app.log.json", #"{"level":"info","message":"hello","trace_id":"0a0b","span_id":"0c"}"#, "other"),
    File("picture.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], "other"),
    File("no-spans.json", #"{"resourceSpans":[]}"#, "other"),
    // Spans in a form that is not read.
    File("rows.jsonl", #"{"trace.trace_id":"0a","trace.span_id":"0b","duration_ms":3,"name":"get"}"#, "unread"),
    File("nested.jsonl", #"{"trace":{"id":"0a"},"event":{"id":"0b","duration":12}}"#, "unread"),
    File("operation.json", #"[{"operation_Id":"0a","operation_ParentId":"0b","name":"get"}]"#, "unread"),
    File("quoted.log", #"app | {\"traceId\":\"0a\",\"spanId\":\"0b\"}"#, "unread"),
    File("debug.txt", "Span #0\n    Trace ID       : 0a\n    Parent ID      : 0b\n    ID             : 0c\n", "unread"),
    File("spans.yaml", "spans:\n  - traceId: 0a\n    spanId: 0b\n", "unread"),
    File("table.csv", "traceid,service,rpcid,rt,parent_id\n1,a,0.1,3,0\n", "unread"),
    // What cannot be read.
    File("zip", Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 1, count: 90), "unread"), File("tar", tar, "unread"),
    File("utf16.json", utf16, "unread"), File("unknown.bin", [1, 2, 3, 4, 5, 6, 7], "unread"),
    File("cut.json.gz", Array(Compression.gzip(good).prefix(30)), "unread"),
    File("head.json.gz", Array(Compression.gzip(good).prefix(5)), "unread"),
    File("cut.json", Array(good.prefix(good.count / 2)), "unread"),
    File("cut-jaeger.json", #"{"data":[{"traceID":"0a","spans":[{"traceID":"0a","spanID":"0b","operationNa"#, "unread"),
    File("bad-ids.json", OTLP.document(#""traceId":"xyz","spanId":"1","name":"a""#), "unread"),
  ]

  private static func account(_ directory: borrowing TemporaryDirectory, threads: Int, ignoring: [String] = []) throws
    -> (InputAccount, Reading)
  {
    var options = ReadingOptions()
    options.threads = threads
    options.ignoredFiles = ignoring
    var reader = TraceReader(options: options)
    let store = try reader.readStore(paths: [directory.url.path])
    let reading = Reading(batch: store.batch, counts: reader.counts)
    var single = TraceReader(options: options)
    _ = try single.read(paths: [directory.url.path])
    #expect(single.counts.account == reader.counts.account)
    return (reader.counts.account, reading)
  }

  @Test(arguments: files)
  func `a file in a directory is read, recognised as something else, or unread`(file: File) throws {
    let directory = try TemporaryDirectory()
    try directory.write(Self.good, to: "good.json")
    try directory.write(file.bytes, to: file.name)
    for threads in [1, 3] {
      let (account, reading) = try Self.account(directory, threads: threads)
      let (other, unread) = file.part == "other" ? (1, 0) : (0, 1)
      #expect(account.files == InputAccount.Parts(found: 2, other: other, unread: unread))
      let size = file.bytes.count
      #expect(
        account.bytes
          == InputAccount.Parts(found: Self.good.count + size, other: other * size, unread: unread * size))
      #expect(reading.batch.diagnostics.hasLoss == (unread > 0))
      // Nothing comes out of an archive that is cut at its beginning, so no record is rejected: its bytes count.
      if !file.name.hasSuffix(".gz") { #expect((account.rejected > 0) == (unread > 0)) }
      #expect(account.isComplete == (unread == 0))
    }
    let (ignored, reading) = try Self.account(directory, threads: 2, ignoring: ["*.{x}", file.name])
    #expect(ignored.files == InputAccount.Parts(found: 2, other: 1))
    #expect(ignored.isComplete)
    #expect(!reading.batch.diagnostics.hasLoss)
    #expect(reading.counts.spans == 1)
  }

  @Test(arguments: files)
  func `a file that was named and gives no span is unread, whatever it is`(file: File) throws {
    let directory = try TemporaryDirectory()
    let good = try directory.write(Self.good, to: "good.json")
    let named = try directory.write(file.bytes, to: file.name)
    var reader = TraceReader()
    let store = try reader.readStore(paths: [good, named])
    let account = reader.counts.account
    #expect(account.files == InputAccount.Parts(found: 2, unread: 1))
    #expect(account.bytes.unread == file.bytes.count)
    #expect(account.unreadShare >= 0.5)
    #expect(!store.diagnostics.diagnostics.isEmpty)
  }

  @Test func `a directory that was named and gives no span is unread`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(Self.good, to: "good/one.json")
    try directory.write(Array("notes\n".utf8), to: "docs/a.md")
    try FileManager.default.createDirectory(
      at: directory.url.appending(path: "void"), withIntermediateDirectories: true)
    var reader = TraceReader()
    let paths = ["good", "docs", "void"].map { directory.url.appending(path: $0).path }
    let store = try reader.readStore(paths: paths)
    #expect(reader.counts.account.files == InputAccount.Parts(found: 3, unread: 2))
    #expect(reader.counts.account.bytes == InputAccount.Parts(found: Self.good.count + 6, unread: 6))
    #expect(store.diagnostics.diagnostics.map(\.id) == ["empty-directory", "not-a-trace", "other-file"])
  }

  @Test func `links to nowhere and locked directories are unread`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(Self.good, to: "good.json")
    try FileManager.default.createSymbolicLink(
      atPath: directory.url.appending(path: "gone.json").path, withDestinationPath: "/nowhere/at/all")
    try FileManager.default.createSymbolicLink(
      atPath: directory.url.appending(path: "circle").path, withDestinationPath: "circle")
    let (account, reading) = try Self.account(directory, threads: 2)
    #expect(account.files == InputAccount.Parts(found: 3, unread: 2))
    #expect(account.unreadShare > 0.6)
    #expect(reading.diagnostics == ["unreadable-file": 2])
  }

  @Test(
    arguments: [
      // Lines between documents, each counted, with their bytes.
      ("web | starting\nweb | ready\n", 27, 2), ("a\n\n\nb\n", 6, 2), ("INFO: x\n  at line 1\n  at line 2\n", 32, 3),
      // Of a document that is cut, the record counts; the frame around it was read.
      (#"{"resourceSpans":[{"resource":{"#, 13, 1), ("{'a':1}\n{'b':2}\n", 16, 2), ("]\n", 2, 1),
      // A record of several lines is one.
      ("{\n  'a': 1,\n  'b': 2\n}\n", 23, 1),
    ])
  func `what lies between good records counts by its bytes and lines`(text: String, bytes: Int, records: Int) throws {
    for chunk in [64, 1 << 20] {
      for threads in [1, 2] {
        var options = ReadingOptions(chunkSize: chunk)
        options.threads = threads
        let all = Self.good + Array(text.utf8) + (text.hasSuffix("\n") ? Self.good : [])
        var reader = TraceReader(options: options)
        _ = reader.readStore(bytes: all, name: "mixed.jsonl")
        #expect(reader.counts.account.bytes == InputAccount.Parts(found: all.count, unread: bytes))
        #expect(reader.counts.account.rejected == records)
      }
    }
  }

  @Test func `a span that cannot be used takes its share of its record's bytes`() {
    let bad = #"{"traceId":"xyz","spanId":"1","name":"a"}"#
    let text = OTLP.document(#"\#(OTLP.ids),"name":"a",\#(OTLP.times)},\#(bad),{\#(OTLP.ids),"name":"b",\#(OTLP.times)"#)
    let reading = Reading(text)
    #expect(reading.counts.spans == 2)
    #expect(reading.counts.account.rejected == 1)
    let unread = reading.counts.account.bytes.unread
    #expect(unread > text.utf8.count / 4 && unread <= text.utf8.count / 3 + 1)
  }

  @Test func `compressed bytes count as they are stored`() throws {
    let text = Array(String(repeating: OTLP.span() + "\n", count: 200).utf8) + Array(String(repeating: "x y z\n", count: 400).utf8)
    let packed = Compression.gzip(text)
    let account = Reading(bytes: packed).counts.account
    #expect(account.bytes.found == packed.count)
    let share = Double(2400) / Double(text.count)
    #expect(abs(account.bytes.unreadShare - share) < 0.02)
    #expect(account.rejected == 400)
  }

  @Test func `sums are the same in any order and stop at the largest number`() {
    var one = InputAccount(files: .init(found: 3, other: 1, unread: 1), bytes: .init(found: .max, unread: .max), rejected: .max)
    let other = InputAccount(files: .init(found: 2, unread: 1), bytes: .init(found: 10, other: 5), rejected: 7)
    var reverse = other
    reverse.add(one)
    one.add(other)
    #expect(one == reverse)
    #expect(one.files == .init(found: 5, other: 1, unread: 2))
    #expect(one.rejected == .max)
    // Parts never exceed what was found, whatever a file says.
    #expect(InputAccount.Parts(found: 5, other: 9, unread: 9) == .init(found: 5, other: 0, unread: 5))
    #expect(InputAccount.Parts(found: -5, other: 9, unread: -9) == .init())
  }
}
