/// The formats that spans are read from.
public enum InputFormat: String, Hashable, Sendable, CaseIterable, Comparable {
  /// OpenTelemetry's JSON, one document, an array, or documents line by line.
  case otlpJSON = "otlp-json"
  /// What Tempo's API answers for one trace.
  case tempoJSON = "tempo-json"
  /// What Jaeger's API and interface write, and the documents of its Elasticsearch storage.
  case jaegerJSON = "jaeger-json"
  /// Zipkin's version 2 spans.
  case zipkinJSON = "zipkin-json"
  /// OpenTelemetry's binary form, as the collector's file exporter writes it or as one message.
  case otlpProtobuf = "otlp-protobuf"

  public static func < (left: InputFormat, right: InputFormat) -> Bool { left.rawValue < right.rawValue }
}
