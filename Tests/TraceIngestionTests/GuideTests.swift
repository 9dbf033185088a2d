import TestSupport
import Testing
import TraceIngestion
import TraceModel

/// What is guessed from the spans before must never show: spans that break every habit are read as json-c reads them.
@Suite struct GuideTests {
  @Test(arguments: IrregularSpans.Format.allCases, 0..<60)
  func `spans of changing order, members and attributes are read the same`(format: IrregularSpans.Format, seed: Int) {
    var spans = IrregularSpans(format: format, seed: UInt64(seed))
    let text = (0..<30).map { _ in spans.line() }.joined(separator: "\n")
    let (cursor, tree) = (Account(Array(text.utf8), .cursor), Account(Array(text.utf8), .jsonC))
    #expect(cursor == tree)
    #expect(!tree.spans.isEmpty)
  }

  @Test func `a member that occurs twice is told, whichever way each was read`() {
    let span = #"{"traceId":"0123456789abcdef0123456789abcdef","spanId":"0123456789abcdef","name":"a","kind":2,"#
    let times = #""startTimeUnixNano":"1760000000000000000","endTimeUnixNano":"1760000000000000009""#
    func line(_ rest: String) -> String {
      #"{"resourceSpans":[{"resource":{"attributes":[]},"scopeSpans":[{"spans":["# + span + times + rest + "}]}]}]}"
    }
    let usual = line("")
    for twice in [#","name":"b""#, #", "name":"b""#, #","name" :"b""#, #","kind":3,"x":1"#, #","x":1,"x":2"#] {
      let text = Array([usual, usual, line(twice), usual].joined(separator: "\n").utf8)
      let (cursor, tree) = (Account(text, .cursor), Account(text, .jsonC))
      #expect(cursor == tree)
      #expect(cursor.diagnostics.contains { $0.id == "duplicate-key" }, "\(twice)")
    }
  }
}

/// Writes spans as no exporter does: now one way, now another.
struct IrregularSpans {
  enum Format: CaseIterable { case otlp, jaeger, zipkin }

  let format: Format
  private var random: SplitMix
  private var count: UInt64 = 0x1000

  init(format: Format, seed: UInt64) {
    self.format = format
    random = SplitMix(state: seed &* 1_000_003 &+ 7)
  }

  mutating func line() -> String {
    switch format {
    case .otlp:
      let spans = (0..<Int.random(in: 1...4, using: &random)).map { _ in otlp() }.joined(separator: ",")
      let resource = #"{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]}"#
      let scope = object([#""spans":[\#(spans)]"#, #""scope":{"name":"s"}"#])
      return #"{"resourceSpans":["# + object([#""resource":\#(resource)"#, #""scopeSpans":[\#(scope)]"#]) + "]}"
    case .jaeger:
      let spans = (0..<Int.random(in: 1...4, using: &random)).map { _ in jaeger() }.joined(separator: ",")
      return #"{"traceID":"1f","spans":[\#(spans)],"processes":{"p1":{"serviceName":"shop","tags":[]}}}"#
    case .zipkin: return zipkin()
    }
  }

  // MARK: Spans

  private mutating func otlp() -> String {
    object([
      #""traceId":\#(trace())"#, #""spanId":\#(id())"#, #""parentSpanId":\#(maybe("\"00000000000000a1\"", "\"\""))"#,
      #""flags":\#(maybe("257", "\"257\""))"#, #""name":\#(text())"#, #""kind":\#(maybe("2", "\"SPAN_KIND_CLIENT\""))"#,
      #""startTimeUnixNano":\#(maybe("\"1760000000000000100\"", "1760000000000000100"))"#,
      #""endTimeUnixNano":\#(maybe("\"1760000000000000900\"", "\"176\""))"#,
      #""attributes":[\#(attributes())]"#, #""status":\#(maybe("{}", #"{"code":2,"message":"no"}"#))"#,
    ])
  }

  private mutating func jaeger() -> String {
    object([
      #""traceID":\#(trace())"#, #""spanID":\#(id())"#, #""operationName":\#(text())"#,
      #""references":[{"refType":"CHILD_OF","traceID":\#(trace()),"spanID":"00000000000000a1"}]"#,
      #""startTime":\#(maybe("1760000000000000", "\"1760000000000000\""))"#, #""duration":\#(maybe("90", "90.0"))"#,
      #""tags":[\#(attributes())]"#, #""logs":[]"#, #""processID":"p1""#,
    ])
  }

  private mutating func zipkin() -> String {
    object([
      #""traceId":\#(trace())"#, #""id":\#(id())"#, #""parentId":"00000000000000a1""#, #""name":\#(text())"#,
      #""kind":\#(maybe("\"CLIENT\"", "\"server\""))"#, #""timestamp":1760000000000000"#, #""duration":90"#,
      #""localEndpoint":{"serviceName":"shop","ipv4":"10.0.0.1","port":\#(maybe("80", "\"80\""))}"#,
      #""tags":{"http.method":"GET","http.path":\#(text())}"#,
    ])
  }

  // MARK: Parts

  /// An object of members that are now and then left out, swapped, repeated, spaced or joined by one that nobody knows.
  private mutating func object(_ members: [String]) -> String {
    var members = members
    if chance(4) { members.swapAt(Int.random(in: 0..<members.count, using: &random), 0) }
    if chance(4), members.count > 2 { members.remove(at: Int.random(in: 2..<members.count, using: &random)) }
    if chance(6) {
      members.insert(#""vendorMember":{"a":[1,2]}"#, at: Int.random(in: 0...members.count, using: &random))
    }
    if chance(30), let member = members.randomElement(using: &random) { members.append(member) }
    let comma = maybe(",", ", ")
    var text = "{" + members.joined(separator: comma) + "}"
    if chance(10) { text.replace("\":", with: "\" : ", maxReplacements: 3) }
    return text
  }

  private mutating func attributes() -> String {
    (0..<Int.random(in: 0...6, using: &random)).map { _ in attribute() }.joined(separator: ",")
  }

  private mutating func attribute() -> String {
    let long = "http." + String(repeating: "x", count: 70)
    let key =
      ["http.method", "http.status_code", "db.system", "peer.service", "error", "unread", long]
      .randomElement(using: &random) ?? ""
    let number =
      ["200", "0", "007", "-5", "", "12x", "9223372036854775807", "99999999999999999999"]
      .randomElement(using: &random) ?? ""
    let isBare = Int64(number) != nil && number != "007"
    if format == .jaeger {
      let value = chance(2) ? text() : isBare ? number : "true"
      return #"{"key":"\#(key)","type":"\#(maybe("string", "int64"))","value":\#(value)}"#
    }
    let value =
      switch Int.random(in: 0..<6, using: &random) {
      case 0: #"{"intValue":"\#(number)"}"#
      case 1: isBare ? #"{"intValue":\#(number)}"# : #"{"boolValue":true}"#
      case 2: #"{"arrayValue":{"values":[{"stringValue":"a"}]}}"#
      case 3: #"{"doubleValue":0.5}"#
      default: #"{"stringValue":\#(text())}"#
      }
    return #"{"key":"\#(key)","value":\#(value)}"#
  }

  private mutating func text() -> String {
    let texts = [
      "GET", "", "orders", "/a/12345/b", "GET /items/{id}", "a\\\"b", "é", "a\\u0041", "sixteen bytes ab", "x y z",
    ]
    return "\"" + (texts.randomElement(using: &random) ?? "") + "\""
  }

  private mutating func trace() -> String {
    maybe("\"0123456789abcdef0123456789ABCDEF\"", maybe("\"0123456789abcdef0123456789abcdeg\"", "\"1f\""))
  }

  private mutating func id() -> String {
    count += 1
    let digits = String(count, radix: 16)
    return "\"" + String(repeating: "0", count: chance(9) ? 0 : 16 - digits.count) + digits + "\""
  }

  private mutating func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &random) == 0 }

  private mutating func maybe(_ usual: String, _ rare: String) -> String { chance(8) ? rare : usual }
}
