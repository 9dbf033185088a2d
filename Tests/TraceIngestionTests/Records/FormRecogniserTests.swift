import Testing

@testable import TraceIngestion

@Suite struct FormRecogniserTests {
  private static let recogniser = FormRecogniser([
    SpanFormat(forms: [
      RecordForm(.firm("trace", "span", without: ["old"]), contents: .separator),
      RecordForm(.loose("trace", "id"), .loose(MemberSign("ID", "Id", value: .text)), contents: .record(in: "one")),
    ]),
    SpanFormat(forms: [
      RecordForm(.loose("trace", "id", MemberSign("end", value: .number)), contents: .record(in: "two")),
      RecordForm(.loose("note", MemberSign("note", value: .containing("cs"))), contents: .record(in: "three")),
      RecordForm(.loose("note", "id"), contents: .record(in: "four")),
    ]),
  ])

  @Test(
    arguments: [
      (#"{"trace":1,"span":2}"#, "separator"), (#"{"span":2,"x":[1,{"y":2}],"trace":1}"#, "separator"),
      (#"{"old":1,"trace":1,"span":2}"#, nil), (#"{"trace":1,"span":2,"old":1}"#, "separator"),
      (#"{"trace":1,"id":2}"#, "one"), (#"{"trace":1,"id":2,"end":"3"}"#, "one"), (#"{"Id":"2"}"#, "one"),
      (#"{"Id":2}"#, nil), (#"{"trace":1,"id":2,"end":-3}"#, "two"), (#"{"end":3,"id":2,"trace":1}"#, "two"),
      (#"{"note":["cs"]}"#, "three"), (#"{"note":["sr"]}"#, nil), (#"{"id":1,"note":["cs"]}"#, "three"),
      (#"{"id":1,"note":[]}"#, "four"), ("{}", nil), ("[]", nil), (#"{"trace":1,"spa"#, nil),
    ] as [(String, String?)])
  func `a form is recognised by its members in any order, by the signature that has most of them`(
    text: String, expected: String?
  ) {
    let found = Array(text.utf8).withUnsafeBytes { Self.recogniser.contents(of: $0) }
    let name: String? =
      switch found {
      case .separator?: "separator"
      case .record(let name)?: name.description
      default: nil
      }
    #expect(name == expected)
  }

  @Test func `the list of formats has no two signatures that decide the same record`() {
    var seen: Set<String> = []
    for form in SpanFormats.all.flatMap(\.forms) {
      for signature in form.signatures {
        let members = signature.members.map { "\($0.names.sorted()) \($0.value)" }.sorted()
        let without = signature.without.map { "\($0.names.sorted()) \($0.value)" }.sorted()
        #expect(seen.insert("\(members) \(without)").inserted)
      }
    }
  }

  @Test func `every format has a name of its own`() {
    #expect(Set(InputFormat.allCases).count == InputFormat.allCases.count)
    #expect(InputFormat.allCases.contains(.otlpJSON))
  }
}
