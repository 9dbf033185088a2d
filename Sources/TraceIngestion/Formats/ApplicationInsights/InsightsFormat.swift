import JSONBridge

extension InputFormat {
  /// Requests and dependencies of Azure's Application Insights, as queries and exports give them.
  public static let applicationInsights = InputFormat(rawValue: "application-insights")
}

/// Azure's Application Insights.
enum InsightsFormat {
  static let format = SpanFormat(
    names: [.applicationInsights],
    limits: "Application Insights carries no links; messages show in types, targets and sources only",
    forms: [
      RecordForm(
        .loose(
          MemberSign("operation_Id", "OperationId"), MemberSign("id", "Id"),
          MemberSign("timestamp", "TimeGenerated", "time")),
        contents: .spans(.applicationInsights, RecordDecoding(InsightsDecoder.self))
      ),
      RecordForm(
        .firm("rows", MemberSign("columns", value: .containing("\"operation_Id\""))),
        .firm("rows", MemberSign("columns", value: .containing("\"OperationId\""))),
        contents: .spans(.applicationInsights, RecordDecoding(InsightsTable.self))
      ),
      RecordForm(
        .loose(MemberSign("tables", value: .array)), contents: .records(in: ["tables"])
      ),
      RecordForm(
        .loose("records", MemberSign("records", value: .containing("\"OperationId\""))),
        contents: .records(in: ["records"])
      ),
    ]
  )

  /// The same in comma-separated values.
  static let table = CSVTable(
    format: .applicationInsights,
    matches: { columns in
      !columns.isDisjoint(with: ["operation_Id", "OperationId"]) && !columns.isDisjoint(with: ["id", "Id"])
    },
    read: { InsightsDecoder.decode(&$0, into: &$1) }
  )
}
