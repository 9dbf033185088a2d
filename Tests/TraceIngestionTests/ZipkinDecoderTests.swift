import Testing
import TraceIngestion
import TraceModel

@Suite struct ZipkinDecoderTests {
  static func span(_ members: String = "") -> String {
    #"{"traceId":"00000000000000a1","id":"00000000000000b2","name":"get","timestamp":1700000000000000,"localEndpoint":{"serviceName":"shop","ipv4":"10.0.0.1"}\#(members.isEmpty ? "" : ",")\#(members)}"#
  }

  @Test(arguments: [
    (span(), 1), ("[\(span())]", 1), ("[[\(span())],[\(span()),\(span())]]", 3), ("\(span())\n\(span())\n", 2),
    ("[]", 0),
  ])
  func `spans are read flat, in arrays of arrays, and line by line`(text: String, count: Int) {
    let reading = Reading(text)
    #expect(reading.batch.spans.count == count)
    #expect(reading.services.allSatisfy { $0 == "shop" })
  }

  @Test func `a span comes in with all that is kept`() throws {
    let reading = Reading(
      Self.span(
        #""duration":7,"kind":"CLIENT","parentId":"c3","remoteEndpoint":{"serviceName":"mysql","port":3306},"tags":{"http.path":"/a/7"}"#
      ))
    let span = try #require(reading.batch.spans.first)
    #expect(span.parent == SpanID(0xC3))
    #expect(span.duration == 7_000)
    #expect(reading.spans == ["shop client get ok"])
    #expect(reading.attributes == [.peerService: "mysql", .networkPeerPort: "3306", .urlPath: "/a/{id}"])
    #expect(reading.profiles.map { reading.batch.names[$0.host] } == ["10.0.0.1"])
    #expect(reading.counts.formats == [.zipkinJSON])
    #expect(reading.batch.diagnostics.isEmpty)
  }

  @Test func `ids shared by client and server are flagged`() {
    #expect(Reading(Self.span(#""duration":7,"shared":true"#)).batch.spans.first?.flags == [.sharedID])
  }

  @Test func `the remote side of a producer is its broker, that of a server nobody it depends on`() {
    let producer = Reading(
      Self.span(
        #""duration":1,"kind":"PRODUCER","remoteEndpoint":{"serviceName":"kafka"},"tags":{"kafka.topic":"orders"}"#))
    #expect(
      producer.attributes == [.serverAddress: "kafka", .messagingSystem: "kafka", .messagingDestination: "orders"])
    let server = Reading(
      Self.span(#""duration":1,"kind":"SERVER","remoteEndpoint":{"serviceName":"web","ipv4":"10.0.0.2"}"#))
    #expect(server.attributes.isEmpty)
  }

  @Test func `the exchange is the destination, the queue stands in for an empty one`() {
    let tags = #""rabbit.exchange":"","rabbit.queue":"mail","rabbit.routing_key":"mail""#
    let reading = Reading(Self.span(#""duration":1,"kind":"CONSUMER","tags":{\#(tags)}"#))
    #expect(
      reading.attributes == [.messagingSystem: "rabbitmq", .messagingDestination: "mail", .messagingRoutingKey: "mail"])
  }

  @Test(arguments: [
    (#""error":"""#, SpanOutcome.failed), (#""error":"some error""#, .failed),
    (#""otel.status_code":"ERROR""#, .failed), (#""x":"y""#, .ok),
  ])
  func `the error tag says error by being there`(tag: String, outcome: SpanOutcome) {
    #expect(Reading(Self.span(#""duration":1,"tags":{\#(tag)}"#)).outcomes == [outcome])
  }

  @Test func `a missing duration is flagged`() {
    let reading = Reading(Self.span())
    #expect(reading.batch.spans.first?.flags == [.untrustedTime])
    #expect(reading.diagnostics == ["missing-time": 1])
  }

  @Test(arguments: [
    #"{"id":"b2","traceId":"","localEndpoint":{}}"#, #"{"id":"b2","traceId":"xyz","localEndpoint":{}}"#,
  ])
  func `a span without a valid trace id is left out`(text: String) {
    #expect(Reading(text).diagnostics == ["invalid-trace-id": 1])
  }

  @Test func `128 and 64 bits are taken as they are written`() {
    let text = Self.span(#""duration":1"#).replacing("00000000000000a1", with: "000000000000000f00000000000000a1")
    #expect(Reading(text).batch.spans.first?.trace == TraceID(high: 0xF, low: 0xA1))
  }
}
