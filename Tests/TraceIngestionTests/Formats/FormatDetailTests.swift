import JSONBridge
import Testing
import TraceIngestion
import TraceModel

/// What single members of the formats mean, one example each.
@Suite struct FormatDetailTests {
  private static let row = #"""
    "traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"0102030405060708","parentSpanId":"1112131415161718",\#
    "name":"charge","kind":"SPAN_KIND_CLIENT","startTime":"2026-02-25T06:13:20Z","durationInNanos":5000,\#
    "serviceName":"till"
    """#

  // MARK: Rows

  @Test(arguments: [
    #"{"timestamp":"2026-02-25T06:13:20Z","trace_id":"01","span_id":"02","level":"INFO","msg":"paid","duration":5}"#,
    #"{"Timestamp":"2026-02-25 06:13:20","TraceId":"01","SpanId":"02","SeverityText":"INFO","Body":"paid","ServiceName":"a"}"#,
    #"{"@timestamp":"2026-02-25T06:13:20Z","trace.id":"01","span.id":"02","message":"paid"}"#,
    #"{"index":{"number_of_shards":1},"mappings":{}}"#, #"{"hits":7}"#, #"{"metadata":{"name":"a"}}"#,
    #"{"id":1,"name":"x","start_time":5}"#,
  ])
  func `log records and other documents are no spans`(text: String) {
    let reading = Reading(text)
    #expect(reading.counts.spans == 0)
    #expect(reading.counts.formats == [])
  }

  @Test func `a row says what a span says`() {
    let links = #""links":[{"traceId":"a102030405060708090a0b0c0d0e0f10","spanId":"a102030405060708","attributes":{}}]"#
    let events = #""events":[{"name":"exception","attributes":{"exception.type":"java.net.SocketTimeoutException"}}]"#
    let reading = Reading(#"{\#(Self.row),\#(links),\#(events),"status":{"code":2},"flags":768,"droppedLinksCount":1}"#)
    #expect(reading.spans == ["till client charge timedOut"])
    #expect(reading.batch.links.count == 1)
    #expect(reading.batch.spans[0].flags == [.knowsRemoteParent, .remoteParent, .truncated])
    #expect(reading.batch.spans[0].end - reading.batch.spans[0].start == 5000)
  }

  @Test func `links in two columns, attributes in texts, and zeros for a parent are read`() {
    let reading = Reading(
      #"""
      {"Timestamp":"2026-02-25 06:13:20.000000001","TraceId":"0102030405060708090a0b0c0d0e0f10","SpanId":"0102030405060708",\#
      "ParentSpanId":"0000000000000000","SpanName":"pay","SpanKind":"Server","Duration":7,"StatusCode":"Error",\#
      "ResourceAttributes":"{\"service.name\":\"till\"}","SpanAttributes":"{\"http.route\":\"\/pay\"}",\#
      "Links.TraceId":["a102030405060708090a0b0c0d0e0f10"],"Links.SpanId":["a102030405060708"]}
      """#)
    #expect(reading.spans == ["till server pay failed"])
    #expect(reading.attributes[.httpRoute] == "/pay")
    #expect(reading.batch.links.count == 1)
    #expect(!reading.batch.spans[0].parent.isValid)
  }

  @Test func `columns that a user explains are read`() throws {
    let map = try ColumnMap(
      Array(#"{"trace":"tid","span":"ctx.sid","start":"t","duration_ms":"took","name":"op"}"#.utf8))
    var options = ReadingOptions()
    options.columns = map
    let line =
      #"{"tid":"0102030405060708090a0b0c0d0e0f10","ctx":{"sid":"0102030405060708"},"t":1772000000,"took":3,"op":"pay"}"#
    let reading = Reading(line, options: options)
    #expect(reading.names == ["pay"])
    #expect(reading.batch.spans[0].end - reading.batch.spans[0].start == 3_000_000)
    #expect(Reading(line).counts.spans == 0)
    let table = "tid,ctx.sid,t,took,op\n0102030405060708090a0b0c0d0e0f10,0102030405060708,1772000000,3,\"pay, twice\"\n"
    #expect(Reading(table, options: options).names == ["pay, twice"])
  }

  @Test(arguments: [
    ("{", "the text ends before"), ("[]", "expected an object"), (#"{"trase":"x"}"#, "is no meaning"),
    (#"{"trace":1}"#, "expected the name"), (#"{"trace":"a","span":"b"}"#, "no column for \"start\""),
    (#"{"trace":"a","span":"b","start":"c"}"#, "no column for \"end\""),
  ])
  func `a file of columns that is wrong says how`(text: String, words: String) {
    #expect(throws: ColumnMap.Mistake.self) { try ColumnMap(Array(text.utf8)) }
    do throws(ColumnMap.Mistake) { _ = try ColumnMap(Array(text.utf8)) } catch {
      #expect(error.description.contains(words), "\(error)")
    }
  }

  // MARK: Products

  @Test(arguments: [
    ("nodejs", "false", "false:nodejs"), ("java", "true", "true"), ("python", "false", "false:python"),
  ])
  func `what Elastic's agents say of waiting goes along with the agent's name`(
    agent: String, sync: String, fact: String
  ) {
    let reading = Reading(
      #"""
      {"trace":{"id":"0102030405060708090a0b0c0d0e0f10"},"agent":{"name":"\#(agent)"},"service":{"name":"till"},\#
      "timestamp":{"us":1772000000000000},"parent":{"id":"1112131415161718"},"processor":{"event":"span"},\#
      "span":{"id":"0102030405060708","name":"GET","type":"external","sync":\#(sync),"duration":{"us":5}}}
      """#)
    #expect(reading.attributes[.spanSync] == fact)
    #expect(reading.batch.spans[0].flags == [.knowsRemoteParent])
  }

  @Test func `errors and metrics of Elastic APM are other signals`() {
    let reading = Reading(
      #"""
      {"processor":{"event":"error"},"trace":{"id":"01"},"transaction":{"id":"02"},"timestamp":{"us":1},"service":{"name":"a"}}
      """#)
    #expect(reading.counts.spans == 0)
    #expect(reading.counts.otherSignals == 1)
    // A named file without spans counts as one loss, whatever its records are.
    #expect(reading.counts.account.rejected == 1)
  }

  @Test func `Datadog's numbers of 64 bits are ids, and its links and errors are read`() {
    let reading = Reading(
      #"""
      [[{"trace_id":17485029721327973432,"span_id":18446744073709551613,"parent_id":9223372036854775809,"service":"till",\#
      "name":"redis.command","resource":"GET k","type":"redis","start":1772000000000000000,"duration":5,"error":1,\#
      "meta":{"out.host":"cache:6379","error.type":"TimeoutError"},"metrics":{},\#
      "span_links":[{"trace_id":5,"span_id":6}]}]]
      """#)
    #expect(reading.spans == ["till client redis.command timedOut"])
    #expect(reading.batch.spans[0].id == SpanID(18_446_744_073_709_551_613))
    #expect(reading.batch.spans[0].parent == SpanID(9_223_372_036_854_775_809))
    #expect(reading.attributes[.databaseSystem] == "redis")
    #expect(reading.attributes[.serverAddress] == "cache")
    #expect(reading.batch.links.count == 1)
  }

  private static let segment =
    #""trace_id":"1-69a1b2c3-0405060708090a0b0c0d0e0f","name":"till","start_time":1772000000.5"#

  @Test(
    arguments: [
      (#""end_time":1772000001.5,"fault":true"#, .failed, []),
      (#""end_time":1772000001.5,"throttle":true"#, .failed, []),
      (#""end_time":1772000001.5,"error":true"#, .ok, []),
      (#""in_progress":true"#, .ok, [.unfinished, .untrustedTime]),
    ] as [(String, SpanOutcome, SpanFlags)])
  func `X-Ray's marks are outcomes and flags`(members: String, outcome: SpanOutcome, flags: SpanFlags) {
    let reading = Reading(#"{"id":"0102030405060708",\#(Self.segment),\#(members)}"#)
    #expect(reading.outcomes == [outcome])
    #expect(reading.batch.spans[0].flags == flags)
    #expect(reading.batch.spans[0].trace.description == "69a1b2c30405060708090a0b0c0d0e0f")
  }

  @Test func `X-Ray's subsegments nest, and belong to the service of their segment`() {
    let inner =
      #"{"id":"0000000000000003","name":"DynamoDB","namespace":"aws","start_time":1,"end_time":2,"aws":{"table_name":"t"}}"#
    let outer = #"{"id":"0000000000000002","name":"work","start_time":1,"end_time":2,"subsegments":[\#(inner)]}"#
    let reading = Reading(
      #"{"subsegments":[\#(outer)],"id":"0000000000000001",\#(Self.segment),"end_time":1772000001}"#)
    #expect(reading.services == ["till", "till", "till"])
    #expect(reading.batch.spans.map(\.parent) == [.none, SpanID(1), SpanID(2)])
    #expect(reading.profiles.map(\.kind) == [.server, .internal, .client])
  }

  @Test func `the sides of a call in one span of Zipkin's version 1 are two spans`() {
    let client = #""endpoint":{"serviceName":"till","ipv4":"10.0.0.1"}"#
    let server = #""endpoint":{"serviceName":"bank","ipv4":"10.0.0.2"}"#
    let reading = Reading(
      #"""
      [{"traceId":"1","id":"2","name":"pay","timestamp":1772000000000000,"duration":50,"annotations":[\#
      {"timestamp":1772000000000010,"value":"sr",\#(server)},{"timestamp":1772000000000000,"value":"cs",\#(client)},\#
      {"timestamp":1772000000000040,"value":"ss",\#(server)}],"binaryAnnotations":[\#
      {"key":"http.method","value":"POST",\#(client)},{"value":"500","key":"http.status_code",\#(server)}]}]
      """#)
    #expect(reading.spans == ["till client pay ok", "bank server pay failed"])
    #expect(reading.batch.spans.map(\.id) == [SpanID(2), SpanID(2)])
    #expect(reading.batch.spans.map { $0.end - $0.start } == [50_000, 30_000])
    #expect(reading.batch.spans[1].flags == [.sharedID])
  }

  @Test func `SkyWalking's references are parents and links`() {
    let reading = Reading(
      #"""
      {"data":{"trace":{"spans":[{"traceId":"a.b.c","segmentId":"s2","spanId":0,"parentSpanId":-1,"serviceCode":"till",\#
      "startTime":1772000000000,"endTime":1772000000005,"endpointName":"pay","type":"Entry","layer":"Http","isError":true,\#
      "refs":[{"traceId":"a.b.c","parentSegmentId":"s1","parentSpanId":1,"type":"CROSS_PROCESS"},\#
      {"traceId":"x.y.z","parentSegmentId":"s0","parentSpanId":4,"type":"CROSS_PROCESS"}],"tags":[]}]}}}
      """#)
    #expect(reading.spans == ["till server pay failed"])
    #expect(reading.batch.spans[0].flags == [.knowsRemoteParent, .remoteParent])
    #expect(reading.batch.spans[0].parent.isValid)
    #expect(reading.batch.links.count == 1)
  }

  @Test func `what Application Insights writes beside requests and dependencies is no span`() {
    let reading = Reading(
      #"""
      {"itemType":"exception","operation_Id":"0102030405060708090a0b0c0d0e0f10","id":"0102030405060708","timestamp":"2026-02-25T06:13:20Z","type":"Boom"}
      """#)
    #expect(reading.counts.spans == 0)
    #expect(reading.counts.otherSignals == 1)
    // A named file without spans counts as one loss, whatever its records are.
    #expect(reading.counts.account.rejected == 1)
  }

  @Test func `a side of Alibaba's calls that is missing leaves the other`() {
    let reading = Reading(
      """
      ,timestamp,traceid,rpcid,um,rpctype,dm,interface,rt
      0,1000,T1,0.1,(?),http,A,i,90
      1,1010,T1,0.1.1,A,rpc,B,i,50
      2,1012,T1,0.1.1,A,rpc,B,i,-45
      3,1020,T1,0.1.1.1,B,mc,C,i,1
      4,1070,T1,0.1.2,A,rpc,D,i,9

      """)
    #expect(
      reading.spans.sorted() == [
        "A client i ok", "A client i ok", "A server i ok", "B client i ok", "B server i ok",
      ])
    #expect(!reading.batch.diagnostics.hasLoss)
  }

  @Test func `a JavaScript console's output is named`() {
    let reading = Reading("{\n  resource: { attributes: {} },\n  traceId: '01',\n  id: '02',\n}\n")
    #expect(reading.diagnostics == ["malformed-record": 1])
    #expect(reading.diagnostic("malformed-record")?.examples.first?.detail.contains("console") == true)
  }

  @Test(arguments: SameSystemReadingTests.files.filter { $0.hasSuffix("l") || $0.hasSuffix("ndjson") })
  func `members come in any order`(file: String) throws {
    // What agents send begins with who sends it, by definition.
    guard file != "elastic-apm-intake.ndjson" else { return }
    let bytes = try Fixtures.bytes("same-system/\(file)")
    var turned: [UInt8] = []
    for line in bytes.split(separator: 0x0A) {
      turned += try JSONWriter.bytes(of: Self.turned(JSONValue(parsing: Array(line))), layout: .compact) + [0x0A]
    }
    let (before, after) = (Account(Reading(bytes: bytes)), Account(Reading(bytes: turned)))
    #expect(before.spans == after.spans)
    #expect(before.diagnostics == after.diagnostics)
  }

  private static func turned(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let members):
      .object(members.reversed().map { JSONMember($0.name, turned($0.value)) })
    case .array(let elements): .array(elements.map { turned($0) })
    default: value
    }
  }
}
