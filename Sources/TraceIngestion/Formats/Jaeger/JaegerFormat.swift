import JSONBridge

extension InputFormat {
  /// What Jaeger's API and interface write, and the documents of its Elasticsearch storage.
  public static let jaegerJSON = InputFormat(rawValue: "jaeger-json")
}

/// Jaeger's JSON, and its other forms, which are refused.
enum JaegerFormat {
  static let format = SpanFormat(
    names: [.jaegerJSON],
    lists: [RecordList("data")],
    forms: [
      RecordForm(
        .firm("traceID", "spans"), .firm("spans", "processes"),
        contents: .spans(.jaegerJSON, RecordDecoding(JaegerDecoder.self))
      ),
      RecordForm(
        .loose("spans", MemberSign("spans", value: .containing("\"traceIdLow\""))), contents: .refused(thrift)
      ),
      RecordForm(
        .loose("spans", MemberSign("spans", value: .containing("\"traceId\""))),
        .loose("traceId", "spanId", "operationName"), contents: .refused(domainModel)
      ),
      RecordForm(
        .firm("traceID", "spanID", "operationName"), .loose("traceID", "spanID"),
        contents: .spans(.jaegerJSON, RecordDecoding(JaegerLoneSpan.self))
      ),
      RecordForm(.loose("parent", "child"), contents: .refused(dependencies)),
      RecordForm(.loose(MemberSign("TraceID", "SpanID")), contents: .refused(cassandra)),
    ],
    shortcuts: [
      Shortcut(beginning: .member("data"), format: .jaegerJSON) { reader, _, collector in
        answer(&reader, &collector)
      },
      Shortcut(beginning: .element(of: "data"), format: .jaegerJSON) { reader, _, collector in
        JaegerDecoder.decode(&reader, into: &collector)
        return 1
      },
      Shortcut(beginning: .member("traceID"), format: .jaegerJSON) { reader, start, collector in
        reader.skip()
        let isSpan = reader.nextMember()?.spells("spanID") ?? false
        reader = start
        if isSpan {
          JaegerLoneSpan.decode(&reader, into: &collector)
        } else {
          JaegerDecoder.decode(&reader, into: &collector)
        }
        return 1
      },
    ]
  )

  /// Traces as Jaeger's API wraps them.
  private static func answer<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) -> Int? {
    guard reader.enterArray() else { return nil }
    var records = 0
    while reader.nextElement() {
      guard reader.kind == .object else { return nil }
      JaegerDecoder.decode(&reader, into: &collector)
      if collector.isDoubtful { return nil }
      records += 1
    }
    while let member = reader.nextMember() {
      guard
        member.spells("total") || member.spells("limit") || member.spells("offset") || member.spells("errors")
      else { return nil }
      reader.skip()
    }
    return records > 0 ? records : nil
  }

  private static let fromTheAPI =
    "Export traces from Jaeger's API instead: /api/traces?service=NAME or /api/traces/{traceID}."

  private static let thrift = Refusal(
    id: "jaeger-thrift", holdsSpans: true,
    message: "a Thrift batch of Jaeger's clients as JSON (traceIdLow, vType tags)", advice: fromTheAPI
  )
  private static let domainModel = Refusal(
    id: "jaeger-domain-model", holdsSpans: true,
    message: "spans in the form of Jaeger's own data model (base64 ids, vType tags)", advice: fromTheAPI
  )
  private static let cassandra = Refusal(
    id: "jaeger-cassandra-row", holdsSpans: true, message: "a row of Jaeger's Cassandra storage", advice: fromTheAPI
  )
  private static let dependencies = Refusal(
    id: "service-dependencies", holdsSpans: false,
    message: "a list of dependencies between services (Jaeger or Zipkin): counts, no spans",
    advice: "Export traces instead: Jaeger's /api/traces?service=NAME, Zipkin's /api/v2/traces."
  )
}
