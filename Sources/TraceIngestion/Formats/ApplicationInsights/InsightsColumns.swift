import TraceModel

/// The columns of Application Insights: of its own tables, and of the tables of a workspace that it writes to.
enum InsightsColumns {
  enum Note {
    static let item = 0
    static let type = 1
    static let target = 2
    static let success = 3
    static let code = 4
    static let source = 5
    static let address = 6
  }

  static let tree = ColumnTree([
    (.traceID(.hexadecimal), ["operation_Id", "OperationId"]),
    (.spanID(.hexadecimal), ["id", "Id"]),
    (.parentID(.hexadecimal), ["operation_ParentId", "ParentId"]),
    (.start(.bySize), ["timestamp", "TimeGenerated", "timestamp [UTC]", "TimeGenerated [UTC]", "time"]),
    (.duration(.milliseconds), ["duration", "DurationMs"]),
    (.name, ["name", "Name"]),
    (.service, ["cloud_RoleName", "AppRoleName"]),
    (.instance, ["cloud_RoleInstance", "AppRoleInstance"]),
    (.note(Note.item), ["itemType", "Type"]),
    (.note(Note.type), ["type", "DependencyType"]),
    (.note(Note.target), ["target", "Target"]),
    (.note(Note.success), ["success", "Success"]),
    (.note(Note.code), ["resultCode", "ResultCode"]),
    (.note(Note.source), ["source", "Source"]),
    (.fact(FactRule(fact: .url, rank: 4)), ["url", "Url"]),
    (.attributes, ["customDimensions", "Properties"]),
  ])
}
