extension RuleDescription {
  /// Rules about chains and cycles.
  static let chains: [RuleDescription] = [
    RuleDescription(
      "synchronous-chain-depth", "A chain of waiting calls is deeper than allowed",
      what: """
        A request waits for a service that waits for a service, and so on, through more services than the policy allows.
        """,
      why: """
        Every service of the chain must answer for the request to succeed. The chances to fail add up, the waiting times \
        add up, and a slow service at the end holds a thread or a connection in every service before it.
        """,
      evidence: """
        Chains are read off single traces: a hop counts only when its caller waited for it in the same request. The \
        depth counts services, the entry's own included. Mixed and unknown edges count as waiting.
        """,
      exceptions: """
        When a hop only looks like waiting because its verdict is unknown, or when a caller answers without its callee. \
        Look at the verdict and at the observed spread of each hop.
        """,
      action: """
        Hand over what the request's answer does not need by a queue, answer before it is done, or fetch the data ahead \
        of time. Where the answer is needed, put a timeout and a fallback at the weakest hop.
        """),
    RuleDescription(
      "synchronous-cycle", "Waiting calls run in a circle",
      what: """
        A path of calls that wait returns to a service that it came from: A waits for B while B waits for A.
        """,
      why: """
        The services can only fail, start and be deployed together. Under load each holds its threads while it waits for \
        the other's, until neither has one left.
        """,
      evidence: """
        Re-entrant cycles ran inside one request: a call came back to a service that was still waiting. Other cycles \
        exist only when different requests are laid over each other; they are reported as such.
        """,
      exceptions: """
        When the service calls itself on purpose for another kind of work with resources of its own, or when the way back \
        is a callback that nobody waits for and its edge is unknown.
        """,
      action: """
        Send along what the callee asks for, move the shared part into a third service, or answer by a message.
        """),
    RuleDescription(
      "forbidden-synchronous-edge", "A service waits for one that it must not wait for",
      what: "The policy forbids waiting calls between these two nodes, and such calls were seen.",
      why: """
        The rule was written because a failure on one side must not reach the other. Over this edge it does.
        """,
      evidence: """
        The edge's verdict with its share, its interval and the evidence for and against. Mixed and unknown edges count as \
        waiting: missing data never passes a gate.
        """,
      exceptions: """
        When the edge is unknown for lack of data, or when the policy's pattern matches more names than was meant.
        """,
      action: """
        Move the call to a queue, or route it over a service that is allowed. If the rule no longer holds, change the \
        policy, and say why there.
        """),
    RuleDescription(
      "fan-out", "One request waits for many calls at once",
      what: "A single request starts more calls side by side, and waits for them all, than the policy allows.",
      why: """
        The slowest of many answers decides: if one call in a hundred is slow, a request that waits for a hundred is slow \
        two times out of three. Each request also multiplies the load behind it.
        """,
      evidence: "The number of waiting calls of one request that overlap in time; counted by request, highest shown.",
      exceptions:
        "When the calls go to one batch interface that was built for it, or the caller needs only the first answers.",
      action: "Ask for many things in one call, cap the number in flight, or answer with what has arrived in time."),
  ]
}
