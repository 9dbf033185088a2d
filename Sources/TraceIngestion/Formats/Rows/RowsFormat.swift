import JSONBridge

extension InputFormat {
  /// Spans in rows: of ClickHouse's `otel_traces`, OpenSearch's and Elasticsearch's span indices, CloudWatch's `aws/spans`,
  /// and exports of such tables.
  public static let spanRows = InputFormat(rawValue: "span-rows")
}

/// Spans in rows of tables.
enum RowsFormat {
  static let format = SpanFormat(
    names: [.spanRows],
    forms: [
      RecordForm(
        // Log records that name their span have times and ids as well, and neither a length nor a parent.
        .firm(trace, span, start, extent, name, place, without: logs),
        .firm(trace, span, MemberSign("startTimeUnixNano", "start_time_unix_nano")),
        contents: .spans(.spanRows, RecordDecoding(SpanRowDecoder.self))
      )
    ],
    streams: [StreamForm { front in CSVCutter(front: front, tables: [InsightsFormat.table, table]) }]
  )

  private static let trace = MemberSign("traceId", "trace_id", "TraceId", "traceid")
  private static let span = MemberSign("spanId", "span_id", "SpanId", "spanid")
  private static let start = MemberSign(
    "startTime", "start_time", "StartTime", "starttime", "Timestamp", "@timestamp", "start_timestamp", "timestamp"
  )

  private static let extent = MemberSign(
    "endTime", "end_time", "EndTime", "endtime", "end_timestamp", "durationInNanos", "Duration", "duration",
    "durationNano", "duration_nano", "duration_ns", "duration_nanos", "duration_us", "duration_micros", "duration_ms",
    "duration_millis", "durationMs"
  )
  private static let name = MemberSign(
    "name", "SpanName", "span_name", "spanname", "spanName", "operation_name", "operationName"
  )
  private static let place = MemberSign(
    "kind", "SpanKind", "span_kind", "spankind", "spanKind", "parentSpanId", "parent_span_id", "ParentSpanId",
    "parentspanid", "parent_id", "parentId"
  )
  /// What only log records have.
  private static let logs: [MemberSign] = [
    "SeverityText", "severity_text", "severityText", "severity", "level", "Body", "body", "msg",
  ]

  private static let table = CSVTable(
    format: .spanRows,
    matches: { columns in
      func has(_ sign: MemberSign) -> Bool { sign.names.contains { columns.contains($0) } }
      return has(trace) && has(span) && has(start) && has(extent) && has(name) && !logs.contains { has($0) }
    },
    read: { SpanRowDecoder.decode(&$0, into: &$1) }
  )
}
