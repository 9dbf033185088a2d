extension RuleDescription {
  /// Rules that hold edges against what a policy lists.
  static let policy: [RuleDescription] = [
    RuleDescription(
      "required-queue", "Work that must go through a queue does not",
      what: "A node calls another one directly although the policy lists the pair under `edges.queued`.",
      why: "The queue is the firebreak that the team decided on: without it the callee's failure reaches the caller.",
      evidence:
        "Every edge between the two sets of the policy, its mechanism and its verdict; a single call is enough.",
      exceptions: """
        When the call is another one than the work that the policy means, such as a health check or a question that is \
        answered from memory.
        """,
      action: """
        Send a message instead. If the caller needs the result at once, the work is not one-way: change the policy, and \
        give the call a timeout and a fallback.
        """),
    RuleDescription(
      "unlisted-edge", "A service waits for one that the policy does not list",
      what: """
        The policy lists under `edges.allowed` what a caller may wait for, and the caller waits for something else. \
        Databases, caches and queues are not judged, and neither are calls within the caller's own set.
        """,
      why: "Dependencies that nobody decided on are the ones that nobody has planned the failure of.",
      evidence:
        "Every waiting edge of callers that the policy names; verdicts that are mixed or unknown count as waiting.",
      exceptions: "When the name in the traces is another one than in the policy: look at how the callee calls itself.",
      action: "Remove the call, hand the work over, or add its target to the policy with the reason."),
  ]
}
