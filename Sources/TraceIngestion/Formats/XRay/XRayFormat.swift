import JSONBridge

extension InputFormat {
  /// Segments of AWS X-Ray, and traces as `BatchGetTraces` answers them.
  public static let xray = InputFormat(rawValue: "aws-xray")
}

/// AWS X-Ray.
enum XRayFormat {
  static let format = SpanFormat(
    names: [.xray],
    limits: "AWS X-Ray carries no span kinds; they are taken from namespaces and operations",
    forms: [
      RecordForm(
        .firm("trace_id", "id", "name", "start_time"),
        .loose("id", "start_time", "trace_id"), contents: .spans(.xray, RecordDecoding(XRayDecoder.self))
      ),
      RecordForm(
        .loose("Traces", MemberSign("Traces", value: .containing("\"Segments\""))), contents: .records(in: ["Traces"])
      ),
      RecordForm(.firm("Id", MemberSign("Segments", value: .array)), contents: .records(in: ["Segments"])),
      RecordForm(
        .firm("Id", MemberSign("Document", value: .text)), contents: .documents(in: ["Document"])
      ),
      RecordForm(.loose("TraceSummaries"), contents: .refused(summaries)),
      RecordForm(
        .loose("Services", MemberSign("Services", value: .containing("\"ReferenceId\""))), contents: .refused(graph)
      ),
      RecordForm(.loose(MemberSign("Traces", "UnprocessedTraceIds")), contents: .refused(nothing)),
    ]
  )

  private static let batch = "Fetch the traces with `aws xray batch-get-traces --trace-ids ID…` and read its answer."

  private static let summaries = Refusal(
    id: "xray-trace-summaries", holdsSpans: true,
    message: "trace summaries of AWS X-Ray (GetTraceSummaries): they hold no segments", advice: batch
  )
  private static let graph = Refusal(
    id: "xray-service-graph", holdsSpans: false,
    message: "a service graph of AWS X-Ray: counts and response times between services, no spans",
    advice: "\(batch) `aws xray get-trace-summaries` lists the IDs."
  )
  private static let nothing = Refusal(
    id: "xray-without-segments", holdsSpans: true, message: "an answer of AWS X-Ray without segments", advice: batch
  )
}
