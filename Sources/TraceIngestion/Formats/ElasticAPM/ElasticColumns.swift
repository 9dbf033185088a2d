import TraceModel

/// The members of Elastic APM's documents and of what its agents send, by path.
enum ElasticColumns {
  /// Numbers of what only Elastic's documents have.
  enum Note {
    static let event = 0
    static let type = 1
    static let subtype = 2
    static let action = 3
    static let resource = 4
    static let outcome = 5
    static let agent = 6
    static let sync = 7
    static let queue = 8
    static let transactionType = 9
    static let targetType = 10
    static let targetName = 11
    static let kind = 12
    static let databaseType = 13
  }

  enum ExtraID {
    static let transaction = 0
    static let span = 1
  }

  /// Documents of the indices `traces-apm*` and `apm-*`.
  static let documents = ColumnTree(
    [
      (.traceID(.hexadecimal), ["trace.id"]),
      (.extraID(ExtraID.span, .hexadecimal), ["span.id"]),
      (.extraID(ExtraID.transaction, .hexadecimal), ["transaction.id"]),
      (.parentID(.hexadecimal), ["parent.id"]),
      (.start(.microseconds), ["timestamp.us"]),
      (.duration(.microseconds), ["span.duration.us", "transaction.duration.us"]),
      (.name, ["span.name"]),
      (.otherName, ["transaction.name"]),
      (.service, ["service.name"]),
      (.instance, ["service.node.name"]),
      (.resource(.hostName), ["host.hostname", "host.name"]),
      (.resource(.container), ["container.id"]),
      (.resource(.pod), ["kubernetes.pod.name"]),
      (.resource(.zone), ["cloud.availability_zone"]),
      (.note(Note.event), ["processor.event"]),
      (.note(Note.type), ["span.type"]),
      (.note(Note.transactionType), ["transaction.type"]),
      (.note(Note.subtype), ["span.subtype"]),
      (.note(Note.action), ["span.action"]),
      (.note(Note.resource), ["span.destination.service.resource"]),
      (.note(Note.outcome), ["event.outcome"]),
      (.note(Note.agent), ["agent.name"]),
      (.note(Note.sync), ["span.sync"]),
      (.note(Note.queue), ["span.message.queue.name", "transaction.message.queue.name"]),
      (.note(Note.targetType), ["service.target.type"]),
      (.note(Note.targetName), ["service.target.name"]),
      (.note(Note.kind), ["span.kind"]),
      (.note(Note.databaseType), ["span.db.type"]),
      (.links, ["span.links"]),
    ] + facts(of: [""], http: "span.http", db: "span.db", destination: "destination"))

  /// What stands in `transaction` and `span` of the lines that agents send.
  static let events = ColumnTree(
    [
      (.traceID(.hexadecimal), ["trace_id"]),
      (.spanID(.hexadecimal), ["id"]),
      (.parentID(.hexadecimal), ["parent_id"]),
      (.extraID(ExtraID.transaction, .hexadecimal), ["transaction_id"]),
      (.start(.microseconds), ["timestamp"]),
      (.duration(.milliseconds), ["duration"]),
      (.name, ["name"]),
      (.service, ["context.service.name"]),
      (.instance, ["context.service.node.configured_name"]),
      (.note(Note.type), ["type"]),
      (.note(Note.subtype), ["subtype"]),
      (.note(Note.action), ["action"]),
      (.note(Note.resource), ["context.destination.service.resource"]),
      (.note(Note.outcome), ["outcome"]),
      (.note(Note.sync), ["sync"]),
      (.note(Note.queue), ["context.message.queue.name"]),
      (.note(Note.agent), ["context.service.agent.name"]),
      (.note(Note.targetType), ["context.service.target.type"]),
      (.note(Note.targetName), ["context.service.target.name"]),
      (.note(Note.kind), ["otel.span_kind"]),
      (.note(Note.databaseType), ["context.db.type"]),
      (.attributes, ["otel.attributes"]),
      (.links, ["links"]),
      (.fact(FactRule(fact: .httpStatus, rank: 0)), ["context.response.status_code"]),
      (.fact(FactRule(fact: .attribute(.httpMethod), rank: 0)), ["context.request.method"]),
    ] + facts(of: [""], http: "context.http", db: "context.db", destination: "context.destination"))

  /// A line of metadata, which tells about the lines after it.
  static let metadata = ColumnTree([
    (.service, ["service.name"]),
    (.instance, ["service.node.configured_name"]),
    (.resource(.hostName), ["system.configured_hostname", "system.detected_hostname", "system.hostname"]),
    (.resource(.container), ["system.container.id"]),
    (.resource(.pod), ["system.kubernetes.pod.name"]),
    (.resource(.zone), ["cloud.availability_zone"]),
    (.note(Note.agent), ["service.agent.name"]),
  ])

  private static func facts(
    of prefixes: [String], http: String, db: String, destination: String
  ) -> [(Column, [String])] {
    func rule(_ fact: Fact) -> Column { .fact(FactRule(fact: fact, rank: 0)) }
    return [
      (rule(.attribute(.httpMethod)), ["http.request.method", "\(http).request.method", "\(http).method"]),
      (rule(.httpStatus), ["http.response.status_code", "\(http).response.status_code", "\(http).status_code"]),
      (rule(.url), ["url.full", "\(http).url.original", "\(http).url", "url.original"]),
      (rule(.attribute(.databaseName)), ["\(db).instance"]),
      (rule(.address(.serverAddress, port: .serverPort)), ["\(destination).address"]),
      (rule(.attribute(.serverPort)), ["\(destination).port"]),
      (rule(.attribute(.faasTrigger)), ["faas.trigger.type"]),
    ]
  }
}
