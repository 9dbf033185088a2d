/// Documents of products whose spans or figures are known and not read: what each is, and what to use instead.
enum UnreadForms {
  static let format = SpanFormat(
    forms: [
      RecordForm(.firm(MemberSign("traceEvents", value: .array)), contents: .refused(chromeTrace)),
      RecordForm(
        .firm(MemberSign("schema", value: .containing("\"fields\"")), "data"), contents: .refused(grafana)
      ),
      RecordForm(
        .firm(MemberSign("common", value: .object), MemberSign("spans", value: .containing("\"trace.id\""))),
        .loose(MemberSign("spans", value: .containing("\"trace.id\""))), contents: .refused(newRelic)
      ),
      RecordForm(
        .firm("trace.trace_id", "trace.span_id"), .loose("trace.trace_id"), contents: .refused(honeycomb)
      ),
      RecordForm(
        .firm(
          MemberSign("columns", value: .containing("\"TraceId\"")), MemberSign("events", value: .array)),
        contents: .refused(sigNoz)
      ),
      RecordForm(
        .firm(
          "event_id", MemberSign("type", value: .containing("\"transaction\"")),
          MemberSign("contexts", value: .containing("\"trace\""))), contents: .refused(sentry)
      ),
    ]
  )

  private static let collector =
    "Send the spans to an OpenTelemetry Collector as well, and read what its file exporter writes as OTLP JSON."

  private static let chromeTrace = Refusal(
    id: "chrome-trace", holdsSpans: false,
    message: "trace events of Chrome or Perfetto: a profile of one process, no distributed trace", advice: collector
  )
  private static let grafana = Refusal(
    id: "grafana-data-frame", holdsSpans: true, message: "a data frame of Grafana's inspector",
    advice: "Fetch the trace from its backend instead, as OTLP JSON from Tempo or as JSON from Jaeger's API."
  )
  private static let newRelic = Refusal(
    id: "new-relic", holdsSpans: true, message: "spans in the form of New Relic's Trace API", advice: collector
  )
  private static let honeycomb = Refusal(
    id: "honeycomb", holdsSpans: true, message: "rows of spans that Honeycomb exported", advice: collector
  )
  private static let sigNoz = Refusal(
    id: "signoz", holdsSpans: true, message: "an answer of SigNoz's API for traces",
    advice: "Export its table of spans from ClickHouse instead, or read what a collector's file exporter writes as OTLP JSON."
  )
  private static let sentry = Refusal(
    id: "sentry", holdsSpans: true, message: "a transaction of Sentry", advice: collector
  )
}
