import Foundation
import Testing
import TraceIngestion
import TraceModel

/// Documents that are too large for one thread are cut into records by whoever is free, and decoded by all.
@Suite struct SharedInputTests {
  private static func identifier(_ number: Int) -> String { String(format: "%032x", number * 7919) }

  static let otlp = (1...300).map { number in
    #"{"resource":{"attributes":[]},"scopeSpans":[{"spans":[{"traceId":"\#(identifier(number))","#
      + #""spanId":"00000000000000aa",\#(OTLP.times)}]}]}"#
  }
  static let jaeger = (1...300).map { number in
    #"{"traceID":"\#(identifier(number))","spans":[{"traceID":"\#(identifier(number))","#
      + #""spanID":"aa","operationName":"get","startTime":1700000000000000,"duration":3,"processID":"p"}],"#
      + #""processes":{"p":{"serviceName":"shop"}}}"#
  }
  static let zipkin = (1...300).map { number in
    #"{"traceId":"\#(identifier(number))","id":"aa","timestamp":1700000000000000,"duration":2}"#
  }

  static let documents: [(name: String, text: String)] = [
    ("otlp", #"{"resourceSpans":[\#(otlp.joined(separator: ",\n"))]}"#),
    ("otlp in one line", #"{"resourceSpans":[\#(otlp.joined(separator: ","))]}"#),
    ("tempo", #"{"batches":[\#(otlp.joined(separator: ",\n"))],"status":"PARTIAL"}"#),
    ("jaeger", "{\n  \"data\": [\n\(jaeger.joined(separator: ",\n"))],\n \"total\": 0}"),
    ("zipkin", "[\n\(zipkin.joined(separator: ",\n"))\n]"),
    ("zipkin in one line", "[\(zipkin.joined(separator: ","))]"),
    ("truncated", String(#"{"resourceSpans":[\#(otlp.joined(separator: ",\n"))]}"#.dropLast(300))),
    ("mixed", "{\n\"resourceLogs\":[{}]}\n[\(zipkin.joined(separator: ","))]\n{\"resourceSpans\":[\(otlp[0])]}"),
    ("garbage", "[\n\(zipkin.joined(separator: ",\n"))\n]\nhello\n\(zipkin[7])\n]\n\(zipkin[8])"),
    ("bad element", "[\n\(zipkin[..<150].joined(separator: ",\n")),\n{\"traceId\":'},\n\(zipkin[200])\n]"),
    (
      "bad identifiers",
      "[\n\(zipkin.map { $0.replacingOccurrences(of: "00", with: "zz") }.joined(separator: ",\n"))\n]"
    ),
    (
      "large element",
      "[\n\(zipkin[..<50].joined(separator: ",\n")),\n{\"name\":\"\(String(repeating: "x", count: 9000))\"}]"
    ),
  ]

  private func account(_ bytes: [UInt8], threads: Int, chunk: Int, engine: JSONEngine = .cursor, limit: Int) -> Account
  {
    let options = ReadingOptions(recordSizeLimit: limit, chunkSize: chunk, engine: engine, threads: threads)
    var reader = TraceReader(options: options)
    let store = reader.readStore(bytes: bytes, name: "document")
    return Account(Reading(batch: store.batch, counts: reader.counts))
  }

  @Test(arguments: documents.map(\.name))
  func `a document reads the same on any number of threads`(name: String) throws {
    let bytes = Array(try #require(Self.documents.first { $0.name == name }).text.utf8)
    for limit in [128 << 20, 4000] {
      let options = ReadingOptions(recordSizeLimit: limit, chunkSize: 1024, engine: .jsonC)
      var reader = TraceReader(options: options)
      let expected = Account(Reading(batch: reader.read(bytes: bytes, name: "document"), counts: reader.counts))
      for threads in [1, 2, 5] {
        #expect(account(bytes, threads: threads, chunk: 1024, limit: limit) == expected)
        #expect(account(bytes, threads: threads, chunk: 1024, engine: .jsonC, limit: limit) == expected)
      }
    }
  }

  @Test(arguments: [1, 2, 5])
  func `many documents and files of lines side by side are read whole`(threads: Int) throws {
    let directory = try TemporaryDirectory()
    for (index, document) in Self.documents.enumerated() {
      try directory.write(Array(document.text.utf8), to: "traces/\(index).json")
    }
    try directory.write(
      Array((Self.zipkin.joined(separator: "\n") + "\n{\n" + Self.zipkin[4]).utf8), to: "traces/lines.jsonl")
    let paths = [directory.url.appending(path: "traces").path]
    var reference = TraceReader(options: ReadingOptions(chunkSize: 512, engine: .jsonC))
    let expected = Account(Reading(batch: try reference.read(paths: paths), counts: reference.counts))
    var reader = TraceReader(options: ReadingOptions(chunkSize: 512, threads: threads))
    let store = try reader.readStore(paths: paths)
    #expect(Account(Reading(batch: store.batch, counts: reader.counts)) == expected)
  }
}
