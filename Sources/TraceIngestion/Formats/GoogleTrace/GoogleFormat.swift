import JSONBridge

extension InputFormat {
  /// Traces of Google Cloud Trace, as its first version's API lists them.
  public static let googleTrace = InputFormat(rawValue: "google-cloud-trace")
}

/// Google Cloud Trace, version 1.
enum GoogleFormat {
  static let format = SpanFormat(
    names: [.googleTrace],
    limits: "Google Cloud Trace carries no links, and no kinds but those of servers and clients",
    forms: [
      RecordForm(
        .loose("traces", MemberSign("traces", value: .containing("\"projectId\""))),
        contents: .records(in: ["traces"])
      ),
      RecordForm(
        .firm("projectId", "traceId", MemberSign("spans", value: .array)),
        contents: .spans(.googleTrace, RecordDecoding(GoogleDecoder.self))
      ),
    ]
  )
}
