import JSONBridge
import Testing

@Suite struct JSONDocumentParserTests {
  static func parse<Result>(_ text: String, _ body: (inout JSONTreeReader) -> Result) throws -> Result {
    var parser = JSONDocumentParser()
    return try text.withBytes { bytes in
      try parser.withDocument(bytes) { (reader) throws(JSONError) in body(&reader) }
    }
  }

  /// Reads the first element of an array.
  static func element<Result>(_ text: String, _ body: (inout JSONTreeReader) -> Result?) throws -> Result? {
    try parse("[\(text)]") { reader in reader.enterArray() && reader.nextElement() ? body(&reader) : nil }
  }

  static func error(_ text: [UInt8]) -> JSONError? {
    var parser = JSONDocumentParser()
    do {
      try text.withUnsafeBytes { try parser.withDocument($0) { (_) throws(JSONError) in } }
      return nil
    } catch {
      return error as? JSONError
    }
  }

  @Test func `members and elements come in order, and unread ones are passed over`() throws {
    let seen = try Self.parse(#"{"a":[1,[2],{"b":3}],"c":{"d":{}},"e":"f"}"#) { (reader) -> [String] in
      var keys: [String] = []
      guard reader.enterObject() else { return [] }
      while let key = reader.nextMember() {
        keys.append(key.text)
        if key.spells("a"), reader.enterArray() {
          var count = 0
          while reader.nextElement() { count += 1 }
          keys.append("\(count)")
        }
      }
      return keys
    }
    #expect(seen == ["a", "3", "c", "e"])
  }

  @Test(
    arguments: [
      ("0", 0), ("18446744073709551614", 18_446_744_073_709_551_614),
      ("9223372036854775808", 9_223_372_036_854_775_808),
      ("1700000000000000001", 1_700_000_000_000_000_001), ("200.0", 200), ("-1", nil), ("1.5", nil), ("1e400", nil),
      ("18446744073709551616", nil), ("99999999999999999999999", nil), ("\"7\"", nil), ("null", nil), ("true", nil),
      ("9007199254740994.0", nil),
    ] as [(String, UInt64?)])
  func `unsigned integers are read exactly or not at all`(text: String, expected: UInt64?) throws {
    let number = try Self.element(text) { $0.readUnsigned() }
    #expect(number == expected)
  }

  @Test(
    arguments: [
      ("-9223372036854775807", -9_223_372_036_854_775_807), ("-9223372036854775809", nil), ("9223372036854775808", nil),
      ("9223372036854775807", 9_223_372_036_854_775_807), ("-3.0", -3),
    ] as [(String, Int64?)])
  func `signed integers are read exactly or not at all`(text: String, expected: Int64?) throws {
    let number = try Self.element(text) { $0.readInteger() }
    #expect(number == expected)
  }

  @Test(
    arguments: [
      ("\"1700000000000000001\"", 1_700_000_000_000_000_001), ("1700000000000000001", 1_700_000_000_000_000_001),
      ("\"18446744073709551615\"", .max), ("\"18446744073709551616\"", nil), ("\"\"", nil), ("\"1x\"", nil),
      ("\"-1\"", nil),
    ] as [(String, UInt64?)])
  func `integers are taken from decimal strings too`(text: String, expected: UInt64?) throws {
    let number = try Self.element(text) { $0.readUnsignedText() }
    #expect(number == expected)
  }

  @Test func `strings keep their NUL bytes and escapes`() throws {
    let text = try Self.element(#""a\u0000b\n\ud83d\ude00""#) { $0.readString()?.text }
    #expect(text == "a\0b\n😀")
  }

  @Test func `a number is never taken for a string`() throws {
    let text = try Self.element("5") { $0.readString()?.text }
    #expect(text == nil)
  }

  @Test func `the path tells where the reader is`() throws {
    let path = try Self.parse(#"{"a":[{"b":0},{"c":1}]}"#) { reader in
      _ = reader.enterObject() && reader.nextMember() != nil && reader.enterArray()
      _ = reader.nextElement() && reader.nextElement() && reader.enterObject() && reader.nextMember() != nil
      return reader.path
    }
    #expect(path == "a[1].c")
  }

  @Test(
    arguments: [
      ("{\"a\":1", JSONError.Code.truncated, 6), ("{'a':1}", .malformed, 1), ("[1,]", .malformed, 3),
      ("[1] x", .malformed, 4),
      ("/**/1", .malformed, 0), ("", .truncated, 0), ("{\"a\" 1}", .malformed, 5), ("nul", .malformed, nil),
      ("[\"\u{1}\"", .truncated, nil),
    ] as [(String, JSONError.Code, Int?)])
  func `what is not strict JSON is refused with its place`(text: String, code: JSONError.Code, offset: Int?) throws {
    let error = try #require(Self.error(Array(text.utf8)))
    #expect(error.code == code)
    if let offset { #expect(error.byteOffset == offset) }
  }

  @Test func `a single quote inside a string is fine`() {
    #expect(Self.error(Array(#"{"a":"it's"}"#.utf8)) == nil)
  }

  @Test func `invalid UTF-8 is refused`() {
    #expect(Self.error([0x5B, 0x22, 0xC3, 0x28, 0x22, 0x5D])?.code == .invalidUTF8)
  }

  @Test func `nesting beyond the limit is refused, whatever its depth`() {
    func nested(_ depth: Int) -> [UInt8] {
      Array(repeating: 0x5B, count: depth) + Array(repeating: 0x5D, count: depth)
    }
    #expect(Self.error(nested(64)) == nil)
    #expect(Self.error(nested(65))?.code == .tooDeep)
    #expect(Self.error(nested(10_000))?.code == .tooDeep)
  }

  @Test(arguments: ["null", "12", "\"a\"", " [ ] ", "true\n"])
  func `any value may stand at the top`(text: String) {
    #expect(Self.error(Array(text.utf8)) == nil)
  }

  @Test func `a parser goes on after a failure`() throws {
    var parser = JSONDocumentParser()
    #expect(throws: JSONError.self) {
      try "{\"a\":".withBytes { try parser.withDocument($0) { (_) throws(JSONError) in } }
    }
    let kind = try "[]".withBytes { try parser.withDocument($0) { (reader) throws(JSONError) in reader.kind } }
    #expect(kind == .array)
  }
}
