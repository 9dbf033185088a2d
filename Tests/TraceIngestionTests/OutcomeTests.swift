import Testing
import TraceIngestion
import TraceModel

@Suite struct OutcomeTests {
  /// A case: members of the span, its attributes, and the outcome.
  struct Case: Sendable, CustomTestStringConvertible {
    var members: String
    var attributes: [String: String]
    var outcome: SpanOutcome
    var testDescription: String { "\(members) \(attributes) is \(outcome)" }

    init(_ members: String, _ attributes: [String: String], _ outcome: SpanOutcome) {
      (self.members, self.attributes, self.outcome) = (members, attributes, outcome)
    }
  }

  static let server = #""kind":2"#
  static let client = #""kind":3"#
  static let error = #""status":{"code":2}"#

  static let cases = [
    Case(#""status":{}"#, [:], .ok), Case(error, [:], .failed),
    Case(#""status":{"code":"STATUS_CODE_ERROR"}"#, [:], .failed),
    Case(#""status":{"code":1}"#, ["http.status_code": OTLP.number(500)], .ok),
    // HTTP
    Case(server, ["http.response.status_code": OTLP.number(500)], .failed),
    Case(server, ["http.status_code": OTLP.text("503")], .failed),
    Case(server, ["http.status_code": OTLP.number(404)], .ok),
    Case(client, ["http.status_code": OTLP.number(404)], .failed),
    Case(client, ["http.status_code": OTLP.number(504)], .timedOut),
    Case("\(client),\(error)", ["http.status_code": OTLP.number(408)], .timedOut),
    Case(server, ["http.status_code": OTLP.number(499)], .cancelled),
    Case(client, ["http.status_code": OTLP.number(302)], .ok),
    // RPC
    Case(server, ["rpc.grpc.status_code": OTLP.number(5)], .ok),
    Case(client, ["rpc.grpc.status_code": OTLP.number(5)], .failed),
    Case(server, ["rpc.grpc.status_code": OTLP.number(14)], .failed),
    Case(server, ["rpc.grpc.status_code": OTLP.number(0)], .ok),
    Case(client, ["rpc.grpc.status_code": OTLP.number(4)], .timedOut),
    Case("\(client),\(error)", ["rpc.status_code": OTLP.text("DEADLINE_EXCEEDED")], .timedOut),
    Case("\(client),\(error)", ["rpc.grpc.status_code": OTLP.number(1)], .cancelled),
    Case(client, ["rpc.response.status_code": OTLP.text("UNAVAILABLE")], .failed),
    // Error types and messages
    Case(client, ["error.type": OTLP.text("java.net.SocketTimeoutException")], .timedOut),
    Case(client, ["error.type": OTLP.text("context.Canceled")], .cancelled),
    Case(client, ["error.type": OTLP.text("_OTHER")], .failed),
    Case(#""status":{"code":2,"message":"context deadline exceeded"}"#, [:], .timedOut),
    Case(#""status":{"code":2,"message":"ReadTimeout: HTTPConnectionPool(host='c', port=80)"}"#, [:], .timedOut),
    Case(#""status":{"message":"timeout of 5 s configured"}"#, [:], .ok),
    // Tags
    Case("", ["error": #"{"boolValue":true}"#], .failed), Case("", ["error": OTLP.text("true")], .failed),
    Case("", ["error": OTLP.text("false")], .ok), Case("", ["error": #"{"boolValue":false}"#], .ok),
    Case("", ["error": OTLP.text("ClientSideError")], .failed),
    Case("", ["otel.status_code": OTLP.text("ERROR")], .failed),
    Case("", ["otel.status_code": OTLP.text("OK"), "http.status_code": OTLP.number(500)], .ok),
  ]

  @Test(arguments: cases)
  func `the outcome follows from what is most reliable`(example: Case) {
    #expect(Reading(OTLP.span(example.members, attributes: example.attributes)).outcomes == [example.outcome])
  }

  static let exception = #"""
    "events":[{"name":"exception","attributes":[{"key":"exception.type","value":{"stringValue":"requests.ReadTimeout"}}]}]
    """#

  @Test func `a recorded exception tells how a failed span failed`() {
    let reading = Reading(OTLP.span("\(Self.exception),\(Self.error)"))
    #expect(reading.outcomes == [.timedOut])
    #expect(reading.attributes == [.errorType: "requests.ReadTimeout"])
  }

  @Test func `an exception that was handled is no failure`() {
    let reading = Reading(OTLP.span(Self.exception))
    #expect(reading.outcomes == [.ok])
    #expect(reading.attributes.isEmpty)
  }

  @Test func `the HTTP status stays, so that a rule can tell whose fault it was`() {
    let reading = Reading(OTLP.span(Self.client, attributes: ["http.status_code": OTLP.number(404)]))
    #expect(reading.attributes[.httpStatus] == "404")
  }
}
