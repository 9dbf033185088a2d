import JSONBridge

extension InputFormat {
  /// What the console exporters of OpenTelemetry's SDKs for Go, Python and .NET print.
  public static let console = InputFormat(rawValue: "console")
}

/// What consoles print: objects for Go and Python, whose members are columns like any table's, and text for .NET.
enum ConsoleFormat {
  static let format = SpanFormat(
    names: [.console],
    forms: [
      RecordForm(
        .firm("SpanContext", "Parent", "StartTime"), .loose("SpanContext", MemberSign("Name", "SpanKind")),
        .firm(MemberSign("context", value: .containing("\"trace_id\"")), "parent_id", "start_time"),
        .loose(
          MemberSign("context", value: .object), MemberSign("context", value: .containing("\"span_id\"")),
          MemberSign("kind", "start_time")),
        contents: .spans(.console, RecordDecoding(SpanRowDecoder.self))
      )
    ],
    streams: [
      StreamForm { front in NetConsoleCutter(front: front) }, StreamForm { front in ScriptConsole(front: front) },
    ]
  )
}
