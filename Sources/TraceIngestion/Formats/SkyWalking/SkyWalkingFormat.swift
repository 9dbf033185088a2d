import JSONBridge

extension InputFormat {
  /// What SkyWalking's `queryTrace` answers, and segments as its agents write them, as JSON.
  public static let skyWalking = InputFormat(rawValue: "skywalking")
}

/// Apache SkyWalking.
enum SkyWalkingFormat {
  static let format = SpanFormat(
    names: [.skyWalking],
    limits: "SkyWalking's times are whole milliseconds",
    forms: [
      RecordForm(
        .loose(MemberSign("trace", "queryTrace", value: .containing("\"segmentId\""))), contents: .record(in: "trace")),
      RecordForm(
        .loose("spans", MemberSign("spans", value: .containing("\"segmentId\"")), MemberSign("spans", value: .array)),
        .firm("traceSegmentId", MemberSign("spans", value: .array)),
        contents: .spans(.skyWalking, RecordDecoding(SkyWalkingDecoder.self))
      ),
      RecordForm(.firm("segments"), contents: .records(in: ["segments"])),
    ]
  )
}
