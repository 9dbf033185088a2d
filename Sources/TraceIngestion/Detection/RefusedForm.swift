/// Documents that are recognised and not read, each with what to use instead.
enum RefusedForm: String, Hashable, Sendable, CaseIterable {
  case tempoSearch = "tempo-search-response"
  case jaegerDependencies = "service-dependencies"
  case jaegerDomain = "jaeger-domain-model"
  case jaegerThrift = "jaeger-thrift"
  case jaegerCassandra = "jaeger-cassandra-row"
  case zipkinV1 = "zipkin-v1"
  case xray = "aws-xray"
  case elasticsearchQuery = "elasticsearch-query"
  case errorResponse = "error-response"

  /// Whether spans are lost by not reading it.
  var holdsSpans: Bool {
    switch self {
    case .tempoSearch, .jaegerDomain, .jaegerThrift, .jaegerCassandra, .zipkinV1, .xray, .errorResponse: true
    case .jaegerDependencies, .elasticsearchQuery: false
    }
  }

  var message: String {
    switch self {
    case .tempoSearch: "a search response of Tempo: it names traces and holds only some of their spans"
    case .jaegerDependencies: "a list of dependencies between services (Jaeger or Zipkin): counts, no spans"
    case .jaegerDomain: "spans in the form of Jaeger's own data model (base64 ids, vType tags)"
    case .jaegerThrift: "a Thrift batch of Jaeger's clients as JSON (traceIdLow, vType tags)"
    case .jaegerCassandra: "a row of Jaeger's Cassandra storage"
    case .zipkinV1: "Zipkin spans of version 1 (annotations cs, sr, ss, cr)"
    case .xray: "segments of AWS X-Ray"
    case .elasticsearchQuery: "a query to Elasticsearch, no spans"
    case .errorResponse: "the answer of a tracing backend that reports an error and holds no traces"
    }
  }

  var advice: String {
    switch self {
    case .tempoSearch: "Fetch each trace by its id from /api/v2/traces/{traceID} and read those files."
    case .jaegerDependencies: "Export traces instead: Jaeger's /api/traces?service=NAME, Zipkin's /api/v2/traces."
    case .jaegerDomain, .jaegerThrift, .jaegerCassandra:
      "Export traces from Jaeger's API instead: /api/traces?service=NAME or /api/traces/{traceID}."
    case .zipkinV1: "Fetch them from Zipkin's /api/v2/traces or /api/v2/trace/{traceId}."
    case .xray: "Export with the OpenTelemetry collector instead."
    case .elasticsearchQuery: "Read the documents that the query finds, not the query."
    case .errorResponse: "Look at the error in the file and fetch the traces again."
    }
  }
}
