/// What a record is, judged by its members.
enum RecordForm: Hashable, Sendable {
  /// An element of `resourceSpans`, or of Tempo's `batches`.
  case resourceSpans
  case jaegerTrace
  /// One span with its process inside, as Jaeger's Elasticsearch storage keeps it.
  case jaegerSpan
  /// The same, wrapped by an export of the index.
  case elasticsearchHit
  case zipkinSpan
  case refused(RefusedForm)
  /// Nothing known.
  case unknown
}
