import Testing
import TraceIngestion
import TraceModel

@Suite struct CompressionTests {
  static let lines = (0..<200).map { _ in OTLP.span() }.joined(separator: "\n")
  static let bytes = Array(lines.utf8)

  @Test func `gzip and zstd are known by their contents`() {
    for compressed in [Compression.gzip(Self.bytes), Compression.zstd(Self.bytes)] {
      let reading = Reading(bytes: compressed, name: "any.name")
      #expect(reading.counts.spans == 200)
      #expect(reading.counts.bytes == Self.bytes.count)
      #expect(reading.batch.diagnostics.isEmpty)
    }
  }

  @Test func `members and frames follow each other`() {
    let line = Array((OTLP.span() + "\n").utf8)
    #expect(Reading(bytes: Compression.gzip(line) + Compression.gzip(line)).counts.spans == 2)
    #expect(Reading(bytes: Compression.zstd(line) + Compression.zstd(line)).counts.spans == 2)
  }

  @Test func `a record may begin in one member and end in the next`() {
    let half = Self.bytes.count / 2
    let parts = Compression.gzip(Array(Self.bytes[..<half])) + Compression.gzip(Array(Self.bytes[half...]))
    #expect(Reading(bytes: parts).counts.spans == 200)
  }

  @Test(arguments: [true, false])
  func `of a truncated file the beginning is used`(isGzip: Bool) {
    // Texts that compress badly, so that half of the file holds some of them.
    var generator = SeededGenerator(seed: 1)
    let lines = (0..<4000).map { _ in OTLP.span("\"name\":\"\(UInt64.random(in: .min ... .max, using: &generator))\"") }
    let bytes = Array(lines.joined(separator: "\n").utf8)
    let compressed = isGzip ? Compression.gzip(bytes) : Compression.zstd(bytes)
    let reading = Reading(bytes: Array(compressed.prefix(compressed.count / 2)))
    #expect(reading.counts.spans > 100)
    #expect(reading.diagnostics["damaged-compression"] == 1)
    #expect(reading.batch.diagnostics.hasLoss)
  }

  @Test(arguments: [true, false])
  func `a damaged file is told and does not stop the reading`(isGzip: Bool) {
    var compressed = isGzip ? Compression.gzip(Self.bytes) : Compression.zstd(Self.bytes)
    for index in stride(from: compressed.count / 2, to: compressed.count, by: 3) { compressed[index] ^= 0x5A }
    let reading = Reading(bytes: compressed)
    #expect(reading.diagnostics["damaged-compression"] == 1)
  }

  @Test func `zeros behind a gzip member are padding, anything else is damage`() {
    let compressed = Compression.gzip(Self.bytes)
    #expect(Reading(bytes: compressed + [UInt8](repeating: 0, count: 700)).batch.diagnostics.isEmpty)
    let reading = Reading(bytes: compressed + Array("rest".utf8))
    #expect(reading.counts.spans == 200)
    #expect(reading.diagnostics == ["damaged-compression": 1])
  }

  @Test func `frames behind their length are read, as older collectors write them`() {
    let message = Compression.framed(Compression.zstd(Array(OTLP.span().utf8)))
    let reading = Reading(bytes: message + message + message)
    #expect(reading.counts.spans == 3)
    #expect(reading.batch.diagnostics.isEmpty)
  }

  @Test func `an empty member is an empty file`() {
    #expect(Reading(bytes: Compression.gzip([])).diagnostics == ["empty-file": 1])
  }
}
