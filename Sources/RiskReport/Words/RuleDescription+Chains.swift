extension RuleDescription {
  /// Rules about chains and cycles.
  static let chains: [RuleDescription] = [
    RuleDescription(
      "synchronous-chain-depth", "A chain of waiting calls is deeper than allowed",
      what: "A request waits for a service that waits for another, through more services than the policy allows.",
      why: """
        The request succeeds only if every service in the chain answers. Failure rates and waiting times add up, and a \
        slow service at the end ties up every service above it.
        """,
      evidence: """
        Firebreak reads chains from single traces: a hop counts only if its caller waited for it in the same request. \
        Depth counts services, including the entry's own. Mixed and unknown edges count as waiting.
        """,
      exceptions: """
        A hop only seems to wait because its verdict is unknown, or a caller can answer without its callee. Check the \
        verdict and the observed propagation of each hop.
        """,
      action: """
        Use a queue for work that the answer does not need, answer before the work is done, or fetch the data ahead of \
        time. Where the answer is needed, add a timeout and a fallback at the weakest hop.
        """),
    RuleDescription(
      "synchronous-cycle", "Waiting calls form a cycle",
      what: "A path of waiting calls returns to the service where it began: A waits for B while B waits for A.",
      why: """
        The services can only fail, start and deploy together. Under load, each holds its threads while it waits for \
        the other, until neither has any left.
        """,
      evidence: """
        A re-entrant cycle ran inside one request: a call came back to a service that was still waiting. Other cycles \
        appear only when several requests are combined, and are labelled as such.
        """,
      exceptions: """
        The service calls itself on purpose for another kind of work with its own resources. Or the way back is a \
        callback that nobody waits for, and its edge is unknown.
        """,
      action: """
        Send what the callee asks for along with the call, move the shared part into a third service, or answer with a \
        message.
        """),
    RuleDescription(
      "forbidden-synchronous-edge", "A service waits for one that it must not wait for",
      what: "The policy forbids waiting calls between these two nodes, and the traces contain such calls.",
      why: "The rule exists because a failure on one side must not reach the other. Over this edge it does.",
      evidence: """
        The edge's verdict with its share, its interval, and the evidence for and against. Mixed and unknown edges \
        count as waiting.
        """,
      exceptions: "The edge is unknown for lack of data, or the policy's pattern matches more names than intended.",
      action: """
        Move the call to a queue, or route it through a service that is allowed. If the rule no longer applies, change \
        the policy and record why.
        """),
    RuleDescription(
      "fan-out", "One request waits for many parallel calls",
      what: "A request starts more parallel calls than the policy allows, and waits for all of them.",
      why: """
        The slowest answer decides. If one call in a hundred is slow, a request that waits for a hundred is slow two \
        times out of three. Each request also multiplies the load on its callees.
        """,
      evidence: "The number of waiting calls of one request that overlap in time. The finding shows the highest.",
      exceptions:
        "The calls go to a batch interface that was built for it, or the caller needs only the first answers.",
      action: "Ask for many things in one call, cap the number in flight, or answer with what has arrived in time."),
  ]
}
