import JSONBridge

extension InputFormat {
  /// Zipkin's version 1 spans.
  public static let zipkinV1 = InputFormat(rawValue: "zipkin-v1")
}

/// Zipkin's JSON of version 1.
enum ZipkinV1Format {
  static let format = SpanFormat(
    names: [.zipkinV1],
    limits: "Zipkin's version 1 carries no links and no internal spans",
    forms: [
      RecordForm(
        .firm("traceId", "id", ZipkinFormat.firstVersion[0]), .firm("traceId", "id", ZipkinFormat.firstVersion[1]),
        contents: .spans(.zipkinV1, RecordDecoding(ZipkinV1Decoder.self))
      )
    ]
  )
}
