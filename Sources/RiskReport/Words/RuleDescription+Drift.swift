extension RuleDescription {
  /// Rules that only a comparison with a baseline can break.
  static let drift: [RuleDescription] = [
    RuleDescription(
      "edge-became-synchronous", "An edge that was a firebreak now waits",
      what: "In the baseline the caller handed its work over. Now it waits for the callee.",
      why:
        "Failures of the callee used to stop at this edge. They now reach the caller and everything that waits for it.",
      evidence: "The verdicts of both runs, with their shares and intervals.",
      exceptions: "The baseline's verdict was based on few calls, or the new calls use the edge for something else.",
      action: "Put the queue back. Or accept the edge in the baseline on purpose, and give the call a timeout."),
    RuleDescription(
      "new-synchronous-edge", "A service waits for one that it did not wait for before",
      what: "Two nodes that the baseline knows are now connected by waiting calls, and the baseline has no such edge.",
      why: "Every new waiting call is a new way for a failure to spread.",
      evidence: "The edges of both runs. A node without traffic in the baseline does not count as new.",
      exceptions: "The tests behind the baseline did not exercise this path.",
      action:
        "Ask whether the caller needs the answer at once. If it does, accept the edge. If not, hand the work over."),
    RuleDescription(
      "new-synchronous-cycle", "Waiting calls form a new cycle",
      what: "A path of waiting calls returns to its start, and the baseline has no such cycle.",
      why: "Services in a cycle fail together. Under load they can block each other for good.",
      evidence: "The cycles of both runs. Re-entrant cycles ran inside one request.",
      exceptions: "The tests behind the baseline did not exercise one of the cycle's calls.",
      action: """
        Remove the call that closes the cycle: send what it asks for along with the request, or answer with a message.
        """),
    RuleDescription(
      "new-single-point-of-failure", "A node became a single point of failure",
      what: "At least the configured share of an entry's requests now needs this node, and did not in the baseline.",
      why: "From this change on, the entry cannot be more available than the node.",
      evidence: "The node's share of the entry's requests in both runs, and whether chance explains the difference.",
      exceptions: "The mix of requests differs between the two runs.",
      action: "Let the entry answer without the node, or run the node with redundancy."),
    RuleDescription(
      "blast-radius-grown", "A node's failure reaches more requests than before",
      what:
        "Since the baseline, the share of requests that wait for this node has grown by more than the policy allows.",
      why: "The same failure now does more harm.",
      evidence: "The shares of both runs, the difference with its interval, and the probability that nothing changed.",
      exceptions: "The mix of requests differs between the two runs.",
      action: "Find the edge that made it grow. Hand the work over, cache, or fall back there."),
    RuleDescription(
      "new-chain-entry", "An entry joined a chain of waiting calls",
      what: "Requests of an entry now wait along a chain that the entry was not part of before.",
      why: "A failure at the end of the chain now takes down this entry too.",
      evidence: "The chains of both runs, by entry and hops.",
      exceptions: "The entry had no traffic in the baseline.",
      action:
        "Check whether the entry needs the end of the chain in order to answer. If not, do that work asynchronously."),
  ]
}
