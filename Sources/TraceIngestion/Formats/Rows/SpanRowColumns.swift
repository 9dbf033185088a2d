import TraceModel

/// The columns of spans in rows, by every name that some table or console writes.
///
/// Names are those of the ClickHouse exporter's `otel_traces`, OpenSearch Data Prepper's span index, Elasticsearch's otel
/// mode, CloudWatch's `aws/spans`, Google's `_AllSpans`, the console exporters of Go and Python, and what exports of such
/// tables through DuckDB make of them: other cases, and underscores.
enum SpanRowColumns {
  static let tree = ColumnTree(all)

  static let all: [(Column, [String])] = identity + times + descriptions + attributes + relations + unused

  private static let identity: [(Column, [String])] = [
    (
      .traceID(.hexadecimal),
      ["traceId", "trace_id", "TraceId", "traceid", "TraceID", "context.trace_id", "SpanContext.TraceID"]
    ),
    (
      .spanID(.hexadecimal),
      ["spanId", "span_id", "SpanId", "spanid", "SpanID", "context.span_id", "SpanContext.SpanID"]
    ),
    (
      .parentID(.hexadecimal),
      [
        "parentSpanId", "parent_span_id", "ParentSpanId", "parentspanid", "ParentSpanID", "parent_id", "parentId",
        "Parent.SpanID",
      ]
    ),
    (.flags, ["flags", "Flags"]),
  ]

  private static let times: [(Column, [String])] = [
    (.start(.nanoseconds), ["startTimeUnixNano", "start_time_unix_nano", "StartTimeUnixNano"]),
    (.end(.nanoseconds), ["endTimeUnixNano", "end_time_unix_nano", "EndTimeUnixNano"]),
    (
      .start(.bySize),
      [
        "startTime", "start_time", "StartTime", "starttime", "Timestamp", "@timestamp", "start_timestamp", "timestamp",
      ]
    ),
    (.end(.bySize), ["endTime", "end_time", "EndTime", "endtime", "end_timestamp"]),
    (
      .duration(.nanoseconds),
      [
        "durationInNanos", "Duration", "duration", "durationNano", "duration_nano", "duration_ns", "duration_nanos",
        "DurationNano",
      ]
    ),
    (.duration(.microseconds), ["duration_us", "duration_micros", "durationMicros"]),
    (.duration(.milliseconds), ["duration_ms", "duration_millis", "durationMs"]),
  ]

  private static let descriptions: [(Column, [String])] = [
    (.name, ["name", "SpanName", "span_name", "spanname", "spanName", "Name"]),
    (.otherName, ["operation_name", "operationName"]),
    (.kind, ["kind", "SpanKind", "span_kind", "spankind", "spanKind", "Kind"]),
    (.service, ["serviceName", "ServiceName", "service_name", "servicename"]),
    (
      .fact(FactRule(fact: .statusCode, rank: 0)),
      [
        "status.code", "status_code", "StatusCode", "statuscode", "statusCode", "Status.Code", "status.status_code",
      ]
    ),
    (
      .fact(FactRule(fact: .statusMessage, rank: 0)),
      ["status.message", "status_message", "StatusMessage", "Status.Description", "status.description"]
    ),
    (.dropped, ["droppedAttributesCount", "dropped_attributes_count", "DroppedAttributes"]),
    (.dropped, ["droppedLinksCount", "dropped_links_count", "DroppedLinks"]),
  ]

  private static let attributes: [(Column, [String])] = [
    (
      .attributes,
      [
        "attributes", "Attributes", "SpanAttributes", "span_attributes", "spanattributes", "spanAttributes",
        "span.attributes", "tags",
      ]
    ),
    (
      .resourceAttributes,
      [
        "resource.attributes", "ResourceAttributes", "resource_attributes", "resourceattributes",
        "resourceAttributes", "Resource",
      ]
    ),
  ]

  private static let relations: [(Column, [String])] = [
    (.links, ["links", "Links"]),
    (.linkedTraces, ["Links.TraceId", "links.trace_id", "links_trace_id"]),
    (.linkedSpans, ["Links.SpanId", "links.span_id", "links_span_id"]),
    (.events, ["events", "Events", "Events.Attributes"]),
  ]

  /// Known, so that they count as understood where columns are mapped by hand.
  private static let unused: [(Column, [String])] = [
    (.ignored, ["TraceState", "traceState", "trace_state", "ScopeName", "ScopeVersion", "scope", "traceGroup"])
  ]
}
