/// What Elasticsearch and OpenSearch put around documents of any format.
enum ElasticsearchFormat {
  static let format = SpanFormat(
    forms: [
      RecordForm(.firm("_source"), contents: .record(in: "_source")),
      RecordForm(.loose(MemberSign("bool", "query")), contents: .refused(query)),
    ]
  )

  private static let query = Refusal(
    id: "elasticsearch-query", holdsSpans: false, message: "a query to Elasticsearch, no spans",
    advice: "Read the documents that the query finds, not the query."
  )
}
