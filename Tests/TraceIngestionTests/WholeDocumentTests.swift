import Testing
import TraceIngestion
import TraceModel

/// Whole lines are decoded at once when they have a well-known form. What comes of it must be what the long way gives,
/// which looks at every record first.
@Suite struct WholeDocumentTests {
  static let times = #""startTime":1700000000000000,"duration":1000"#
  static let jaeger = #""traceID":"0a","spanID":"0b","operationName":"get",\#(times),"processID":"p1""#
  static let processes = #""processes":{"p1":{"serviceName":"shop","tags":[]}}"#
  static let zipkin = #""traceId":"0a","id":"0b","name":"get","timestamp":1700000000000000,"duration":5"#
  static let endpoint = #""localEndpoint":{"serviceName":"shop"}"#

  static let lines: [String] = [
    // Jaeger.
    #"{"data":[{"traceID":"0a","spans":[{\#(jaeger)}],\#(processes)}]}"#,
    #"{"data":[{"traceID":"0a","spans":[{\#(jaeger)}],\#(processes),"warnings":null}],"total":0,"errors":null}"#,
    #"{"data":[{"spans":[{\#(jaeger)}],"traceID":"0a",\#(processes)}]}"#,
    #"{"data":[{\#(processes),"traceID":"0a","spans":[{\#(jaeger)}]}]}"#,
    #"{"data":[{"traceID":"0a","spans":[{\#(jaeger)}],\#(processes)},{"traceID":"0c","spans":[],\#(processes)}]}"#,
    #"{"data":[{"traceID":"0a","spans":[{"traceIdLow":1}],\#(processes)}]}"#,
    #"{"data":[{"traceID":"0a","traces":1,"spans":[{\#(jaeger)}],\#(processes)}]}"#,
    #"{"data":[{"traceID":"0a"}]}"#, #"{"data":[]}"#, #"{"data":[1]}"#, #"{"data":null}"#,
    #"{"data":[{"traceID":"0a","spans":[{\#(jaeger)}],\#(processes)}],"status":"PARTIAL"}"#,
    #"{"data":[{"traceID":"0a","spans":[{\#(jaeger)}],\#(processes)}],"data":[]}"#,
    #"{"data":[{"traceID":"0a","spans":[{\#(jaeger)}],\#(processes)}]} {"data":[]}"#,
    #"{"traceID":"0a","spans":[{\#(jaeger)}],\#(processes)}"#,
    #"{"traceID":"0a","spans":[{\#(jaeger),"more":{"deep":[{}]}}],\#(processes)}"#,
    #"{\#(jaeger),"process":{"serviceName":"shop"},"flags":1,"startTimeMillis":2}"#,
    #"{\#(jaeger),"process":{"serviceName":"shop"},"scopeSpans":[]}"#,
    #"{\#(jaeger),"process":{"serviceName":"shop"},"_source":{\#(jaeger)}}"#,
    #"{"traceID":"0a","operationName":"get","spanID":"0b",\#(times),"process":{"serviceName":"shop"}}"#,
    #"{"traceID":"","spanID":"0b","operationName":"get",\#(times),"process":{"serviceName":"shop"}}"#,
    #"{"_index":"jaeger","_source":{\#(jaeger),"process":{"serviceName":"shop"}}}"#,
    // Tags: each form that may be read at a glance, and those that may not.
    tags(#"{"key":"http.method","type":"string","value":"GET"}"#),
    tags(#"{"key":"http.status_code","type":"int64","value":503}"#),
    tags(#"{"key":"http.status_code","type":"int64","value":0503}"#),
    tags(#"{"key":"http.status_code","type":"int64","value":503.0}"#),
    tags(#"{"key":"http.status_code","type":"int64","value":-1}"#),
    tags(#"{"key":"http.status_code","type":"int64","value":123456789012345678}"#),
    tags(#"{"key":"http.status_code","type":"int64","value":}"#),
    tags(#"{"key":"error","type":"bool","value":true}"#),
    tags(#"{"key":"error","type":"bool","value":"true","more":1}"#),
    tags(#"{"key":"http.method","value":"GET","type":"string"}"#),
    tags(#"{"key":"http.method","type":"string","value":"G\u0045T"}"#),
    tags(#"{"key":"http.method","type":"string","value":"é"}"#),
    tags(#"{"key":"http.method","type":"string","key":"http.url"}"#),
    tags(#"{ "key":"http.method","type":"string","value":"GET"}"#),
    // Zipkin.
    #"[{\#(zipkin),\#(endpoint)}]"#, #"[{\#(zipkin),\#(endpoint)},{\#(zipkin)}]"#, #"{\#(zipkin),\#(endpoint)}"#,
    #"[[{\#(zipkin),\#(endpoint)}],[],[{\#(zipkin)}]]"#, "[]", "[[]]", "[1]", "[null]",
    #"[{\#(zipkin),\#(endpoint),"annotations":[{"timestamp":1,"value":"x"}]}]"#,
    #"[{\#(zipkin),"annotations":[{"timestamp":1,"value":"sr","endpoint":{}}],\#(endpoint)}]"#,
    #"[{\#(zipkin),\#(endpoint),"annotations":[{"timestamp":1,"value":"sr","endpoint":{}}]}]"#,
    #"[{\#(zipkin),\#(endpoint),"binaryAnnotations":[]}]"#,
    #"[{\#(zipkin),"spans":[{"traceID":"0a"}]}]"#, #"[{\#(zipkin),"spanId":"1","operationName":"x"}]"#,
    #"[{"name":"get"}]"#, #"[{"traceId":"0a","name":"get"}]"#, #"[{"traceId":"","id":"0b"}]"#,
    #"[{"id":"0b","traceId":"0a",\#(endpoint)}]"#, #"[{\#(zipkin),\#(endpoint)},]"#, #"[{\#(zipkin),\#(endpoint)}"#,
    #"[{\#(zipkin),\#(endpoint)}] [{\#(zipkin),\#(endpoint)}]"#, #"[{"traceId":"0a","id":"0b","id":"0c"}]"#,
    // Others that begin alike.
    #"[{"resourceSpans":[]}]"#, #"[{"traceID":"0a","spans":[{\#(jaeger)}],\#(processes)}]"#,
    #"{"traceId":"0a","spanId":"0b","operationName":"get"}"#, #"{"traceID":"0a","spanID":"0b"}"#,
    #"[{"parent":"a","child":"b","callCount":3}]"#, #"{"traceID":1,"spanID":2}"#, #"{"traceId":{}}"#,
  ]

  private static func tags(_ tag: String) -> String {
    // Something behind it, so that the end of the text is far away.
    let rest =
      #"{"key":"span.kind","type":"string","value":"server"},{"key":"component","type":"string","value":"net"}"#
    return #"{"data":[{"traceID":"0a","spans":[{\#(jaeger),"tags":[\#(tag),\#(rest)]}],\#(processes)}]}"#
  }

  @Test(arguments: lines)
  func `a line read at once gives what json-c gives of its records`(line: String) throws {
    let other = #"{"data":[{"traceID":"1a","spans":[{\#(Self.jaeger)}],\#(Self.processes)}]}"#
    let text = Array("\(line)\n\(other)\n\(line)\n".utf8)
    for format in [nil, InputFormat.jaegerJSON, .zipkinJSON, .otlpJSON] {
      var options = ReadingOptions(engine: .jsonC, threads: 1)
      options.inputFormat = format
      var reference = TraceReader(options: options)
      let expected = Account(Reading(batch: reference.read(bytes: text, name: "lines"), counts: reference.counts))
      for threads in [1, 2] {
        options.engine = .cursor
        options.threads = threads
        var reader = TraceReader(options: options)
        let store = reader.readStore(bytes: text, name: "lines")
        #expect(Account(Reading(batch: store.batch, counts: reader.counts)) == expected)
        var single = TraceReader(options: options)
        #expect(Account(Reading(batch: single.read(bytes: text, name: "lines"), counts: single.counts)) == expected)
      }
    }
  }
}
