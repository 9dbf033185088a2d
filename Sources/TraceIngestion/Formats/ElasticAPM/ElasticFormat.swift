import JSONBridge

extension InputFormat {
  /// Elastic APM: documents of its indices, and what its agents send.
  public static let elasticAPM = InputFormat(rawValue: "elastic-apm")
}

/// Elastic APM.
enum ElasticFormat {
  static let format = SpanFormat(
    names: [.elasticAPM],
    limits: "Elastic APM carries no span kinds; they are taken from the types of spans and transactions",
    forms: [
      RecordForm(
        .firm(
          "processor", MemberSign("trace", value: .object), MemberSign("transaction", "span", value: .object),
          MemberSign("timestamp", value: .object)),
        .loose(
          MemberSign("trace", value: .object), MemberSign("transaction", "span", value: .object),
          MemberSign("timestamp", value: .object), MemberSign("service", value: .object)),
        .loose("trace.id", MemberSign("span.id", "transaction.id"), "timestamp.us", "service.name"),
        contents: .spans(.elasticAPM, RecordDecoding(ElasticDocument.self))
      ),
      RecordForm(
        .loose(
          MemberSign("transaction", "span", value: .object),
          MemberSign("transaction", "span", value: .containing("\"trace_id\""))),
        contents: .spans(.elasticAPM, RecordDecoding(ElasticLine.self))
      ),
    ],
    streams: [StreamForm { front in ElasticLineCutter(front: front) }]
  )
}
