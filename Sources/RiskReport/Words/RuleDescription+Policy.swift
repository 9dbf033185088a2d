extension RuleDescription {
  /// Rules that compare edges with the policy's lists.
  static let policy: [RuleDescription] = [
    RuleDescription(
      "required-queue", "Work that must go through a queue does not",
      what: "A node calls another directly, although the policy lists the pair under `edges.queued`.",
      why: "The queue is the firebreak that the team decided on. Without it, the callee's failure reaches the caller.",
      evidence:
        "Every edge between the two sets of the policy, its mechanism and its verdict. A single call is enough.",
      exceptions:
        "The call is not the work that the policy means, for example a health check or a lookup answered from memory.",
      action: """
        Send a message instead. If the caller needs the result at once, change the policy, and give the call a timeout \
        and a fallback.
        """),
    RuleDescription(
      "unlisted-edge", "A service waits for one that the policy does not list",
      what: """
        The policy lists under `edges.allowed` what a caller may wait for, and the caller waits for something else. \
        Databases, caches, queues and calls within the caller's own set are not judged.
        """,
      why: "Nobody has planned for the failure of a dependency that nobody decided on.",
      evidence: "Every waiting edge of the callers that the policy names. Mixed and unknown verdicts count as waiting.",
      exceptions: "The callee's name in the traces differs from the one in the policy.",
      action: "Remove the call, hand the work over, or add its target to the policy with the reason."),
  ]
}
