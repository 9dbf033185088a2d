import Foundation
import Testing
import TraceIngestion
import TraceModel

@Suite struct FormatTests {
  static let files: [(String, InputFormat)] = [
    ("otlp-document.json", .otlpJSON), ("otlp-array.json", .otlpJSON), ("otlp-lines-mixed-signals.jsonl", .otlpJSON),
    ("otlp-snake-case.json", .otlpJSON), ("otlp-older-names.json", .otlpJSON), ("otlp-resource-last.json", .otlpJSON),
    ("tempo-v1.json", .tempoJSON), ("tempo-v2.json", .otlpJSON), ("jaeger-api.json", .jaegerJSON),
    ("jaeger-bare.json", .jaegerJSON),
    ("jaeger-storage.jsonl", .jaegerJSON), ("zipkin-flat.json", .zipkinJSON), ("zipkin-nested.json", .zipkinJSON),
    ("otlp-message.pb", .otlpProtobuf), ("otlp-messages-with-lengths.pb", .otlpProtobuf),
  ]

  /// The story that all these files tell.
  static let story = [
    "1111111111111111 of 0000000000000000: web server get /cart ok, 0 to 100000 us",
    "2222222222222222 of 1111111111111111: web client get failed, 10000 to 90000 us",
    "3333333333333333 of 2222222222222222: cart server get /items failed, 15000 to 75000 us",
  ]

  static func story(_ reading: Reading) -> [String] {
    zip(reading.batch.spans, reading.spans).map { span, text in
      let times = [span.start, span.end].map { (Int64($0) - 1_700_000_000_000_000_000) / 1000 }
      return "\(span.id) of \(span.parent): \(text), \(times[0]) to \(times[1]) us"
    }.sorted()
  }

  @Test(arguments: files)
  func `one trace in any format is the same spans`(file: String, format: InputFormat) throws {
    let bytes = try Fixtures.bytes("formats/\(file)")
    for chunkSize in [64, 100, 1 << 20] {
      let reading = Reading(bytes: bytes, name: file, options: ReadingOptions(chunkSize: chunkSize))
      #expect(Self.story(reading) == Self.story)
      #expect(reading.batch.diagnostics.isEmpty)
      #expect(reading.counts.formats == [format])
      #expect(Set(reading.batch.spans.map(\.trace.description)) == ["5b8efff798038103d269b633813fc60c"])
    }
  }

  @Test(arguments: files)
  func `a format that is asked for is read, another one refused`(file: String, format: InputFormat) throws {
    let bytes = try Fixtures.bytes("formats/\(file)")
    #expect(Reading(bytes: bytes, options: ReadingOptions(inputFormat: format)).counts.spans == 3)
    let other: InputFormat = format == .zipkinJSON ? .jaegerJSON : .zipkinJSON
    let refused = Reading(bytes: bytes, options: ReadingOptions(inputFormat: other))
    #expect(refused.counts.spans == 0)
    #expect(refused.diagnostics["other-format"] != nil)
  }

  @Test func `every fixture is in the table, and a whole folder reads as one`() throws {
    let folder = Fixtures.root.appending(path: "formats")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0 != "README.md" }
    #expect(Set(names) == Set(Self.files.map(\.0)))
    var reader = TraceReader()
    #expect(try reader.read(paths: [folder.path]).spans.count == 3 * names.count)
  }

  @Test func `a damaged message costs itself, the next one is where its length says`() throws {
    let bytes = try Fixtures.bytes("formats/otlp-messages-with-lengths.pb")
    let first = Int(bytes[2]) << 8 | Int(bytes[3])
    var damaged = bytes + bytes
    // The first tag of the second message becomes a wire type that does not exist.
    damaged[4 + first + 4] = 0x0F
    let reading = Reading(bytes: damaged)
    #expect(reading.counts.spans == 5)
    #expect(reading.diagnostics == ["malformed-record": 1])
  }

  @Test(arguments: 1..<60)
  func `a binary file cut off anywhere is told`(length: Int) throws {
    let bytes = try Fixtures.bytes("formats/otlp-messages-with-lengths.pb")
    let cut = Array(bytes.dropLast(length))
    let reading = Reading(bytes: cut)
    #expect(reading.batch.diagnostics.hasLoss)
    #expect(reading.counts.spans >= 2)
  }
}
