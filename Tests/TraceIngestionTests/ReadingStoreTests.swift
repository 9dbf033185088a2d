import Foundation
import Testing
import TraceIngestion
import TraceModel

/// Reading on several threads must give what reading on one gives, wherever the threads take turns.
@Suite struct ReadingStoreTests {
  private func account(_ paths: [String], threads: Int, chunk: Int, memory: Int? = nil, engine: JSONEngine = .cursor)
    throws
    -> Account
  {
    var options = ReadingOptions(chunkSize: chunk, engine: engine, threads: threads)
    if let memory { options.memory = memory }
    var reader = TraceReader(options: options)
    let store = try reader.readStore(paths: paths)
    return Account(Reading(batch: store.batch, counts: reader.counts))
  }

  private func expected(_ paths: [String]) throws -> Account {
    var reader = TraceReader(options: ReadingOptions(engine: .jsonC))
    let batch = try reader.read(paths: paths)
    return Account(Reading(batch: batch, counts: reader.counts))
  }

  @Test(arguments: EngineTests.fixtures, [1, 2, 5])
  func `a fixture reads the same on any number of threads`(path: String, threads: Int) throws {
    let paths = [Fixtures.root.appending(path: path).path]
    let expected = try expected(paths)
    for chunk in [64, 700, 1 << 20] { #expect(try account(paths, threads: threads, chunk: chunk) == expected) }
  }

  @Test(arguments: ["formats", "malformed", "system/recordings"])
  func `a directory reads the same on any number of threads`(path: String) throws {
    let paths = [Fixtures.root.appending(path: path).path]
    let expected = try expected(paths)
    for threads in [1, 3] { #expect(try account(paths, threads: threads, chunk: 4096) == expected) }
    #expect(try account(paths, threads: 2, chunk: 4096, engine: .jsonC) == expected)
  }

  @Test func `the real traces read the same on several threads`() throws {
    guard let folder = SharedTraces.folder else { return }
    let paths = SharedTraces.files.map { folder.appending(path: $0).path }.filter { !$0.hasSuffix("README.md") }
    #expect(try account(paths, threads: 3, chunk: 1 << 16) == expected(paths))
  }

  @Test(arguments: [1, 2, 40, 81])
  func `damage in any line is told with its line, and what follows is read`(line: Int) throws {
    let directory = try TemporaryDirectory()
    var lines = (1...80).map { number in
      OTLP.document(#""traceId":"\#(String(format: "%032x", number))","spanId":"00000000000000aa",\#(OTLP.times)"#)
    }
    lines.insert(#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"cut"#, at: line - 1)
    let path = try directory.write(Array(lines.joined(separator: "\n").utf8), to: "lines.jsonl")
    let expected = try expected([path])
    #expect(expected.spans.count == 80)
    for (threads, chunk) in [(1, 300), (2, 300), (4, 2000), (2, 1 << 20)] {
      #expect(try account([path], threads: threads, chunk: chunk) == expected)
    }
  }

  @Test(arguments: [1, 2, 3, 8])
  func `compressed files side by side read the same, damaged ones too`(threads: Int) throws {
    let directory = try TemporaryDirectory()
    for file in 0..<12 {
      let lines = (1...150).map { number in
        OTLP.document(
          #""traceId":"\#(String(format: "%032x", file * 1000 + number))","spanId":"00000000000000aa",\#(OTLP.times)"#)
      }
      var bytes = Array(lines.joined(separator: "\n").utf8)
      // Documents of many lines, and damage, which are found while the file is read on.
      if file == 3 { bytes.append(contentsOf: Array("\n{\n\(lines[4].dropFirst())\n".utf8)) }
      if file == 4 { bytes.insert(UInt8(ascii: "!"), at: bytes.count / 3) }
      let half = bytes.count / 2
      var packed = file.isMultiple(of: 2) ? Compression.zstd(bytes) : Compression.gzip(bytes)
      if file == 5 { packed = Compression.gzip(Array(bytes[..<half])) + Compression.gzip(Array(bytes[half...])) }
      if file > 9 { packed.removeLast(packed.count / 2) }
      try directory.write(packed, to: "traces/\(file)")
    }
    let paths = [directory.url.appending(path: "traces").path]
    let expected = try expected(paths)
    #expect(expected.spans.count >= 10 * 150)
    for chunk in [64, 900, 20_000, 1 << 20] {
      #expect(try account(paths, threads: threads, chunk: chunk) == expected)
    }
  }

  @Test(arguments: [1, 4])
  func `a line without an end in a compressed file is given up in bounded memory`(threads: Int) throws {
    let directory = try TemporaryDirectory()
    let line = Array((OTLP.span() + "\n").utf8)
    let blank = Compression.zstd([UInt8](repeating: UInt8(ascii: "x"), count: 1 << 22))
    let bomb = Compression.zstd(line + Array("{\"resourceSpans\":[{\"name\":\"".utf8))
    let path = try directory.write(bomb + (0..<16).flatMap { _ in blank }, to: "bomb.zst")
    var reader = TraceReader(options: ReadingOptions(recordSizeLimit: 1 << 20, chunkSize: 4096, threads: threads))
    let store = try reader.readStore(paths: [path])
    #expect(store.count == 1)
    #expect(reader.counts.bytes >= 16 << 22)
    #expect(store.diagnostics.diagnostics.map(\.id) == ["oversized-record"])
  }

  @Test func `damage is told once, whichever thread comes back last`() throws {
    let directory = try TemporaryDirectory()
    var lines = (1...2000).map { number in
      OTLP.document(#""traceId":"\#(String(format: "%032x", number))","spanId":"00000000000000aa",\#(OTLP.times)"#)
    }
    lines[170] = #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"cut"#
    let path = try directory.write(Array(lines.joined(separator: "\n").utf8), to: "lines.jsonl")
    let expected = try expected([path])
    // The damage is met in the first chunk, which is done long before the others that were handed out.
    for _ in 0..<20 { #expect(try account([path], threads: 3, chunk: 70_000) == expected) }
  }

  @Test func `spans beyond the memory allowed go to a file and come back`() throws {
    let directory = try TemporaryDirectory()
    var text = ""
    for number in 1...4000 {
      let spans = (1...100).map { span in
        #"{"traceId":"\#(String(format: "%032x", number * 7919))","spanId":"\#(String(format: "%016x", span))",\#(OTLP.times)}"#
      }
      text += #"{"resourceSpans":[{"scopeSpans":[{"spans":[\#(spans.joined(separator: ","))]}]}]}"# + "\n"
    }
    let path = try directory.write(Array(text.utf8), to: "many.jsonl")
    var options = ReadingOptions(threads: 2)
    options.memory = 1
    var reader = TraceReader(options: options)
    let store = try reader.readStore(paths: [path])
    #expect(store.count == 400_000)
    // The file has no name from the start, so that nothing is left of it even after a kill.
    let temporary = try FileManager.default.contentsOfDirectory(atPath: FileManager.default.temporaryDirectory.path)
    #expect(!temporary.contains { $0.hasPrefix("firebreak-spans-") })
    var batch = SpanBatch()
    var (seen, goes) = (0, 0)
    for part in 0..<SpanStore.partCount {
      let left = store.forEachBatch(of: part, atMost: 2000, ofOneTrace: 2000, into: &batch) { batch in
        #expect(batch.spans.count <= 2000)
        #expect(batch.spans.count.isMultiple(of: 100))
        seen += batch.spans.count
        goes += 1
      } large: { batch in
        Issue.record("no trace is large: \(batch.spans.count)")
      }
      #expect(left == 0)
    }
    #expect(seen == 400_000)
    #expect(goes > SpanStore.partCount)
  }

  @Test func `of a trace that is too large a part is taken, and the rest is counted`() throws {
    var batch = SpanBatch()
    batch.spans = (1...5000).map { SpanRecord(trace: TraceID(low: 5), id: SpanID($0), start: 1, end: 2, profile: 0) }
    _ = batch.profiles.intern(SpanProfile())
    var store = SpanStore()
    store.add(batch)
    var part = SpanBatch()
    var (seen, left) = (0, 0)
    for index in 0..<SpanStore.partCount {
      left += store.forEachBatch(
        of: index, atMost: 1000, ofOneTrace: 1200, into: &part, { #expect($0.spans.isEmpty) },
        large: { seen += $0.spans.count })
    }
    #expect(seen == 1200)
    #expect(left == 3800)
  }
}
