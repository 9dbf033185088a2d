extension RuleDescription {
  /// Rules about the data itself.
  static let data: [RuleDescription] = [
    RuleDescription(
      "evidence-floor", "There is too little data to judge",
      what: "The analysis is based on less data than the policy requires.",
      why: "A gate that passes for lack of data protects nobody.",
      evidence: "Traces, spans, and the spans that could not be used, compared with the policy's minimum.",
      exceptions: "Never: without data there is no answer. But the minimum can be too high for a small test suite.",
      action: """
        Record more traffic, check that all services export their spans to the same place, or lower the minimum on \
        purpose.
        """),
    RuleDescription(
      "orphan-spans", "Many spans have no parent in the data",
      what: "Many spans name a parent that is not in the data.",
      why: "Firebreak draws no edge for them. Calls are missing, and every share is too low.",
      evidence: "Spans whose parent ID belongs to no span in the input, per service.",
      exceptions: "Traces start outside the recorded system on purpose, for example at a gateway that records nothing.",
      action: """
        Read the files of all services for the same period together. Sample by trace, not by span. Check that every \
        hop forwards the trace context.
        """),
    RuleDescription(
      "lost-context", "Trace context is lost between two services",
      what: "A service starts traces of its own for requests that other services of the data send to it.",
      why: """
        The call and what the service does for it lie in different traces. Failures seem to stop at the call, so every \
        blast radius behind it is too small.
        """,
      evidence: """
        Calls that address the service, by name, address or operation, did not fail, and have no span of the service below \
        them; and as many requests of that kind that the service served without a caller.
        """,
      exceptions: """
        When the service answers both callers that are traced with another tool and users from outside, and the numbers \
        agree by chance. The policy can raise `max-lost-context-share` for the service.
        """,
      action: """
        Send one request by hand and follow the traceparent header: the caller must send it, proxies must pass it on, and \
        the service must read the same format.
        """),
  ]
}
