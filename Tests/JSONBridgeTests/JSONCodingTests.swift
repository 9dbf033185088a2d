import JSONBridge
import Testing

@Suite struct JSONCodingTests {
  struct Edge: Codable, Hashable {
    enum Verdict: String, Codable { case synchronous, asynchronous }
    var zeta: String
    var alpha: Int
    var verdict: Verdict
    var share: Double
    var via: String?
    var tags: [String]
    var inner: [Inner]
    var byName: [String: Int]
    var rest: JSONValue?
  }

  struct Inner: Codable, Hashable {
    var low: UInt8
    var next: [Int?]
  }

  static let edge = Edge(
    zeta: "z", alpha: -3, verdict: .asynchronous, share: 0.25, via: nil, tags: ["t"],
    inner: [Inner(low: 7, next: [1, nil])],
    byName: ["c": 3, "a": 1, "b": 2], rest: ["k": [1]]
  )

  @Test func `members are written in the order of their declaration, dictionaries sorted, nil left out`() throws {
    let text = String(decoding: try JSONCoding.encode(Self.edge, layout: .compact), as: UTF8.self)
    #expect(
      text
        == #"{"zeta":"z","alpha":-3,"verdict":"asynchronous","share":0.25,"tags":["t"],"inner":[{"low":7,"next":[1,null]}],"byName":{"a":1,"b":2,"c":3},"rest":{"k":[1]}}"#
    )
  }

  @Test func `a value comes back as it was`() throws {
    #expect(try JSONCoding.decode(Edge.self, from: JSONCoding.encode(Self.edge)) == Self.edge)
  }

  @Test(
    arguments: [
      (#"{"low":1}"#, JSONError.Code.missing, ""), (#"{"low":256,"next":[]}"#, .outOfRange, "low"),
      (#"{"low":1,"next":[1,"x"]}"#, .wrongType, "next[1]"), (#"{"low":true,"next":[]}"#, .wrongType, "low"),
      ("[]", .wrongType, ""),
      (#"{"low":1.5,"next":[]}"#, .outOfRange, "low"),
    ] as [(String, JSONError.Code, String)])
  func `errors name the path`(text: String, code: JSONError.Code, path: String) throws {
    let error = #expect(throws: JSONError.self) { try JSONCoding.decode(Inner.self, from: Array(text.utf8)) }
    #expect(error?.code == code)
    #expect(error?.path == path)
  }

  @Test func `an unknown case is named with its path`() {
    let text = #"{"zeta":"z","alpha":1,"verdict":"maybe","share":1,"tags":[],"inner":[],"byName":{}}"#
    let error = #expect(throws: JSONError.self) { try JSONCoding.decode(Edge.self, from: Array(text.utf8)) }
    #expect(error?.path == "verdict")
  }

  @Test func `a NaN is refused with its path`() {
    var edge = Self.edge
    edge.share = .nan
    let error = #expect(throws: JSONError.self) { try JSONCoding.encode(edge) }
    #expect(error?.code == .unwritable)
    #expect(error?.path == "share")
  }
}
