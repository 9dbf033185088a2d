import Foundation
import JSONBridge
import Testing
import TraceModel

@testable import TraceIngestion

/// A second engine will scan bytes and cannot go back: every decoder has to consume every value once.
@Suite struct ReadingRulesTests {
  /// Documents as whole trees, and how the records in them are decoded.
  private static func decode(_ value: JSONValue, into collector: inout SpanCollector) -> [String] {
    if let elements = value.elements { return elements.flatMap { decode($0, into: &collector) } }
    if let list = (value["resourceSpans"] ?? value["resource_spans"] ?? value["batches"])?.elements {
      return list.flatMap { walk($0, &collector, OTLPDecoder.decode) }
    }
    if let trace = value["trace"] { return decode(trace, into: &collector) }
    if let data = value["data"] { return decode(data, into: &collector) }
    if value["spans"] != nil { return walk(value, &collector, JaegerDecoder.decode) }
    if value["spanID"] != nil { return walk(value, &collector, JaegerLoneSpan.decode) }
    if value["id"] != nil { return walk(value, &collector, ZipkinDecoder.decode) }
    return []
  }

  private static func walk(
    _ value: JSONValue, _ collector: inout SpanCollector, _ decode: (inout CheckedReader, inout SpanCollector) -> Void
  ) -> [String] {
    var reader = CheckedReader(value)
    defer { reader.deallocate() }
    decode(&reader, &collector)
    return reader.violations + (reader.isAtEnd ? [] : ["the walk ended before the document did"])
  }

  static func documents(_ bytes: [UInt8]) -> [JSONValue] {
    if let whole = try? JSONValue(parsing: bytes) { return [whole] }
    return bytes.split(separator: 0x0A).compactMap { try? JSONValue(parsing: Array($0)) }
  }

  static let fixtures =
    FormatTests.files.map { "formats/\($0.0)" }.filter { !$0.hasSuffix(".pb") }
    + ["malformed/wrong-types.otlp.json", "malformed/bad-ids.otlp.json"]

  @Test(arguments: fixtures)
  func `fixtures are decoded in one pass`(file: String) throws {
    let bytes = try Fixtures.bytes(file)
    var collector = SpanCollector()
    let violations = Self.documents(bytes).flatMap { Self.decode($0, into: &collector) }
    #expect(violations == [])
    #expect(collector.batch.spans == Reading(bytes: bytes).batch.spans)
  }

  /// A document in which some values were replaced by values of other kinds, or dropped, or doubled.
  private static func mutated(_ value: JSONValue, _ generator: inout SeededGenerator) -> JSONValue {
    if Int.random(in: 0..<25, using: &generator) == 0 {
      let others: [JSONValue] = [nil, true, -1, 1.5, "", "x", [], [1, ["a"]], .object([]), ["key": ["value": 7]]]
      return others.randomElement(using: &generator) ?? .null
    }
    switch value {
    case .array(let elements): return .array(elements.map { mutated($0, &generator) })
    case .object(let members):
      return .object(members.map { JSONMember($0.name, mutated($0.value, &generator)) }.shuffled(using: &generator))
    default: return value
    }
  }

  @Test(arguments: 0..<400)
  func `values of any kind in any place are consumed once, whatever the order of members`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let files = [
      "formats/otlp-document.json", "formats/jaeger-api.json", "formats/zipkin-flat.json",
      "formats/jaeger-storage.jsonl",
    ]
    var collector = SpanCollector()
    for document in Self.documents(try Fixtures.bytes(files[Int(seed) % files.count])) {
      let document = Self.mutated(document, &generator)
      #expect(Self.decode(document, into: &collector) == [])
      // And the whole way through json-c nothing stops.
      _ = Reading(bytes: try JSONWriter.bytes(of: document))
    }
    #expect(collector.batch.spans.count <= 3)
  }

  @Test(.enabled(if: SharedTraces.folder != nil, "set FIREBREAK_TRACES to the folder of shared traces"))
  func `real traces are decoded in one pass, to the same spans`() throws {
    let folder = try #require(SharedTraces.folder)
    for file in SharedTraces.files where file.hasSuffix(".json") || file.hasSuffix(".jsonl") {
      let bytes = Array(try Data(contentsOf: folder.appending(path: file)))
      guard bytes.count < 3_000_000 else { continue }
      let whole = Reading(bytes: bytes)
      guard whole.counts.spans > 0 else { continue }
      var collector = SpanCollector()
      let violations = Self.documents(bytes).flatMap { Self.decode($0, into: &collector) }
      #expect(violations == [], "\(file)")
      #expect(collector.batch.spans.count == whole.batch.spans.count, "\(file)")
      #expect(collector.batch.links == whole.batch.links, "\(file)")
    }
  }
}
