import JSONBridge

extension InputFormat {
  /// OpenTelemetry's JSON, one document, an array, or documents line by line.
  public static let otlpJSON = InputFormat(rawValue: "otlp-json")
  /// What Tempo's API answers for one trace.
  public static let tempoJSON = InputFormat(rawValue: "tempo-json")
  /// OpenTelemetry's binary form, as the collector's file exporter writes it or as one message.
  public static let otlpProtobuf = InputFormat(rawValue: "otlp-protobuf")
}

/// OpenTelemetry's JSON, and Tempo's, which differs from it only in names and in base64 identifiers.
enum OTLPFormat {
  static let format = SpanFormat(
    names: [.otlpJSON, .tempoJSON],
    lists: [
      RecordList("resourceSpans", of: spans), RecordList("resource_spans", of: spans),
      RecordList("batches", of: .spans(.tempoJSON, RecordDecoding(OTLPDecoder.self))),
    ],
    // Jaeger's API of version 3 wraps its answers in a result.
    envelopes: ["trace", "result"],
    signals: [
      "resourceLogs", "resource_logs", "resourceMetrics", "resource_metrics", "resourceProfiles", "resource_profiles",
    ],
    notes: [RecordNote(name: "status", value: "\"PARTIAL\"", problem: .partialTrace)],
    forms: [
      RecordForm(
        .firm(MemberSign("scopeSpans", "scope_spans")),
        .firm(MemberSign("instrumentationLibrarySpans", "instrumentation_library_spans")),
        .firm(MemberSign("resourceSpans", "resource_spans", "batches")),
        .loose("resource"),
        contents: spans
      ),
      RecordForm(
        .loose("traces"), .loose(MemberSign("rootServiceName", "spanSet", "spanSets")), contents: .refused(search)
      ),
    ],
    shortcuts: [
      Shortcut(beginning: .member("resourceSpans"), format: .otlpJSON) { reader, _, collector in
        resourceSpans(&reader, &collector)
      },
      Shortcut(beginning: .element(of: "resourceSpans"), format: .otlpJSON) { reader, _, collector in
        OTLPDecoder.decode(&reader, into: &collector)
        return 1
      },
    ]
  )

  private static let spans = RecordContents.spans(.otlpJSON, RecordDecoding(OTLPDecoder.self))

  private static let search = Refusal(
    id: "tempo-search-response", holdsSpans: true,
    message: "a search response of Tempo: it names traces and holds only some of their spans",
    advice: "Fetch each trace by its id from /api/v2/traces/{traceID} and read those files."
  )

  /// A document with nothing but resource spans.
  private static func resourceSpans<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) -> Int? {
    guard reader.enterArray() else { return nil }
    var records = 0
    while reader.nextElement() {
      guard reader.kind == .object else { return nil }
      OTLPDecoder.decode(&reader, into: &collector)
      records += 1
    }
    return reader.nextMember() == nil ? records : nil
  }
}

/// OpenTelemetry's binary form.
enum OTLPProtobufFormat {
  static let format = SpanFormat(
    names: [.otlpProtobuf],
    streams: [
      StreamForm { front in ProtobufSlicer.framing(of: front).map { ProtobufSlicer($0) } },
      StreamForm { front in Base64LineCutter(front: front) },
    ]
  )
}
