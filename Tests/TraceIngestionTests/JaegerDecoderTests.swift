import Testing
import TraceIngestion
import TraceModel

@Suite struct JaegerDecoderTests {
  /// A trace of one span, with more members of it.
  static func trace(_ members: String, process: String = #"{"serviceName":"shop","tags":[]}"#, wrap: Bool = true)
    -> String
  {
    let span =
      #"{"traceID":"a1","spanID":"b2","operationName":"get","startTime":1700000000000000,"duration":25,"processID":"p1"\#(members.isEmpty ? "" : ",")\#(members)}"#
    let trace = #"{"traceID":"a1","spans":[\#(span)],"processes":{"p1":\#(process)}}"#
    return wrap ? #"{"data":[\#(trace)],"total":0,"errors":null}"# : trace
  }

  @Test(arguments: [
    trace(""), trace("", wrap: false), "[\(trace("", wrap: false))]", #"{"data":\#(trace("", wrap: false))}"#,
  ])
  func `a trace is read bare, in an array, and as the API answers it`(text: String) throws {
    let reading = Reading(text)
    let span = try #require(reading.batch.spans.first)
    #expect(span.trace == TraceID(low: 0xA1))
    #expect(span.id == SpanID(0xB2))
    #expect(span.start == 1_700_000_000_000_000_000)
    #expect(span.duration == 25_000)
    #expect(reading.spans == ["shop unspecified get ok"])
    #expect(reading.counts.formats == [.jaegerJSON])
    #expect(reading.batch.diagnostics.isEmpty)
  }

  static func reference(_ type: String, _ id: String, trace: String = "a1") -> String {
    #"{"refType":"\#(type)","traceID":"\#(trace)","spanID":"\#(id)"}"#
  }

  @Test(
    arguments: [
      (["CHILD_OF 1"], 1, []), (["CHILD_OF 1", "CHILD_OF 2"], 1, [2]), (["CHILD_OF 9 ff", "CHILD_OF 1"], 1, [9]),
      (["CHILD_OF 9 ff"], 0, [9]), (["FOLLOWS_FROM 3"], 3, []), (["FOLLOWS_FROM 3 ff"], 0, [3]),
      (["CHILD_OF 1", "FOLLOWS_FROM 3"], 1, [3]), (["FOLLOWS_FROM 3", "FOLLOWS_FROM 4"], 0, [3, 4]), ([], 0, []),
    ] as [([String], UInt64, [UInt64])])
  func `of several references one is the parent and the others are links`(
    references: [String], parent: UInt64, links: [UInt64]
  ) {
    let list = references.map { text -> String in
      let words = text.split(separator: " ").map(String.init)
      return Self.reference(words[0], words[1], trace: words.count > 2 ? words[2] : "00a1")
    }
    let reading = Reading(Self.trace(#""references":[\#(list.joined(separator: ","))]"#))
    #expect(reading.batch.spans.first?.parent == SpanID(parent))
    #expect(reading.batch.links.map(\.id.bits) == links)
    #expect(reading.batch.spans.first?.flags.contains(.followsFrom) == (references == ["FOLLOWS_FROM 3"]))
  }

  @Test(
    arguments: [
      (#""tags":[{"key":"internal.span.format","value":"otlp"}]"#, "[]"),
      (#""tags":[{"key":"otel.scope.name","value":"x"}]"#, "[]"),
      (#""tags":[{"key":"otel.library.name","value":"x"}]"#, "[]"),
      (#""tags":[]"#, #"[{"key":"telemetry.sdk.name","value":"opentelemetry"}]"#),
    ])
  func `FOLLOWS_FROM of an OpenTelemetry exporter is only a link`(members: String, tags: String) {
    let text = Self.trace(
      "\(members),\"references\":[\(Self.reference("FOLLOWS_FROM", "3"))]",
      process: #"{"serviceName":"s","tags":\#(tags)}"#)
    let reading = Reading(text)
    #expect(reading.batch.spans.first?.parent == SpanID.none)
    #expect(reading.batch.links.map(\.followsFrom) == [false])
    #expect(reading.batch.spans.first?.flags == [])
  }

  @Test(arguments: [("[]", true), (#"[{"key":"telemetry.sdk.name","value":"opentelemetry"}]"#, false)])
  func `links follow from something only when the source is native`(tags: String, follows: Bool) {
    let references = [Self.reference("FOLLOWS_FROM", "3"), Self.reference("FOLLOWS_FROM", "4")].joined(separator: ",")
    let reading = Reading(
      Self.trace(#""references":[\#(references)]"#, process: #"{"serviceName":"s","tags":\#(tags)}"#))
    #expect(reading.batch.links.map(\.followsFrom) == [follows, follows])
  }

  @Test func `the deprecated parent counts when no reference names one`() {
    #expect(Reading(Self.trace(#""parentSpanID":"c3""#)).batch.spans.first?.parent == SpanID(0xC3))
    #expect(Reading(Self.trace(#""parentSpanID":"0""#)).batch.spans.first?.parent == SpanID.none)
  }

  @Test(
    arguments: [
      #"{"key":"http.status_code","type":"int64","value":503}"#,
      #"{"key":"http.status_code","type":"int64","value":"503"}"#,
      #"{"key":"http.status_code","type":"float64","value":503}"#, #"{"value":"503","key":"http.status_code"}"#,
    ])
  func `tags of every type are read, as numbers and as text`(tag: String) {
    let reading = Reading(Self.trace(#""tags":[{"key":"span.kind","type":"string","value":"server"},\#(tag)]"#))
    #expect(reading.attributes == [.httpStatus: "503"])
    #expect(reading.spans == ["shop server get failed"])
  }

  @Test func `a span of the storage holds its process and a map of tags`() {
    let text = #"""
      {"traceID":"a1","spanID":"b2","operationName":"get","startTime":1700000000000000,"duration":1,
      "tag":{"span@kind":"client","http@method":"GET","error":true},
      "process":{"serviceName":"shop","tag":{"hostname":"h1"}}}
      """#
    for text in [text, #"{"_index":"jaeger-span","_source":\#(text)}"#] {
      let reading = Reading(text)
      #expect(reading.spans == ["shop client get failed"])
      #expect(reading.attributes == [.httpMethod: "GET"])
      #expect(reading.profiles.map { reading.batch.names[$0.host] } == ["h1"])
    }
  }

  @Test func `instance and host come from the process's tags`() {
    let tags = #"[{"key":"hostname","type":"string","value":"pod-1"},{"key":"ip","type":"string","value":"10.0.0.1"}]"#
    let reading = Reading(Self.trace("", process: #"{"serviceName":"shop","tags":\#(tags)}"#))
    #expect(reading.profiles.map { reading.batch.names[$0.instance] } == ["pod-1"])
    #expect(reading.profiles.map { reading.batch.names[$0.host] } == ["pod-1"])
  }

  @Test func `ids that are not hexadecimal still join, and are told`() {
    let text = #"""
      {"traceID":"trace-1","spans":[
      {"traceID":"trace-1","spanID":"root","operationName":"a","startTime":1700000000000000,"duration":9,"processID":"p"},
      {"traceID":"trace-1","spanID":"leaf","operationName":"b","startTime":1700000000000000,"duration":9,"processID":"p",
      "references":[{"refType":"CHILD_OF","traceID":"trace-1","spanID":"root"}]}],"processes":{"p":{"serviceName":"s"}}}
      """#
    let reading = Reading(text)
    #expect(reading.batch.spans.count == 2)
    #expect(reading.batch.spans.last?.parent == reading.batch.spans.first?.id)
    #expect(Set(reading.batch.spans.map(\.trace)).count == 1)
    #expect(reading.diagnostic("unusual-id")?.isLoss == false)
  }

  @Test func `a process that is missing leaves an unknown service`() {
    let reading = Reading(
      #"{"traceID":"a1","spans":[{"traceID":"a1","spanID":"1","startTime":1700000000000000,"duration":1,"processID":"p9"}],"processes":{}}"#
    )
    #expect(reading.services == ["unknown_service"])
  }

  @Test func `a logged exception tells how a failed span failed`() {
    let reading = Reading(
      Self.trace(
        #""tags":[{"key":"error","type":"bool","value":true}],"logs":[{"timestamp":1,"fields":[{"key":"error.kind","value":"TimeoutException"}]}]"#
      ))
    #expect(reading.outcomes == [.timedOut])
  }

  @Test(
    arguments: [
      (#""startTime":-5"#, "number-out-of-range"), (#""startTime":99999999999999999999"#, "number-out-of-range"),
      (#""duration":"x""#, "number-out-of-range"), (#""duration":[]"#, "wrong-type"),
      (#""startTime":18446744073709551"#, "suspicious-time-unit"),
    ])
  func `times that do not fit are told and never overflow`(member: String, id: String) {
    let text = #"{"traceID":"a1","spans":[{"traceID":"a1","spanID":"1",\#(member)}],"processes":{}}"#
    let reading = Reading(text)
    #expect(reading.batch.spans.count == 1)
    #expect(reading.diagnostics[id] == 1)
  }

  @Test func `an error instead of traces is told as such`() {
    let reading = Reading(#"{"data":null,"total":0,"errors":[{"code":404,"msg":"trace not found"}]}"#)
    #expect(reading.diagnostics == ["refused-error-response": 1])
  }
}
