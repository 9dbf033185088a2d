import JSONBridge
import Testing
import TraceModel

@testable import TraceIngestion

/// Records inside of records.
@Suite struct NestedRecordTests {
  private static let span =
    #"{"traceId":"0a","id":"0b","name":"get","timestamp":1700000000000000,"duration":5,"localEndpoint":{"serviceName":"web"}}"#

  @Test(arguments: [
    #"{"_source":\#(span)}"#, #"{"_index":"spans","_id":"1","_source":\#(span),"sort":[1]}"#,
    #"{"_source":{"_source":\#(span)}}"#,
  ])
  func `a document of a search index is read whatever its format`(text: String) {
    for engine in JSONEngine.allCases {
      let reading = Reading(text, options: ReadingOptions(engine: engine))
      #expect(reading.batch.spans.count == 1)
      #expect(reading.counts.formats == [.zipkinJSON])
      #expect(reading.diagnostics.isEmpty)
    }
  }

  @Test func `wrappers inside of wrappers end somewhere`() {
    let text = String(repeating: #"{"_source":"#, count: 40) + Self.span + String(repeating: "}", count: 40)
    #expect(Reading(text).batch.spans.isEmpty)
  }

  @Test(
    arguments: [
      (#""plain""#, "plain"), (#""""#, ""), (#""a\n\t\"\\\/b""#, "a\n\t\"\\/b"), (#""\u00e9\uD83D\uDE00é""#, "é😀é"),
      (#""\uD83Dx""#, "\u{FFFD}x"), (#""\x""#, nil), (#""\u12""#, nil), ("\"open", nil), ("7", nil), (#""a\""#, nil),
    ] as [(String, String?)])
  func `text inside of JSON is what its escapes say`(literal: String, text: String?) {
    let bytes = Array(literal.utf8).withUnsafeBytes { JSONText.unescaped($0) }
    #expect(bytes.map { String(decoding: $0, as: UTF8.self) } == text)
  }
}
