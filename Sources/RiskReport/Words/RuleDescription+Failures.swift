extension RuleDescription {
  /// Rules about what happened when something failed.
  static let failures: [RuleDescription] = [
    RuleDescription(
      "hard-dependency", "Every failure of the callee fails the caller",
      what: "Whenever this callee failed, the caller's request failed with it. No fallback was observed.",
      why: "The caller can never be more available than the callee. One outage becomes two.",
      evidence: """
        Failed calls, with retries folded, and how many of them ended in a failed request of the caller, with an \
        interval.
        """,
      exceptions: "Only a few failures were observed, or the request makes no sense without the callee.",
      action: """
        Decide what the caller can answer without the callee. A default, a cached value or part of the page is often \
        enough.
        """),
    RuleDescription(
      "retry-amplification", "Retries multiply along a chain",
      what: "Several services of one chain retry failed calls, each on top of the other.",
      why: """
        Attempts multiply. Three at each of three layers are 27 calls at the end, just when the end is already \
        failing.
        """,
      evidence:
        "Repeated calls of one request to one target after a failure, and resend counts, multiplied along the chain.",
      exceptions: "The repeats are part of the work, such as polling until something is ready.",
      action: "Retry at one layer only, with backoff and jitter, and cap retries as a share of all calls."),
    RuleDescription(
      "deadline-violation", "Work goes on after the caller timed out",
      what: "The callee kept working after its caller had stopped waiting.",
      why: "Work that nobody waits for takes capacity from callers that still wait, most of all under load.",
      evidence: """
        Calls that the caller ended by timeout or cancellation while the callee's own span lasted longer. Only \
        durations are compared, never the clocks of two machines.
        """,
      exceptions: "The work is worth finishing without its caller, such as a payment that has already begun.",
      action: "Pass the deadline along, make the callee stop at it, and set each timeout below the caller's."),
  ]
}
