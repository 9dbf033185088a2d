extension RuleDescription {
  /// Rules about nodes.
  static let nodes: [RuleDescription] = [
    RuleDescription(
      "blast-radius", "One node can fail too large a share of the requests",
      what: "More requests wait for this node, directly or through other services, than the policy allows.",
      why: "When the node fails, that share of all requests can fail with it. When it hangs, they hang with it.",
      evidence: """
        Firebreak counts waiting calls trace by trace. The structural share assumes that every waiting call fails its \
        caller. The expected share weighs each call by the failures observed, and says how many there were. Requests \
        that enter through the node itself do not count.
        """,
      exceptions: """
        Callers can answer without the node, and the traces contain no failure that would show it: then the structural \
        share is too high. All shares are those of the recording, so unrepresentative traffic gives unrepresentative \
        shares.
        """,
      action: """
        Put a queue or a fallback on the edge that removes most of the share, serve cached data, or split the node by \
        the work it does.
        """),
    RuleDescription(
      "single-point-of-failure", "Every request of an entry needs this node",
      what: "At least the configured share of an entry's requests cannot succeed without this node.",
      why: "The entry can never be more available than this node, whatever you do elsewhere.",
      evidence: """
        The share of the entry's traces in which the node is on the waiting path. Several replicas behind one name \
        look like one node.
        """,
      exceptions: "The node runs with enough replicas in separate places that it does not fail as a whole.",
      action: """
        Run the node with redundancy so that it fails in parts. Or let the entry answer without it: a cached value, a \
        default, or an order that is accepted now and processed later.
        """),
    RuleDescription(
      "shared-store", "Several services share one store",
      what: "Two or more services wait for the same database or cache.",
      why: """
        A slow query or a full disk caused by one of them fails all of them, and a schema change must be made in all \
        of them at once.
        """,
      evidence: "Calls of different services to a store with the same name and namespace.",
      exceptions: """
        Different stores have the same name, or one server hosts separate databases and the instrumentation records \
        only the server.
        """,
      action: "Give the store to one service and let the others ask it, or feed them copies through events."),
  ]
}
