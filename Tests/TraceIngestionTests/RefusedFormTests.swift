import Testing
import TraceIngestion
import TraceModel

@Suite struct RefusedFormTests {
  @Test(
    arguments: [
      (
        #"{"traces":[{"traceID":"1","rootServiceName":"a","spanSet":{"spans":[{"spanID":"1"}]}}]}"#,
        "refused-tempo-search-response", true
      ),
      (#"[{"parent":"a","child":"b","callCount":3}]"#, "refused-service-dependencies", false),
      (#"{"data":[{"parent":"a","child":"b","callCount":3}]}"#, "refused-service-dependencies", false),
      (
        #"{"spans":[{"traceId":"AAAAAAAAAAAAAAAAAAAAAQ==","spanId":"AAAAAAAAAAI=","operationName":"x"}]}"#,
        "refused-jaeger-domain-model", true
      ),
      (
        #"{"traceId":"AAAAAAAAAAAAAAAAAAAAAQ==","spanId":"AAAAAAAAAAI=","operationName":"x"}"#,
        "refused-jaeger-domain-model", true
      ),
      (#"{"process":{"serviceName":"a"},"spans":[{"traceIdLow":1,"spanId":2}]}"#, "refused-jaeger-thrift", true),
      (#"{"TraceID":"AA==","SpanID":2,"OperationName":"x"}"#, "refused-jaeger-cassandra-row", true),
      (#"{"TraceSummaries":[{"Id":"1-5","Duration":1.0}]}"#, "refused-xray-trace-summaries", true),
      (#"{"Services":[{"ReferenceId":0,"Name":"a","Edges":[]}]}"#, "refused-xray-service-graph", false),
      (#"{"Traces":[],"UnprocessedTraceIds":["1-5"]}"#, "refused-xray-without-segments", true),
      (#"{"bool":{"should":[]}}"#, "refused-elasticsearch-query", false),
      (#"{"menu":[{"label":"About"}]}"#, "not-a-trace", true),
    ])
  func `known documents without readable spans are refused for what they are`(text: String, id: String, isLoss: Bool) {
    let reading = Reading(text)
    #expect(reading.diagnostics == [id: 1])
    #expect(reading.batch.diagnostics.hasLoss == isLoss)
    #expect(reading.batch.spans.isEmpty)
    if id.hasPrefix("refused") { #expect(reading.diagnostic(id)?.advice.isEmpty == false) }
  }

  @Test(
    arguments: [
      ("PK\u{3}\u{4}rest", "a zip archive"), ("PAR1rest", "a Parquet file"), ("BZh91AY", "bzip2"),
      ("\u{4}\u{2}", "no text"),
    ])
  func `files of other kinds are told for what they are`(text: String, words: String) {
    let reading = Reading(text)
    #expect(reading.diagnostics == ["foreign-file": 1])
    #expect(reading.diagnostic("foreign-file")?.examples.first?.detail.contains(words) == true)
  }

  @Test func `UTF-16 is told`() {
    let reading = Reading(bytes: [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00])
    #expect(reading.diagnostics == ["foreign-file": 1])
  }

  @Test func `a byte order mark is no part of the text`() {
    #expect(Reading("\u{FEFF}" + OTLP.span()).counts.spans == 1)
  }

  @Test func `a format that was not asked for is refused`() {
    let options = ReadingOptions(inputFormat: .zipkinJSON)
    let reading = Reading(OTLP.span(), options: options)
    #expect(reading.diagnostics == ["other-format": 1])
    #expect(reading.batch.diagnostics.hasLoss)
    #expect(Reading(OTLP.span(), options: ReadingOptions(inputFormat: .tempoJSON)).counts.spans == 1)
  }
}
