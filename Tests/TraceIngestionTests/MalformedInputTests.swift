import Testing
import TraceIngestion
import TraceModel

@Suite struct MalformedInputTests {
  /// A file, the spans that can be read of it, what is told about the rest, and where the first example is.
  static let fixtures: [(String, Int, [String: Int], String)] = [
    ("truncated-last-line.otlp.jsonl", 2, ["truncated-record": 1], "3"),
    ("cut-in-the-middle.otlp.jsonl", 3, ["malformed-record": 1], "2"),
    ("garbage-between-records.otlp.jsonl", 3, ["garbage-between-records": 2], "2"),
    ("invalid-utf8.otlp.jsonl", 2, ["invalid-utf8": 1], "2"),
    ("nul-bytes-at-the-end.otlp.jsonl", 1, ["garbage-between-records": 1], "2"),
    ("nul-byte-in-a-string.otlp.jsonl", 1, ["malformed-record": 1], "1"),
    ("wrong-types.otlp.json", 3, ["wrong-type": 7], "1"),
    ("huge-numbers.otlp.json", 4, ["number-out-of-range": 5, "missing-time": 3], "1"),
    ("bad-ids.otlp.json", 1, ["invalid-trace-id": 3, "invalid-span-id": 1], "1"),
    ("duplicate-keys.otlp.json", 2, ["duplicate-key": 1], "1"),
    ("empty.json", 0, ["empty-file": 1], ""), ("only-white-space.json", 0, ["empty-file": 1], ""),
    ("trailing-commas.zipkin.json", 1, ["trailing-comma": 1], "3"),
    ("unclosed-array.zipkin.json", 2, ["truncated-record": 1], "4"),
    ("single-quotes.json", 1, ["malformed-record": 1], "1"),
    ("element-is-damaged.jaeger.json", 2, ["malformed-record": 1], "3"),
    ("no-trace.txt", 0, ["garbage-between-records": 3], "1"),
  ]

  @Test(arguments: fixtures)
  func `the valid rest is used, and the loss is counted with its place`(
    file: String, spans: Int, diagnostics: [String: Int], line: String
  ) throws {
    let reading = Reading(bytes: try Fixtures.bytes("malformed/\(file)"), name: file)
    #expect(reading.batch.spans.count == spans)
    #expect(reading.diagnostics == diagnostics)
    let first = reading.batch.diagnostics.diagnostics.first?.examples.first
    #expect(first?.file == file)
    #expect(first?.line.map(String.init) ?? "" == line)
  }

  @Test(arguments: fixtures)
  func `where the input is cut into chunks does not matter`(
    file: String, spans: Int, diagnostics: [String: Int], line: String
  ) throws {
    let bytes = try Fixtures.bytes("malformed/\(file)")
    let whole = Reading(bytes: bytes)
    let pieces = Reading(bytes: bytes, options: ReadingOptions(chunkSize: 64))
    #expect(pieces.batch.spans == whole.batch.spans)
    #expect(pieces.batch.diagnostics == whole.batch.diagnostics)
  }

  @Test(.timeLimit(.minutes(1)), arguments: [65, 10_000, 1_000_000])
  func `a record that nests too deeply is refused, the next one is read`(depth: Int) {
    let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    let reading = Reading(OTLP.span("\"events\":\(deep)") + "\n" + OTLP.span())
    #expect(reading.counts.spans == 1)
    #expect(reading.diagnostics == ["too-deep": 1])
    #expect(reading.batch.diagnostics.hasLoss)
  }

  @Test func `a record over the limit is refused, the next one is read`() {
    let large = OTLP.span("\"name\":\"\(String(repeating: "x", count: 20_000))\"")
    let options = ReadingOptions(recordSizeLimit: 10_000, chunkSize: 1_000)
    let reading = Reading("\(large)\n\(OTLP.span())\n", options: options)
    #expect(reading.counts.spans == 1)
    #expect(reading.diagnostics == ["oversized-record": 1])
  }

  @Test func `places are of the record, and say what was there`() throws {
    let reading = Reading(bytes: try Fixtures.bytes("malformed/bad-ids.otlp.json"), name: "bad-ids.json")
    #expect(
      reading.diagnostic("invalid-span-id")?.examples.map(\.description)
        == ["bad-ids.json:1 (scopeSpans[0].spans[2]): expected 16 hexadecimal digits, not all zero; found \"xyz\""])
  }

  @Test func `only the first examples are kept, all are counted`() {
    let lines = (0..<50).map { _ in OTLP.document(OTLP.times) }.joined(separator: "\n")
    let diagnostic = Reading(lines).diagnostic("invalid-trace-id")
    #expect(diagnostic?.count == 50)
    #expect(diagnostic?.examples.map(\.line) == [1, 2, 3])
  }

  @Test(arguments: Array(0..<200))
  func `no damage of bytes stops the reading`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let names = [
      "element-is-damaged.jaeger.json", "wrong-types.otlp.json", "trailing-commas.zipkin.json",
      "truncated-last-line.otlp.jsonl",
    ]
    var bytes = try Fixtures.bytes("malformed/\(names[Int(seed) % names.count])")
    for _ in 0..<Int.random(in: 1...8, using: &generator) {
      let index = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes[index] = UInt8.random(in: .min ... .max, using: &generator)
      case 1: bytes.remove(at: index)
      case 2: bytes.insert(contentsOf: Array("{}[],:\"\n\\0".utf8).shuffled(using: &generator).prefix(2), at: index)
      default: bytes.removeSubrange(index..<min(index + 20, bytes.count))
      }
      if bytes.isEmpty { bytes = [0x7B] }
    }
    let whole = Reading(bytes: bytes)
    let pieces = Reading(bytes: bytes, options: ReadingOptions(chunkSize: 64))
    #expect(whole.batch.spans.count <= 5)
    #expect(whole.batch.spans == pieces.batch.spans)
  }
}

/// Random numbers that are the same in every run (splitmix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}
