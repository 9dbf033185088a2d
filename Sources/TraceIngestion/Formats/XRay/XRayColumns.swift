import TraceModel

/// The members of X-Ray's segments and subsegments, as its document's schema names them.
enum XRayColumns {
  enum Note {
    static let type = 0
    static let namespace = 1
    static let origin = 2
    static let fault = 3
    static let error = 4
    static let throttle = 5
    static let operation = 6
    static let queue = 7
    static let method = 8
    static let databaseType = 9
    static let topic = 10
    static let inProgress = 11
    static let function = 12
    static let invocation = 13
    static let databaseURL = 14
  }

  static let tree = ColumnTree([
    (.traceID(.xray), ["trace_id"]),
    (.spanID(.xray), ["id"]),
    (.parentID(.xray), ["parent_id"]),
    (.start(.seconds), ["start_time"]),
    (.end(.seconds), ["end_time"]),
    (.name, ["name"]),
    (.note(Note.type), ["type"]),
    (.note(Note.namespace), ["namespace"]),
    (.note(Note.origin), ["origin"]),
    (.note(Note.fault), ["fault"]),
    (.note(Note.error), ["error"]),
    (.note(Note.throttle), ["throttle"]),
    (.note(Note.inProgress), ["in_progress"]),
    (.note(Note.operation), ["aws.operation"]),
    (.note(Note.queue), ["aws.queue_url"]),
    (.note(Note.topic), ["aws.topic_arn"]),
    (.note(Note.function), ["aws.function_name"]),
    (.note(Note.invocation), ["aws.invocation_type"]),
    (.note(Note.method), ["http.request.method"]),
    (.note(Note.databaseType), ["sql.database_type"]),
    (.fact(FactRule(fact: .url, rank: 0)), ["http.request.url"]),
    (.note(Note.databaseURL), ["sql.url", "sql.connection_string"]),
    (.fact(FactRule(fact: .httpStatus, rank: 0)), ["http.response.status"]),
    (.fact(FactRule(fact: .attribute(.databaseCollection), rank: 0)), ["aws.table_name"]),
    (.resource(.container), ["aws.ecs.container_id", "aws.eks.container_id"]),
    (.resource(.pod), ["aws.eks.pod"]),
    (.resource(.hostID), ["aws.ec2.instance_id"]),
    (.resource(.zone), ["aws.ec2.availability_zone", "aws.ecs.availability_zone"]),
    (.attributes, ["annotations"]),
    (.links, ["links"]),
  ])
}
