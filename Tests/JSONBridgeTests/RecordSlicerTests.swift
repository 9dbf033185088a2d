import JSONBridge
import Testing

@Suite struct RecordSlicerTests {
  /// Where the input is cut must not matter.
  static let chunks = [1, 2, 3, 7, 64, Int.max]

  @Test(arguments: chunks)
  func `one document a line gives one record a line`(chunk: Int) {
    let sliced = SlicedText("{\"a\":1}\n{\"b\":{\"c\":[]}}\r\n\n{\"d\":\"}\"}", chunk: chunk)
    #expect(sliced.records == ["{\"a\":1}", "{\"b\":{\"c\":[]}}", "{\"d\":\"}\"}"])
    #expect(sliced.members == [nil, nil, nil])
    #expect(sliced.faults.isEmpty)
  }

  @Test(arguments: chunks)
  func `a list of the layout is handed out element by element`(chunk: Int) {
    let sliced = SlicedText(" {\"x\": 1, \"resourceSpans\" : [ {\"a\":1} , {\"b\":2} ], \"y\": [1]} ", chunk: chunk)
    #expect(sliced.records == ["{\"a\":1}", "{\"b\":2}"])
    #expect(sliced.members == ["resourceSpans", "resourceSpans"])
    #expect(sliced.opened == ["resourceSpans"])
    #expect(sliced.faults.isEmpty)
  }

  @Test(arguments: chunks)
  func `arrays of documents and arrays of arrays are only separators`(chunk: Int) {
    let sliced = SlicedText("[[{\"a\":1},{\"b\":2}],[],[{\"c\":3}]]", chunk: chunk)
    #expect(sliced.records == ["{\"a\":1}", "{\"b\":2}", "{\"c\":3}"])
    #expect(sliced.faults.isEmpty)
  }

  @Test(arguments: chunks)
  func `documents may be laid out over lines and follow each other directly`(chunk: Int) {
    let sliced = SlicedText("{\n  \"a\": 1\n}\n{\n  \"b\": 2\n}{\"c\":3}", chunk: chunk)
    #expect(sliced.records.count == 3)
    #expect(sliced.records.last == "{\"c\":3}")
    #expect(sliced.faults.isEmpty)
  }

  @Test func `an envelope is looked into, and its list found`() {
    let sliced = SlicedText("{\"trace\":{\"resourceSpans\":[{\"a\":1}]},\"status\":\"PARTIAL\"}")
    #expect(sliced.records == ["{\"a\":1}"])
    #expect(sliced.notes == ["\"PARTIAL\""])
  }

  @Test func `an envelope without a list leaves the document whole`() {
    let document = "{\"trace\":{\"id\":{}},\"x\":1}"
    #expect(SlicedText(document).records == [document])
  }

  @Test func `a note before the list is handed out too`() {
    let sliced = SlicedText("{\"status\":\"PARTIAL\",\"trace\":{\"resourceSpans\":[{\"a\":1}]}}")
    #expect(sliced.notes == ["\"PARTIAL\""])
    #expect(sliced.records == ["{\"a\":1}"])
  }

  @Test func `other signals are passed over and counted`() {
    let sliced = SlicedText("{\"resourceLogs\":[{\"a\":[1]}]}\n{\"resourceSpans\":[{\"a\":1}],\"resourceLogs\":[]}")
    #expect(sliced.signals == ["resourceLogs", "resourceLogs"])
    #expect(sliced.records == ["{\"a\":1}"])
  }

  @Test func `an object in the place of a list is one record`() {
    let sliced = SlicedText("{\"data\":{\"spans\":[]},\"id\":1}")
    #expect(sliced.records == ["{\"spans\":[]}"])
    #expect(sliced.members == ["data"])
  }

  @Test func `an empty list has no records, and null instead of one leaves the document whole`() {
    #expect(SlicedText("{\"data\":[]}").records.isEmpty)
    #expect(SlicedText("{\"data\":null}").records == ["{\"data\":null}"])
  }

  @Test func `brackets and escaped quotes in strings do not count`() {
    let document = #"{"a":"\"}]\\","b":["{\\\""]}"#
    #expect(SlicedText(document).records == [document])
  }

  // MARK: Damage

  @Test(arguments: chunks)
  func `a truncated last line is reported where it begins`(chunk: Int) {
    let sliced = SlicedText("{\"a\":1}\n{\"b\":[1,2", chunk: chunk)
    #expect(sliced.records == ["{\"a\":1}"])
    #expect(sliced.faults.map(\.kind) == [.truncated])
    #expect(sliced.faults.map(\.line) == [2])
    #expect(sliced.faults.map(\.byteOffset) == [8])
  }

  @Test(arguments: chunks)
  func `garbage between records is skipped to the next line that begins one`(chunk: Int) {
    let sliced = SlicedText("{\"a\":1}\noops } {\nmore\n{\"b\":2}\n", chunk: chunk)
    #expect(sliced.records == ["{\"a\":1}", "{\"b\":2}"])
    #expect(sliced.faults.map(\.kind) == [.garbage])
    #expect(sliced.faults.first?.line == 2)
    #expect(sliced.faults.first?.byteOffset == 8)
  }

  @Test(
    arguments: [
      "{\"a\":\"cut", "{\"a\":", "{\"a\":1,", "{\"a\":{\"b\":1", "{\"a\":[{\"b\":2},", "{\"a\":[1,", "{", "{\"a\"",
      "{\"a\":1",
    ], chunks)
  func `a line cut off in the middle costs only itself`(cut: String, chunk: Int) {
    let sliced = SlicedText("{\"first\":1}\n\(cut)\n{\"x\":[{\"y\":1}]}\n{\"z\":2}\n{\"last\":3}\n", chunk: chunk)
    #expect(sliced.records.first == "{\"first\":1}")
    #expect(sliced.records.suffix(2) == ["{\"z\":2}", "{\"last\":3}"])
    #expect(!sliced.faults.isEmpty)
  }

  @Test(arguments: [
    "{\"resourceSpans\":[", "{\"resourceSpans\":[{\"a\":1},", "{\"resourceSpans\":[{\"a\":1}",
    "{\"resourceSpans\":[{\"a\":",
  ])
  func `a list cut off before the next line loses at most what was cut`(cut: String) {
    let line = "{\"resourceSpans\":[{\"n\":1}]}"
    let sliced = SlicedText("\(cut)\n\(line)\n\(line)\n\(line)\n")
    #expect(sliced.records.filter { $0 == "{\"n\":1}" || $0 == line }.count == 3)
    #expect(!sliced.faults.isEmpty)
  }

  @Test func `single quotes, unmatched brackets and missing colons break a record at their place`() {
    for (text, offset) in [("{\"a\":['b']}", 6), ("{\"a\":[1}}", 7), ("{\"a\" 1}", 5), ("{a:1}", 1)] {
      let faults = SlicedText(text).faults
      #expect(faults.map(\.kind) == [.broken], "\(text)")
      #expect(faults.first?.byteOffset == offset, "\(text)")
    }
  }

  @Test func `an array that is not closed is reported, its records are used`() {
    let sliced = SlicedText("[{\"a\":1},\n{\"b\":2}")
    #expect(sliced.records.count == 2)
    #expect(sliced.faults.map(\.kind) == [.truncated])
  }

  @Test func `trailing commas are reported`() {
    #expect(SlicedText("[{\"a\":1},]").faults.map(\.kind) == [.trailingComma])
    #expect(SlicedText("{\"data\":[{\"a\":1},]}").faults.map(\.kind) == [.trailingComma])
  }

  @Test func `elements that are no objects are garbage`() {
    let sliced = SlicedText("{\"data\":[1,\"x\",[2],{\"a\":1}]}")
    #expect(sliced.records == ["{\"a\":1}"])
    #expect(sliced.faults.map(\.kind) == [.garbage, .garbage, .garbage])
  }

  @Test(arguments: chunks)
  func `lines are counted across chunks`(chunk: Int) {
    let sliced = SlicedText("\n\n{\"a\":\n1}\n\n\nx\n{\"b\":2}\ny", chunk: chunk)
    #expect(sliced.faults.map(\.line) == [7, 9])
  }

  @Test func `a record over the limit is given up and the next one found`() {
    let large = "{\"a\":\"\(String(repeating: "x", count: 5000))\"}"
    let sliced = SlicedText("{\"b\":1}\n\(large)\n{\"c\":2}\n", chunk: 100, limit: 1000)
    #expect(sliced.records == ["{\"b\":1}", "{\"c\":2}"])
    #expect(sliced.faults.map(\.kind) == [.oversized])
  }

  @Test(.timeLimit(.minutes(1)))
  func `hostile nesting takes linear time`() {
    let lines = String(repeating: "{\"a\":[\n", count: 5_000)
    #expect(!SlicedText(lines).faults.isEmpty)
    let deep = String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000)
    #expect(SlicedText("{\"a\":\(deep)}").records.count == 1)
  }
}
