extension RuleDescription {
  /// Rules about how calls are made.
  static let calls: [RuleDescription] = [
    RuleDescription(
      "chatty-edge", "One request calls the same callee again and again",
      what: "A request makes many calls over one edge, one after the other, where few would do.",
      why:
        "The waiting times add up, each call is one more chance to fail, and load on the callee is a multiple of the requests.",
      evidence: "The number of calls over the edge in one request; the 95th percentile over all requests is shown.",
      exceptions:
        "When the calls go on in the background, or page through a result whose size nobody knows beforehand.",
      action: "Ask for all items in one call, join in the query, or keep what was read for the length of the request."),
    RuleDescription(
      "synchronous-call-in-consumer", "A consumer of a queue waits for another service",
      what: "Work that was taken from a queue makes a call and waits for it.",
      why: """
        The queue keeps the producer safe, but when the callee fails or hangs, messages pile up behind the consumer and may \
        be delivered again, which sends still more calls.
        """,
      evidence: "Waiting calls below a consumer's span, by callee, with their share of messages.",
      exceptions: "When a growing queue is acceptable and the consumer stops fetching while the callee fails.",
      action: """
        Give the call a short timeout, stop fetching while the callee fails, set failed messages aside, and make the work \
        safe to repeat.
        """),
    RuleDescription(
      "publish-in-request", "A request waits for the broker",
      what: "A request sends a message to a queue and waits until the broker has taken it.",
      why: """
        The queue decouples the consumer, not the broker: when the broker is down, sending fails, and the request with it. \
        The broker is a hard dependency that the picture of producers and consumers hides.
        """,
      evidence:
        "Sending calls inside a request that the request waits for, and whether failed sends failed the request.",
      exceptions: "When the message is only buffered in the process, or a failed send is kept and sent again later.",
      action: "Write the message into the same database transaction and send it from there, or buffer it on disk."),
    RuleDescription(
      "sync-over-async", "A queue is used to ask and wait",
      what: "A message goes out by a queue and the sender's request waits for the answer that comes back by another.",
      why: """
        It has the costs of a queue and the spread of a waiting call: a failure of the consumer crosses to the sender, \
        only later and harder to see.
        """,
      evidence: "Messages of one conversation, or a reply received while the request that asked was still open.",
      exceptions: "When the reply happens to arrive early but nobody waits for it.",
      action: "Answer the first request at once and report the result later, or make a plain call with a timeout."),
    RuleDescription(
      "mixed-edge", "An edge waits sometimes",
      what: "A significant share of the calls of this edge waits for the callee, and a significant share does not.",
      why: "Whether a failure crosses depends on the call. A gate treats the edge as synchronous.",
      evidence:
        "The share of calls that wait, with its interval, and the evidence on both sides, by pair of operations.",
      exceptions: "When two different uses go under one name: the pairs of operations show it.",
      action: "Look at the pairs of operations; where they differ on purpose, declare each in the policy."),
    RuleDescription(
      "unknown-edge", "The data does not say whether an edge waits",
      what: "Too few calls of this edge show whether the caller waits.",
      why: "What is not known cannot be ruled out: a gate treats the edge as synchronous.",
      evidence: "All evidence for the edge, and the number of calls that left it open.",
      exceptions: "When someone knows the answer: then the policy can declare it.",
      action: """
        Record more traffic, instrument the callee, let both sides record their span's kind, or declare the edge in the \
        policy with a reason.
        """),
    RuleDescription(
      "declared-contradiction", "The data contradicts what the policy declares",
      what: "The policy declares a verdict for this edge, and the calls show another.",
      why: "Decisions rest on a statement that is no longer true.",
      evidence: "The verdict that the data alone would give, with its share and interval, against the declared one.",
      exceptions: "When the recording misses the calls that behave as declared.",
      action: "Change the code or the declaration, whichever is wrong."),
  ]
}
