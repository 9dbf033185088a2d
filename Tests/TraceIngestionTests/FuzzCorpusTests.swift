import Foundation
import Testing
import TraceIngestion
import TraceModel

/// Inputs that libFuzzer found, `scripts/fuzz`: both engines and both ways of reading must agree on them.
@Suite struct FuzzCorpusTests {
  static let files: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: Fixtures.root.appending(path: "fuzz").path)) ?? [])
    .filter { $0.hasSuffix(".json") || $0.hasSuffix(".jsonl") }.sorted()

  @Test(arguments: files)
  func `the engines and the ways of reading agree on what they once did not`(file: String) throws {
    try agree(on: Fixtures.bytes("fuzz/\(file)"))
  }

  @Test func `the engines and the ways of reading agree on the corpus`() throws {
    let lines = try Fixtures.bytes("fuzz/corpus.base64").split(separator: 0x0A)
    #expect(lines.count > 100)
    for line in lines {
      let data = try #require(Data(base64Encoded: Data(line)))
      try agree(on: Array(data))
    }
  }

  private func agree(on bytes: [UInt8]) throws {
    let expected = Account(bytes, .jsonC)
    #expect(Account(bytes, .cursor) == expected)
    for threads in [1, 2] {
      var reader = TraceReader(options: ReadingOptions(chunkSize: 300, threads: threads))
      let store = reader.readStore(bytes: bytes, name: "test.json")
      #expect(Account(Reading(batch: store.batch, counts: reader.counts)) == expected)
    }
  }
}
