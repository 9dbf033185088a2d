import Foundation
import Testing
import TraceIngestion
import TraceModel

/// Inputs that libFuzzer found, `scripts/fuzz`: both engines and both ways of reading must agree on them.
@Suite struct FuzzCorpusTests {
  static let files: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: Fixtures.root.appending(path: "fuzz").path)) ?? [])
    .filter { $0 != "README.md" }.sorted()

  @Test(arguments: files)
  func `the engines and the ways of reading agree`(file: String) throws {
    let bytes = try Fixtures.bytes("fuzz/\(file)")
    let expected = Account(bytes, .jsonC)
    #expect(Account(bytes, .cursor) == expected)
    for threads in [1, 2] {
      var reader = TraceReader(options: ReadingOptions(chunkSize: 300, threads: threads))
      let store = reader.readStore(bytes: bytes, name: "test.json")
      #expect(Account(Reading(batch: store.batch, counts: reader.counts)) == expected)
    }
  }
}
