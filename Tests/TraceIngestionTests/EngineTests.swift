import Foundation
import TestSupport
import Testing
import TraceIngestion
import TraceModel

/// Both engines must make the same of every input: what is read, and what is told about the rest.
@Suite struct EngineTests {
  static let fixtures: [String] = ["formats", "malformed", "system/recordings"].flatMap { folder in
    let names = (try? FileManager.default.contentsOfDirectory(atPath: Fixtures.root.appending(path: folder).path)) ?? []
    return names.sorted().filter { $0.contains(".") }.map { "\(folder)/\($0)" }
  }

  @Test(arguments: fixtures)
  func `the engines agree on a fixture`(path: String) throws {
    let bytes = try Fixtures.bytes(path)
    #expect(Account(bytes, .cursor) == Account(bytes, .jsonC))
  }

  @Test(arguments: SharedTraces.files)
  func `the engines agree on a real trace`(path: String) throws {
    let folder = try #require(SharedTraces.folder)
    let bytes = Array(try Data(contentsOf: folder.appending(path: path)))
    guard bytes.count < 12 << 20 else { return }
    #expect(Account(bytes, .cursor) == Account(bytes, .jsonC))
  }

  @Test(arguments: fixtures)
  func `the engines agree on what is left of a fixture after damage`(path: String) throws {
    let whole = try Fixtures.bytes(path)
    // A few records are enough, and compressed or binary files have no JSON to damage.
    let bytes = Array(whole.prefix(20_000))
    guard bytes.first == 0x7B || bytes.first == 0x5B else { return }
    var random = SplitMix(state: UInt64(path.utf8.count) &* 77 &+ UInt64(whole.count))
    for _ in 0..<60 {
      let damaged = Self.damaged(bytes, &random)
      let (cursor, tree) = (Account(damaged, .cursor), Account(damaged, .jsonC))
      #expect(cursor == tree)
      if cursor != tree { return }
    }
  }

  /// Bytes that have a meaning, for putting in anywhere.
  private static let pieces = [
    "\"", "\\", "\\u0041", "\\ud83d\\ude00", "\\n", "{", "}", "[", "]", ",", ":", "null", "true", "-1", "0", "1e3",
    "01",
    "99999999999999999999", "\u{0}", "\u{7f}", "é", "😀", "\n", "\t", " ", "'", "\"name\":\"twice\",",
    "\"x\":{\"y\":1,\"y\":2},",
    "0.5", "-0", "9223372036854775807",
  ]

  private static func damaged(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: place)
      case 3: bytes.removeSubrange(place..<min(place + Int.random(in: 1..<40, using: &random), bytes.count))
      default:
        let end = min(place + Int.random(in: 1..<80, using: &random), bytes.count)
        bytes.insert(contentsOf: Array(bytes[place..<end]), at: Int.random(in: 0...bytes.count, using: &random))
      }
    }
    return bytes
  }
}

/// Everything that reading gives, free of the numbering of names and profiles.
struct Account: Equatable {
  var spans: [String]
  var links: [String]
  var conversations: [String]
  var diagnostics: [Diagnostic]
  var counts: ReadingCounts

  init(_ bytes: [UInt8], _ engine: JSONEngine) {
    self.init(Reading(bytes: bytes, options: ReadingOptions(engine: engine)))
  }

  init(_ reading: Reading) {
    let batch = reading.batch
    func text(_ profile: SpanProfile) -> String {
      let names = [profile.service, profile.namespace, profile.instance, profile.host, profile.zone, profile.name]
      let facts = profile.attributes.map { "\($0.key)=\(batch.names[$0.value])" }
      return "\(names.map { batch.names[$0] }) \(profile.kind) \(profile.outcome) \(facts)"
    }
    func text(_ span: SpanRecord) -> String {
      "\(span.trace) \(span.id) \(span.parent) \(span.start) \(span.end) \(span.flags.rawValue) "
        + text(batch.profiles.profiles[Int(span.profile)])
    }
    let spans = batch.spans.map(text)
    self.spans = spans.sorted()
    links = batch.links.map { "\(spans[Int($0.span)]) -> \($0.trace) \($0.id) \($0.followsFrom)" }.sorted()
    conversations = batch.conversations.map { "\(spans[Int($0.span)]): \($0.conversation)" }.sorted()
    diagnostics = batch.diagnostics.diagnostics
    counts = reading.counts
  }
}
