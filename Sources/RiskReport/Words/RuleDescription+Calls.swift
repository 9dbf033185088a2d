extension RuleDescription {
  /// Rules about how calls are made.
  static let calls: [RuleDescription] = [
    RuleDescription(
      "chatty-edge", "One request calls the same callee again and again",
      what: "One request makes many calls over one edge, one after another, where a few would do.",
      why: """
        The waiting times add up, every call is one more chance to fail, and the callee sees a multiple of the \
        requests.
        """,
      evidence:
        "The number of calls over the edge per request. The finding shows the 95th percentile over all requests.",
      exceptions: "The calls run in the background, or they page through a result whose size is not known in advance.",
      action: "Fetch all items in one call, join in the query, or keep what was read for the rest of the request."),
    RuleDescription(
      "synchronous-call-in-consumer", "A queue consumer waits for another service",
      what: "A consumer takes a message from a queue, calls another service, and waits for the answer.",
      why: """
        The queue protects the producer. But when the callee fails or hangs, messages pile up behind the consumer, and \
        redelivery sends even more calls.
        """,
      evidence: "Waiting calls below a consumer's span, per callee, with their share of the messages.",
      exceptions: "A growing queue is acceptable, and the consumer stops fetching while the callee fails.",
      action: """
        Give the call a short timeout, stop fetching while the callee fails, move failed messages aside, and make the \
        work safe to repeat.
        """),
    RuleDescription(
      "publish-in-request", "A request waits for the broker",
      what: "A request publishes a message and waits until the broker has accepted it.",
      why: """
        The queue decouples the request from the consumer, not from the broker. When the broker is down, the publish \
        fails and takes the request with it.
        """,
      evidence:
        "Publishes inside a request that the request waits for, and whether a failed publish failed the request.",
      exceptions: "The message is only buffered in the process, or a failed publish is stored and sent again later.",
      action: "Write the message in the same database transaction and publish it from there, or buffer it on disk."),
    RuleDescription(
      "sync-over-async", "A queue is used for request and reply",
      what: "A request sends a message over a queue and waits for the reply that comes back over another.",
      why: """
        You pay for a queue and still have the failure spread of a waiting call. The consumer's failure reaches the \
        sender, only later and harder to see.
        """,
      evidence: "Messages of one conversation, or a reply that arrives while the request that asked is still open.",
      exceptions: "The reply arrives early by coincidence and nobody waits for it.",
      action: "Answer the first request at once and report the result later, or make a plain call with a timeout."),
    RuleDescription(
      "mixed-edge", "An edge waits only sometimes",
      what: "A significant share of this edge's calls waits for the callee, and a significant share does not.",
      why: "Whether a failure crosses depends on the call. A gate treats the edge as synchronous.",
      evidence:
        "The share of calls that wait, with its interval, and the evidence on both sides per pair of operations.",
      exceptions: "Two different uses share one name. The pairs of operations show it.",
      action: "Compare the pairs of operations. Where they differ on purpose, declare each one in the policy."),
    RuleDescription(
      "unknown-edge", "The traces do not show whether an edge waits",
      what: "Too few calls of this edge show whether the caller waits.",
      why: "What is not known cannot be ruled out. A gate treats the edge as synchronous.",
      evidence: "All evidence for the edge, and the number of calls that left the question open.",
      exceptions: "Somebody on the team knows the answer. Then the policy can declare it.",
      action: """
        Record more traffic, instrument the callee, make both sides record the span kind, or declare the edge in the \
        policy with a reason.
        """),
    RuleDescription(
      "declared-contradiction", "The traces contradict the policy",
      what: "The policy declares a verdict for this edge, and the calls show a different one.",
      why: "Decisions rest on a statement that no longer holds.",
      evidence: "The verdict that the traces alone would give, with its share and interval, next to the declared one.",
      exceptions: "The recording misses the calls that behave as declared.",
      action: "Fix the code or the declaration, whichever is wrong."),
  ]
}
