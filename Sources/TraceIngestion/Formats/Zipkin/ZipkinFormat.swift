import JSONBridge

extension InputFormat {
  /// Zipkin's version 2 spans.
  public static let zipkinJSON = InputFormat(rawValue: "zipkin-json")
}

/// Zipkin's JSON of version 2.
enum ZipkinFormat {
  static let format = SpanFormat(
    names: [.zipkinJSON],
    forms: [
      RecordForm(
        .firm("traceId", "id", MemberSign("localEndpoint", "remoteEndpoint"), without: firstVersion),
        .loose("traceId", "id", without: firstVersion),
        contents: .spans(.zipkinJSON, RecordDecoding(ZipkinDecoder.self))
      )
    ],
    shortcuts: [
      Shortcut(beginning: .member("traceId"), format: .zipkinJSON) { reader, start, collector in
        reader = start
        ZipkinDecoder.decode(&reader, into: &collector)
        return 1
      },
      Shortcut(beginning: .array, format: .zipkinJSON) { reader, _, collector in spans(&reader, &collector) },
    ]
  )

  /// What only spans of version 1 have.
  static let firstVersion: [MemberSign] = [
    "binaryAnnotations", MemberSign("annotations", value: .containing("\"endpoint\"")),
  ]

  /// Spans in an array, or in an array for each trace.
  private static func spans<Reader: JSONReader>(_ reader: inout Reader, _ collector: inout SpanCollector) -> Int? {
    guard reader.enterArray() else { return nil }
    var records = 0
    var level = 1
    while level > 0 {
      guard reader.nextElement() else {
        level -= 1
        continue
      }
      switch reader.kind {
      case .object:
        ZipkinDecoder.decode(&reader, into: &collector)
        if collector.isDoubtful { return nil }
        records += 1
      case .array: if reader.enterArray() { level += 1 }
      default: return nil
      }
    }
    return records > 0 ? records : nil
  }
}
