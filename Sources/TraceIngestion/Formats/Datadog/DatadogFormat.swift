import JSONBridge

extension InputFormat {
  /// Traces as Datadog's tracers send them to the agent, of versions 0.3 to 0.5, as JSON.
  public static let datadogJSON = InputFormat(rawValue: "datadog-json")
}

/// Datadog's spans, in an array for each trace.
enum DatadogFormat {
  static let format = SpanFormat(
    names: [.datadogJSON],
    limits: "Datadog's spans carry the lower half of trace IDs, and no flag for parents in other processes",
    forms: [
      RecordForm(
        .firm("trace_id", "span_id", "service", "resource", "start", "duration"),
        .loose("trace_id", "span_id", "parent_id", "start", "duration"),
        contents: .spans(.datadogJSON, RecordDecoding(DatadogDecoder.self))
      )
    ],
    streams: [StreamForm { front in DatadogCutter(front: front) }]
  )
}
