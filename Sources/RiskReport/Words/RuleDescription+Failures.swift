extension RuleDescription {
  /// Rules about what was seen when something failed.
  static let failures: [RuleDescription] = [
    RuleDescription(
      "hard-dependency", "Every failure of the callee fails the caller",
      what: "Whenever this callee failed, the caller's request failed with it: no fallback was seen.",
      why: "The caller is never better than the callee. One outage is two.",
      evidence:
        "Failed calls, retries folded, and how many of them ended in a failed request of the caller, with an interval.",
      exceptions: "When only few failures were seen, or the request is meaningless without the callee.",
      action:
        "Decide what the caller can answer without the callee; a default, an old value or a part of the page often serves."
    ),
    RuleDescription(
      "retry-amplification", "Retries multiply along a chain",
      what: "Several services of one chain repeat failed calls, each on top of the other.",
      why: """
        Attempts multiply: three at each of three layers are 27 calls at the end, just when the end is already failing.
        """,
      evidence:
        "Repeated calls of one request to one target after a failure, and resend counts, multiplied along the chain.",
      exceptions: "When the repeats are part of the work, such as polling until something is ready.",
      action:
        "Retry at one layer only, with pauses that grow and differ, and with a budget for retries as a share of calls."),
    RuleDescription(
      "deadline-violation", "Work goes on after the caller gave up",
      what: "The callee went on working after its caller had stopped waiting.",
      why: "Work that nobody waits for takes the capacity that waiting callers need, most of all under load.",
      evidence: """
        Calls that the caller ended by timeout or cancellation while the callee's own span lasted longer; durations are \
        compared, clocks of two machines never.
        """,
      exceptions: "When the work is worth finishing without its caller, such as a payment already begun.",
      action: "Pass the deadline along, let the callee stop at it, and set each timeout below that of the caller."),
  ]
}
