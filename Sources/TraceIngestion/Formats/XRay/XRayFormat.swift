/// AWS X-Ray, which is refused.
enum XRayFormat {
  static let format = SpanFormat(
    forms: [RecordForm(.loose(MemberSign("Segments", "Traces")), contents: .refused(segments))]
  )

  private static let segments = Refusal(
    id: "aws-xray", holdsSpans: true, message: "segments of AWS X-Ray",
    advice: "Export with the OpenTelemetry collector instead."
  )
}
