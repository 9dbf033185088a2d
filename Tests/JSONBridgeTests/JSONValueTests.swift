import JSONBridge
import Testing

@Suite struct JSONValueTests {
  @Test func `a document comes back member by member in its order`() throws {
    let value = try JSONValue(parsing: #"{"z":1,"a":[true,null,"x",1.5,-2,18446744073709551614],"m":{}}"#)
    #expect(
      value
        == .object([
          JSONMember("z", 1),
          JSONMember("a", .array([true, nil, "x", 1.5, -2, .unsigned(18_446_744_073_709_551_614)])),
          JSONMember("m", .object([])),
        ]))
    #expect(value["a"]?.elements?.count == 6)
  }

  @Test func `writing and parsing are inverse`() throws {
    let value: JSONValue = [
      "text": "a\"b\\c\u{1}\n\t/é😀\u{7F}", "numbers": [0, -1, 0.1, 1e300, 2.5e-308, .number(3)],
      "empty": [[], .object([])],
      "flags": [true, false, nil],
    ]
    for layout in [JSONWriter.Layout.pretty, .compact] {
      let bytes = try JSONWriter.bytes(of: value, layout: layout)
      #expect(try JSONValue(parsing: bytes) == value)
    }
  }

  @Test func `the pretty layout is stable`() throws {
    let value: JSONValue = ["a": [1, ["b": 2.5]], "c": .object([])]
    let text = String(decoding: try JSONWriter.bytes(of: value), as: UTF8.self)
    #expect(
      text == """
        {
          "a": [
            1,
            {
              "b": 2.5
            }
          ],
          "c": {}
        }

        """)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `numbers that JSON does not know are not written`(number: Double) {
    #expect(throws: JSONError.self) { try JSONWriter.bytes(of: .number(number)) }
  }

  @Test(arguments: [
    "{\"a\":1,\"a\":2}", "[1e999]", "[18446744073709551616]", "[-9223372036854775809]", "{'a':1}", "", "[1",
  ])
  func `what is not exact is refused`(text: String) {
    #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
  }
}
