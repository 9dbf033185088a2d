import TraceModel

/// The members of Datadog's spans, as tracers send them to the agent.
enum DatadogColumns {
  enum Note {
    static let name = 0
    static let resource = 1
    static let type = 2
    static let error = 3
  }

  static let tree = ColumnTree([
    (.traceID(.decimal), ["trace_id"]),
    (.spanID(.decimal), ["span_id"]),
    (.parentID(.decimal), ["parent_id"]),
    (.start(.nanoseconds), ["start"]),
    (.duration(.nanoseconds), ["duration"]),
    (.service, ["service"]),
    (.name, ["resource"]),
    (.otherName, ["name"]),
    (.note(Note.type), ["type"]),
    (.note(Note.name), ["meta|_dd.base_service"]),
    (.note(Note.error), ["error"]),
    (.instance, ["meta|runtime-id"]),
    (.resource(.hostName), ["meta|_dd.hostname"]),
    (.fact(FactRule(fact: .address(.serverAddress, port: .serverPort), rank: 4)), ["meta|out.host"]),
    (.attributes, ["meta", "metrics"]),
    (.links, ["span_links", "meta|_dd.span_links"]),
  ])
}
