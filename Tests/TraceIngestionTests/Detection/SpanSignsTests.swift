import Testing

@testable import TraceIngestion

@Suite struct SpanSignsTests {
  @Test(
    arguments: [
      (#"{"traceId":"1","spanId":"2"}"#, true), (#"{"TRACE-ID":"1","Parent_Span_ID":"2"}"#, true),
      (#"{"TraceID":"1","DurationNano":2}"#, true), (#"{"dd.trace_id":1,"dd.span_id":2}"#, true),
      (#"{"a":{"b":{"traceId":"1"}},"segmentId":2}"#, true), (#"{"trace":{"id":"1"},"span":{"id":"2"}}"#, true),
      (#"{"trace":{"id":"1"},"transaction":{"id":"2","duration":{"us":1}}}"#, true),
      (#"{"traceId":"1"}"#, false), (#"{"spanId":"1","duration":3}"#, false), (#"{"id":"1","duration":3}"#, false),
      (#"{"traceEvents":[{"ph":"X","ts":1,"dur":2}]}"#, false), (#"{"note":"traceId: spanId:"}"#, false),
      (#"{"msg":"done","traceId":"1","spanId":"2"}"#, false), (#"{"message":"x","traceId":"1","spanId":"2","duration":1}"#, true),
      (#"{"trace":{"level":1},"id":"1","duration":2}"#, false), (#"{"operationId":"list","endTime":1}"#, false),
      (#"{"operation_Id":"1","operation_ParentId":"2"}"#, true), ("{}", false), ("", false), (#"{"traceId":"1","spa"#, false),
    ])
  func `a record with the id of a trace and of a span, a parent or a duration looks like a span`(
    text: String, expected: Bool
  ) {
    #expect(Array(text.utf8).withUnsafeBytes { SpanSigns.areIn(record: $0) } == expected)
  }

  @Test func `text about spans is no text of spans`() {
    let prose = String(repeating: "Lines about other things.\n", count: 60)
    let example = #"{"traceId":"1","spanId":"2"}"# + "\n"
    #expect(!Array((prose + example).utf8).withUnsafeBytes { SpanSigns.areIn(text: $0) })
    #expect(Array(String(repeating: "x " + example, count: 3).utf8).withUnsafeBytes { SpanSigns.areIn(text: $0) })
  }
}
