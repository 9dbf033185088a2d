extension RuleDescription {
  /// Rules about nodes.
  static let nodes: [RuleDescription] = [
    RuleDescription(
      "blast-radius", "One node could fail too large a share of the requests",
      what: """
        More requests wait for this node, directly or through others, than the policy allows for a node that is not an \
        entry itself.
        """,
      why: "When the node fails, that share of all requests could fail with it; when it hangs, they hang with it.",
      evidence: """
        Counted trace by trace over calls that wait. The structural share takes every waiting call as hard; the expected \
        share weighs each by the failures that were seen to cross, and says how many there were.
        """,
      exceptions: """
        When callers answer without the node and no failure was seen in the data: then the structural share is too high. \
        When the recorded traffic is not like real traffic, all shares are those of the recording.
        """,
      action: """
        Put a queue or a fallback on the edge that takes away most of the share, serve old data from a cache, or split \
        the node by the work that it does.
        """),
    RuleDescription(
      "single-point-of-failure", "Every request of an entry needs this node",
      what:
        "At least the given share of an entry's requests cannot succeed without this node: there is no way around it.",
      why: "The entry can never be more available than this node, whatever is done elsewhere.",
      evidence: """
        The share of the entry's traces in which the node lies on the waiting path. Several instances behind one name look \
        like one node in traces.
        """,
      exceptions:
        "When the node is run with enough spare instances in separate places, so that it does not fail as a whole.",
      action: """
        Make sure that the node is run with spares and fails in parts, or give the entry an answer without it: a cached \
        value, a default, or an order taken now and worked on later.
        """),
    RuleDescription(
      "shared-store", "Services share one store",
      what: "Two or more services wait for the same database or cache.",
      why: """
        A slow query or a full disk that one of them causes fails all of them, and a change of the data's form must be \
        made in all of them at once.
        """,
      evidence: "Calls of different services to a store of the same name and namespace.",
      exceptions: """
        When the names are equal but the stores are not, or one server hosts separate databases and the instrumentation \
        records only the server.
        """,
      action: "Give one service the store and let the others ask it, or feed them copies by events."),
  ]
}
