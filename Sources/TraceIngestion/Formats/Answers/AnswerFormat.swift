/// Answers of tracing backends that hold no traces.
enum AnswerFormat {
  static let format = SpanFormat(
    forms: [RecordForm(.loose(MemberSign("errors", "error", value: .notNull)), contents: .refused(error))]
  )

  private static let error = Refusal(
    id: "error-response", holdsSpans: true,
    message: "the answer of a tracing backend that reports an error and holds no traces",
    advice: "Look at the error in the file and fetch the traces again."
  )
}
