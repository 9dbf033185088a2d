import Testing
import TraceIngestion
import TraceModel

@Suite struct OTLPDecoderTests {
  @Test func `a span comes in with all that is kept`() throws {
    let reading = Reading(
      OTLP.span(#""parentSpanId":"1112131415161718","name":"GET /cart","kind":2,"flags":769,"status":{"code":2}"#))
    let span = try #require(reading.batch.spans.first)
    #expect(span.trace == TraceID(high: 0x0102_0304_0506_0708, low: 0x090A_0B0C_0D0E_0F10))
    #expect(span.id == SpanID(0x0102_0304_0506_0708))
    #expect(span.parent == SpanID(0x1112_1314_1516_1718))
    #expect(span.start == 1_700_000_000_000_000_000)
    #expect(span.duration == 1_000_000_000)
    #expect(span.flags == [.knowsRemoteParent, .remoteParent])
    #expect(reading.spans == ["shop server GET /cart failed"])
    #expect(reading.batch.diagnostics.isEmpty)
    #expect(reading.counts.formats == [.otlpJSON])
  }

  @Test(
    arguments: [
      ("3", SpanKind.client), ("\"SPAN_KIND_CLIENT\"", .client), ("\"3\"", .client), ("0", .unspecified),
      ("5", .consumer),
      ("\"SPAN_KIND_PRODUCER\"", .producer), ("1", .internal), ("17", .unspecified), ("null", .unspecified),
    ])
  func `kinds come as numbers, names and numbers in strings`(text: String, kind: SpanKind) {
    #expect(Reading(OTLP.span("\"kind\":\(text)")).profiles.first?.kind == kind)
  }

  @Test(
    arguments: [
      #""traceId":"0102030405060708090A0B0C0D0E0F10","spanId":"0102030405060708""#,
      #""trace_id":"0102030405060708090a0b0c0d0e0f10","span_id":"0102030405060708""#,
      #""traceId":"AQIDBAUGBwgJCgsMDQ4PEA==","spanId":"AQIDBAUGBwg=""#,
      #""traceId":"AQIDBAUGBwgJCgsMDQ4PEA","spanId":"AQIDBAUGBwg""#,
    ])
  func `ids are told apart by their length`(ids: String) {
    let span = Reading(OTLP.document("\(ids),\(OTLP.times)")).batch.spans.first
    #expect(span?.trace == TraceID(high: 0x0102_0304_0506_0708, low: 0x090A_0B0C_0D0E_0F10))
    #expect(span?.id == SpanID(0x0102_0304_0506_0708))
  }

  @Test(
    arguments: [
      (#""traceId":"","spanId":"0102030405060708""#, "invalid-trace-id"),
      (#""spanId":"0102030405060708""#, "invalid-trace-id"),
      (#""traceId":"00000000000000000000000000000000","spanId":"0102030405060708""#, "invalid-trace-id"),
      (#""traceId":"0102","spanId":"0102030405060708""#, "invalid-trace-id"),
      (#""traceId":"x102030405060708090a0b0c0d0e0f10","spanId":"0102030405060708""#, "invalid-trace-id"),
      (#""traceId":17,"spanId":"0102030405060708""#, "invalid-trace-id"),
      (#""traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"0000000000000000""#, "invalid-span-id"),
      (#""traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"01""#, "invalid-span-id"),
    ])
  func `a span without valid ids is left out and counted`(ids: String, id: String) {
    let reading = Reading(OTLP.document("\(ids),\(OTLP.times)"))
    #expect(reading.batch.spans.isEmpty)
    #expect(reading.diagnostics == [id: 1])
    #expect(reading.batch.diagnostics.hasLoss)
    #expect(reading.diagnostic(id)?.examples.first?.path.contains("spans[0]") == true)
  }

  @Test(arguments: [#""parentSpanId":"""#, #""parentSpanId":"0000000000000000""#, #""parentSpanId":null"#])
  func `an empty parent and zeros mean root`(parent: String) {
    let reading = Reading(OTLP.span(parent))
    #expect(reading.batch.spans.first?.parent == SpanID.none)
    #expect(reading.batch.diagnostics.isEmpty)
  }

  @Test func `a parent that is no id is dropped with a word about it`() {
    let reading = Reading(OTLP.span(#""parentSpanId":"root""#))
    #expect(reading.batch.spans.first?.parent == SpanID.none)
    #expect(reading.diagnostics == ["invalid-parent-id": 1])
  }

  @Test func `times are exact as numbers and as strings`() {
    let times = #""startTimeUnixNano":1700000000000000001,"endTimeUnixNano":"1700000000000000003""#
    let span = Reading(OTLP.document("\(OTLP.ids),\(times)")).batch.spans.first
    #expect(span?.start == 1_700_000_000_000_000_001)
    #expect(span?.end == 1_700_000_000_000_000_003)
  }

  @Test(
    arguments: [
      (#""startTimeUnixNano":"1700000000000000000""#, "missing-time", 0),
      (#""endTimeUnixNano":"1700000000000000000""#, "missing-time", 0),
      (#""startTimeUnixNano":"0","endTimeUnixNano":"1700000000000000000""#, "missing-time", 0),
      (#""startTimeUnixNano":"1700000000000000002","endTimeUnixNano":"1700000000000000001""#, "negative-duration", 0),
      (#""startTimeUnixNano":"1700000000000000","endTimeUnixNano":"1700000000000007""#, "suspicious-time-unit", 7),
      (
        #""startTimeUnixNano":"99999999999999999999","endTimeUnixNano":"1700000000000000000""#, "number-out-of-range", 0
      ),
      (#""startTimeUnixNano":{},"endTimeUnixNano":"1700000000000000000""#, "wrong-type", 0),
    ])
  func `times that cannot be are repaired and flagged`(times: String, id: String, duration: UInt64) {
    let reading = Reading(OTLP.document("\(OTLP.ids),\(times)"))
    #expect(reading.batch.spans.first?.duration == duration)
    #expect(reading.diagnostics[id] == 1)
    #expect(reading.batch.spans.first?.flags.contains(.untrustedTime) == (id != "suspicious-time-unit"))
  }

  @Test func `the resource may come after its spans`() {
    let document = #"""
      {"resourceSpans":[{"scopeSpans":[{"spans":[{\#(OTLP.ids),\#(OTLP.times),"name":"a"}]}],
      "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"late"}}]}}]}
      """#
    let reading = Reading(document)
    #expect(reading.spans == ["late unspecified a ok"])
    #expect(reading.batch.profiles.profiles.count == 1)
  }

  @Test func `older and snake-case names of members are known`() {
    let document = #"""
      {"resource_spans":[{"resource":{"attributes":[{"key":"service.name","value":{"string_value":"old"}}]},
      "instrumentationLibrarySpans":[{"instrumentationLibrary":{},"spans":[{"trace_id":"0102030405060708090a0b0c0d0e0f10",
      "span_id":"0102030405060708","start_time_unix_nano":"1700000000000000000","end_time_unix_nano":"1700000000000000001"}]}]}]}
      """#
    let reading = Reading(document)
    #expect(reading.services == ["old"])
    #expect(reading.batch.diagnostics.isEmpty)
  }

  @Test func `an attribute's value may come before its key`() {
    let span = #"\#(OTLP.ids),\#(OTLP.times),"attributes":[{"value":{"stringValue":"GET"},"key":"http.method"}]"#
    #expect(Reading(OTLP.document(span)).attributes == [.httpMethod: "GET"])
  }

  @Test func `links are kept, also those that follow from`() {
    let links = #"""
      "links":[{"traceId":"ff000000000000000000000000000001","spanId":"00000000000000aa"},
      {"traceId":"ff000000000000000000000000000002","spanId":"00000000000000bb",
      "attributes":[{"key":"opentracing.ref_type","value":{"stringValue":"follows_from"}}]},{"traceId":"ff"}]
      """#
    let reading = Reading(OTLP.span(links))
    #expect(reading.batch.links.map(\.id) == [SpanID(0xAA), SpanID(0xBB)])
    #expect(reading.batch.links.map(\.followsFrom) == [false, true])
    #expect(reading.diagnostics == ["invalid-link": 1])
  }

  @Test func `a span that is left out takes its links with it`() {
    let link = #""links":[{"traceId":"ff000000000000000000000000000001","spanId":"00000000000000aa"}]"#
    #expect(Reading(OTLP.document("\(link),\(OTLP.times)")).batch.links.isEmpty)
  }

  @Test func `what the SDK dropped is flagged`() {
    let reading = Reading(OTLP.span(#""droppedLinksCount":2"#))
    #expect(reading.batch.spans.first?.flags.contains(.truncated) == true)
    #expect(reading.diagnostics == ["dropped-by-limit": 1])
    #expect(!reading.batch.diagnostics.hasLoss)
  }

  @Test func `wrong types cost the value and not the span`() {
    let reading = Reading(OTLP.span(#""name":5,"attributes":{},"links":"x","status":[],"kind":true,"events":7"#))
    #expect(reading.batch.spans.count == 1)
    #expect(reading.diagnostics == ["wrong-type": 6])
  }

  @Test func `unknown members of any kind are passed over`() {
    let reading = Reading(OTLP.span(#""traceState":"a=b","future":{"x":[1,{"y":null}]},"events":[{"name":"e"}]"#))
    #expect(reading.batch.spans.count == 1)
    #expect(reading.batch.diagnostics.isEmpty)
  }

  @Test func `logs and metrics are counted and are no loss`() {
    let reading = Reading("{\"resourceLogs\":[{}]}\n{\"resourceMetrics\":[{}]}\n" + OTLP.span())
    #expect(reading.counts.otherSignals == 2)
    #expect(reading.counts.spans == 1)
    #expect(reading.batch.diagnostics.isEmpty)
  }

  @Test(arguments: ["[", "\n[\n ", "{\"resourceSpans\":[]}\n["])
  func `documents in an array are read`(prefix: String) {
    let reading = Reading("\(prefix)\(OTLP.span()),\(OTLP.span())]")
    #expect(reading.counts.spans == 2)
    #expect(reading.batch.diagnostics.isEmpty)
  }

  @Test func `Tempo's answers are read, and partial ones are a loss`() {
    let v1 = OTLP.span().replacing("resourceSpans", with: "batches")
    #expect(Reading(v1).counts.formats == [.tempoJSON])
    let v2 = "{\"trace\":\(OTLP.span()),\"status\":\"PARTIAL\",\"message\":\"too large\"}"
    let reading = Reading(v2)
    #expect(reading.counts.spans == 1)
    #expect(reading.diagnostics == ["partial-trace": 1])
    #expect(reading.batch.diagnostics.hasLoss)
    #expect(Reading(v2.replacing("PARTIAL", with: "COMPLETE")).batch.diagnostics.isEmpty)
  }
}
