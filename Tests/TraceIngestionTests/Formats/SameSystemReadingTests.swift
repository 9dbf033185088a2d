import Foundation
import TestSupport
import Testing
import TraceIngestion
import TraceModel

/// The files of one system in every format, read whole, packed, in pieces and damaged.
@Suite struct SameSystemReadingTests {
  static let files: [String] = {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: Fixtures.root.appending(path: "same-system").path)) ?? []
    return names.sorted().filter { $0.contains(".") && !$0.hasSuffix(".md") && !$0.hasSuffix(".py") }
  }()

  @Test(arguments: files)
  func `every file has all spans of the system, with either engine`(file: String) throws {
    let bytes = try Fixtures.bytes("same-system/\(file)")
    let account = Account(bytes, .cursor)
    #expect(account == Account(bytes, .jsonC))
    #expect(account.counts.spans == 72)
    #expect(account.diagnostics.allSatisfy { $0.id.hasPrefix("limits-of-") })
  }

  @Test(arguments: files)
  func `how a file is cut into chunks changes nothing`(file: String) throws {
    let bytes = try Fixtures.bytes("same-system/\(file)")
    let whole = Account(Reading(bytes: bytes))
    for chunkSize in [97, 1000] {
      #expect(Account(Reading(bytes: bytes, options: ReadingOptions(chunkSize: chunkSize))) == whole)
    }
  }

  @Test(arguments: files)
  func `a file packed with gzip is the same`(file: String) throws {
    let bytes = try Fixtures.bytes("same-system/\(file)")
    let whole = Reading(bytes: bytes)
    let packed = Reading(bytes: Compression.gzip(bytes))
    #expect(packed.spans.sorted() == whole.spans.sorted())
    #expect(packed.diagnostics == whole.diagnostics)
  }

  @Test(arguments: files)
  func `threads change nothing`(file: String) throws {
    let bytes = try Fixtures.bytes("same-system/\(file)")
    var options = ReadingOptions()
    options.threads = 3
    var reader = TraceReader(options: options)
    let store = reader.readStore(bytes: bytes, name: file)
    #expect(reader.counts.spans == Reading(bytes: bytes).counts.spans)
    #expect(store.diagnostics.diagnostics.map(\.id) == Reading(bytes: bytes).batch.diagnostics.diagnostics.map(\.id))
  }

  @Test(arguments: files)
  func `a file that is cut off gives what came before, and says that something is missing`(file: String) throws {
    let bytes = try Fixtures.bytes("same-system/\(file)")
    let whole = Reading(bytes: bytes).counts.spans
    for share in [3, 5, 9] {
      let reading = Reading(bytes: Array(bytes.prefix(bytes.count * share / 10)))
      #expect(reading.counts.spans <= whole)
    }
  }

  @Test(arguments: files)
  func `a file twice in a row gives every span twice`(file: String) throws {
    let bytes = try Fixtures.bytes("same-system/\(file)")
    // A table has its names once, and an array of everything is one document.
    guard !file.hasSuffix(".csv"), file != "datadog-v05.json" else { return }
    let one = Reading(bytes: bytes)
    let two = Reading(bytes: bytes + [0x0A] + bytes)
    #expect(two.counts.spans == 2 * one.counts.spans)
    #expect(!two.batch.diagnostics.hasLoss)
  }

  @Test(arguments: files)
  func `whatever is flipped, nothing traps and both engines agree`(file: String) throws {
    let bytes = Array(try Fixtures.bytes("same-system/\(file)").prefix(12_000))
    var random = SplitMix(state: UInt64(file.utf8.count) &* 991)
    for _ in 0..<12 {
      var damaged = bytes
      for _ in 0..<3 {
        let place = Int.random(in: 0..<damaged.count, using: &random)
        damaged[place] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &random)
      }
      #expect(Account(damaged, .cursor) == Account(damaged, .jsonC))
    }
  }
}
