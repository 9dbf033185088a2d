/// What Elasticsearch and OpenSearch put around documents of any format.
enum ElasticsearchFormat {
  static let format = SpanFormat(
    forms: [
      RecordForm(.firm("_source"), contents: .record(in: "_source")),
      // An answer to a search, and what is in it.
      RecordForm(.loose(MemberSign("hits", value: .object)), contents: .record(in: "hits")),
      RecordForm(.loose(MemberSign("hits", value: .array)), contents: .records(in: ["hits"])),
      RecordForm(.loose(MemberSign("bool", "query")), contents: .refused(query)),
      // In a bulk file a line says what to do with the document after it.
      RecordForm(
        .loose(MemberSign("index", "create", "update", "delete", value: .object), isAlone: true), contents: .separator),
    ]
  )

  private static let query = Refusal(
    id: "elasticsearch-query", holdsSpans: false, message: "a query to Elasticsearch, no spans",
    advice: "Read the documents that the query finds, not the query."
  )
}
