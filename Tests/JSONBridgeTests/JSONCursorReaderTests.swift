import JSONBridge
import Testing

/// What the cursor takes, json-c takes and reads the same from it. What it declines is nobody's loss.
@Suite struct JSONCursorReaderTests {
  @Test(arguments: [
    #"{"a":1,"b":"text","c":[true,false,null,{}],"d":{"e":-12}}"#, "[]", "{}", #"  [ 1 , 2 ]  "#, #""é😀""#, "0",
    #"{"aaaaaaaa":1,"aaaaaaab":2,"aaaaaaaaa":3}"#, "[9223372036854775806]", #"[[[["deep"]]]]"#, #"{"":""}"#,
  ])
  func `plain JSON is taken`(text: String) throws {
    let cursor = try #require(transcript(cursor: text))
    #expect(cursor == transcript(tree: text))
  }

  @Test(arguments: [
    "", "{", "[1,]", "[1 2]", #"{"a" 1}"#, #"{"a":1,}"#, #"{a:1}"#, "{'a':1}", "[01]", "[-]", "[1.]", "[.5]", "[1e]",
    "[tru]",
    "[truex]", "nul", #"["\x"]"#, "[\"\u{1}\"]", "[1]]", "[1] x", "{]", "[}", #"{"a":1 "b":2}"#, "[\"", "[\"\\",
    "[\"\\u12",
    "NaN", "[Infinity]", "[-0]", "/**/1", "[1]\u{0}", "[+1]", "\u{FEFF}[]",
  ])
  func `what is no plain JSON is declined`(text: String) {
    #expect(transcript(cursor: text) == nil)
  }

  @Test(arguments: [
    #"{"a":1,"a":2}"#, #"{"b":{"a":1,"c":2,"a":3}}"#, #"{"longer name":1,"x":[],"longer name":2}"#,
  ])
  func `a member that occurs twice is declined, also where it is passed over`(text: String) {
    #expect(transcript(cursor: text) == nil)
    #expect(!passes(text))
  }

  @Test(
    arguments: [
      [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE0, 0x80, 0x80], [0xFF], [0xC3], [0x80],
      [0xF0, 0x80, 0x80, 0x80],
    ] as [[UInt8]])
  func `text that is not UTF-8 is declined`(bytes: [UInt8]) {
    let text = Array(#"[""#.utf8) + bytes + Array(#""]"#.utf8)
    #expect(transcript(cursor: text) == nil)
    #expect(!passes(text))
  }

  @Test(arguments: [
    "0.5", "-12.25", "1772000000.004", "0.1", "123456789012345.6", "70.000128", "3.0", "0.000001", "-0.0",
  ])
  func `a number with a point is taken, and is the double that json-c makes of it`(text: String) throws {
    let tree = try JSONValue(parsing: "[\(text)]")
    let value = Array(text.utf8).withUnsafeBytes { bytes in
      let memory = CursorMemory()
      var reader = JSONCursorReader(bytes, memory: memory, depthLimit: 64)
      let value = reader.readDouble()
      return withExtendedLifetime(memory) { reader.finishes() } ? value : nil
    }
    #expect(value?.bitPattern == tree.elements?.first?.double?.bitPattern)
    #expect(value != nil)
  }

  @Test(arguments: ["1.", ".5", "1.5.2", "01.5", "1.5x", "-.5", "12345678901234567.8", "1.5e3"])
  func `other numbers with a point are left to the other engine`(text: String) {
    Array(text.utf8).withUnsafeBytes { bytes in
      let memory = CursorMemory()
      var reader = JSONCursorReader(bytes, memory: memory, depthLimit: 64)
      let value = reader.readDouble()
      withExtendedLifetime(memory) { #expect(value == nil || !reader.finishes()) }
    }
  }

  @Test(
    arguments: [
      ("9223372036854775808", 9_223_372_036_854_775_808), ("18446744073709551614", 18_446_744_073_709_551_614),
      ("17485029721327973432", 17_485_029_721_327_973_432), ("18446744073709551616", nil),
      ("184467440737095516150", nil),
    ] as [(String, UInt64?)])
  func `a whole number of 64 bits is taken`(text: String, number: UInt64?) {
    let value = Array(text.utf8).withUnsafeBytes { bytes in
      let memory = CursorMemory()
      var reader = JSONCursorReader(bytes, memory: memory, depthLimit: 64)
      let value = reader.readUnsigned()
      return withExtendedLifetime(memory) { reader.finishes() } ? value : nil
    }
    #expect(value == number)
  }

  @Test func `values that are passed over are checked`() {
    #expect(passes(#"{"a":"\"\\\/\b\f\n\r\t\u00e9","b":[1.5,-2e+10,0,1E5],"c":{"d":[]}}"#))
    for text in [#"["\ud83d\ude00"]"#, #"["\q"]"#, #"["\u12g4"]"#, "[1.e3]", "[00]", "[\"\n\"]"] {
      #expect(!passes(text))
    }
  }

  @Test func `nesting is taken up to a depth, and declined beyond`() {
    let (fine, deep) = (String(repeating: "[", count: 60), String(repeating: "[", count: 61))
    #expect(passes(fine + String(repeating: "]", count: 60)))
    #expect(!passes(deep + String(repeating: "]", count: 61)))
  }

  @Test func `an object with very many members is left to the other engine`() {
    let text = "{" + (0..<400).map { "\"m\($0)\":0" }.joined(separator: ",") + "}"
    #expect(!passes(text))
  }

  // MARK: Help

  private func passes(_ text: String) -> Bool { passes(Array(text.utf8)) }

  private func passes(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
      let memory = CursorMemory()
      var reader = JSONCursorReader(bytes, memory: memory, depthLimit: 64)
      reader.skip()
      return withExtendedLifetime(memory) { reader.finishes() }
    }
  }

  private func transcript(cursor text: String) -> String? { transcript(cursor: Array(text.utf8)) }

  private func transcript(cursor bytes: [UInt8]) -> String? {
    bytes.withUnsafeBytes { bytes in
      let memory = CursorMemory()
      var reader = JSONCursorReader(bytes, memory: memory, depthLimit: 64)
      let text = EngineTranscript.of(&reader)
      return withExtendedLifetime(memory) { reader.finishes() } ? text : nil
    }
  }

  private func transcript(tree text: String) -> String? {
    var parser = JSONDocumentParser()
    var text = text
    return text.withUTF8 { utf8 in
      try? parser.withDocument(UnsafeRawBufferPointer(utf8)) { (reader) throws(JSONError) in
        EngineTranscript.of(&reader)
      }
    }
  }
}

/// All that a walk over a document shows, as text.
enum EngineTranscript {
  static func of<Reader: JSONReader>(_ reader: inout Reader) -> String {
    var text = ""
    value(&reader, &text)
    return text
  }

  private static func value<Reader: JSONReader>(_ reader: inout Reader, _ text: inout String) {
    switch reader.kind {
    case .object:
      guard reader.enterObject() else { return }
      text += "{"
      while let key = reader.nextMember() {
        text += key.text + ":"
        value(&reader, &text)
      }
      text += "}"
    case .array:
      guard reader.enterArray() else { return }
      text += "["
      while reader.nextElement() { value(&reader, &text) }
      text += "]"
    case .string: text += reader.readString().map { "\"\($0.text)\"" } ?? "?"
    case .number: text += reader.readInteger().map { "\($0)," } ?? "?"
    case .boolean: text += reader.readBoolean().map { "\($0)," } ?? "?"
    case .null:
      reader.skip()
      text += "null,"
    }
  }
}
