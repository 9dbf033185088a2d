import JSONBridge
import Testing

@Suite struct DuplicateMemberScanTests {
  @Test(
    arguments: [
      (#"{"a":1,"b":2}"#, nil), (#"{"a":1,"a":2}"#, 7), (#"{"a":{"a":1},"b":{"a":2}}"#, nil),
      (#"[{"a":1},{"a":1}]"#, nil), (#"{"x":["a","a"]}"#, nil), (#"{"k":{"z":1},"y":0,"k":1}"#, 19),
      (#"{"a":"b","b":"a"}"#, nil), (#"{"long member name":1,"long member nam":2}"#, nil),
    ] as [(String, Int?)])
  func `only two members of one object are a duplicate`(text: String, offset: Int?) {
    var scan = DuplicateMemberScan()
    #expect(text.withBytes { scan.first(in: $0) }?.byteOffset == offset)
  }

  @Test func `large objects are searched too, also inside each other`() {
    let members = (0..<500).map { "\"m\($0)\":{\"n\":\($0)}" }
    var scan = DuplicateMemberScan()
    let inner = "{\(members.joined(separator: ","))}"
    let unique = "{\(members.map { "\($0)" }.joined(separator: ",")),\"in\":\(inner)}"
    #expect(unique.withBytes { scan.first(in: $0) } == nil)
    let twice = "{\(members.joined(separator: ",")),\"in\":\(inner),\"m7\":0}"
    #expect(twice.withBytes { scan.first(in: $0) }?.name == "m7")
  }
}
