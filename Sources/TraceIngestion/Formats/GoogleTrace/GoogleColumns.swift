import TraceModel

/// The members of a span of Google Cloud Trace's first version. Labels have names of their own beside the usual ones.
enum GoogleColumns {
  static let tree = ColumnTree([
    (.spanID(.decimal), ["spanId"]),
    (.parentID(.decimal), ["parentSpanId"]),
    (.start(.bySize), ["startTime"]),
    (.end(.bySize), ["endTime"]),
    (.name, ["name"]),
    (.kind, ["kind"]),
    (.resource(.service), ["labels|service.name", "labels|g.co/r/generic_task/job"]),
    (
      .resource(.service),
      [
        "labels|g.co/gae/app/module", "labels|g.co/r/cloud_run_revision/service_name",
        "labels|g.co/r/k8s_container/container_name",
      ]
    ),
    (.fact(FactRule(fact: .attribute(.httpMethod), rank: 2)), ["labels|/http/method"]),
    (.fact(FactRule(fact: .attribute(.httpRoute), rank: 2)), ["labels|/http/route"]),
    (.fact(FactRule(fact: .httpStatus, rank: 2)), ["labels|/http/status_code"]),
    (.fact(FactRule(fact: .url, rank: 2)), ["labels|/http/url"]),
    (.fact(FactRule(fact: .hostHeader, rank: 2)), ["labels|/http/host"]),
    (.fact(FactRule(fact: .urlTarget, rank: 2)), ["labels|/http/path"]),
    (.fact(FactRule(fact: .attribute(.component), rank: 2)), ["labels|/component"]),
    (.fact(FactRule(fact: .errorType, rank: 4)), ["labels|/error/name"]),
    (.attributes, ["labels"]),
  ])
}
