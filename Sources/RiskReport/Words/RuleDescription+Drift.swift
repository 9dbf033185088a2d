extension RuleDescription {
  /// Rules that only a comparison with a baseline can break.
  static let drift: [RuleDescription] = [
    RuleDescription(
      "edge-became-synchronous", "An edge that was a firebreak now waits",
      what: "In the baseline the caller handed its work over; now it waits for the callee.",
      why: "Failures of the callee, which used to stop at this edge, now reach the caller and all that wait for it.",
      evidence: "The verdicts of both runs, with their shares and intervals.",
      exceptions: "When the baseline's verdict rested on few calls, or the new calls are another use of the same edge.",
      action: "Put the queue back, or accept the edge in the baseline on purpose and give the call a timeout."),
    RuleDescription(
      "new-synchronous-edge", "A service waits for one that it did not wait for before",
      what: "Waiting calls between two nodes that the baseline knows, with no such edge between them.",
      why: "Every new waiting call is a new way for a failure to spread.",
      evidence: "The edges of both runs; nodes that the baseline had no traffic of do not count as new.",
      exceptions: "When the baseline's tests did not exercise this path.",
      action: "Ask whether the caller needs the answer at once. If so, accept the edge; if not, hand the work over."),
    RuleDescription(
      "new-synchronous-cycle", "Waiting calls run in a circle that was not there before",
      what: "A path of waiting calls returns to its start, and the baseline has no such cycle.",
      why: "Services in a cycle fail together, and under load can block each other for good.",
      evidence: "The cycles of both runs; re-entrant ones ran inside one request.",
      exceptions: "When the baseline's tests did not exercise one of the cycle's calls.",
      action: "Take out the call that closes the circle: send along what it asks for, or answer by a message."),
    RuleDescription(
      "new-single-point-of-failure", "A node became a single point of failure",
      what: "At least the given share of an entry's requests now needs this node, and did not in the baseline.",
      why: "The entry cannot be more available than the node, from this change on.",
      evidence: "The node's share of the entry's requests in both runs, and whether the difference can be chance.",
      exceptions: "When the mix of requests differs between the two runs.",
      action: "Give the entry an answer without the node, or make sure that the node is run with spares."),
    RuleDescription(
      "blast-radius-grown", "A node's failure reaches more requests than before",
      what: "The share of requests that wait for this node has grown since the baseline by more than is allowed.",
      why: "The same failure now does more harm.",
      evidence: "The shares of both runs, the difference with its interval, and the chance that nothing changed.",
      exceptions: "When the mix of requests differs between the two runs.",
      action: "Look at which edge made it grow, and hand over, cache or fall back there."),
    RuleDescription(
      "new-chain-entry", "An entry joined a chain that waits",
      what: "Requests of an entry now wait along a chain that the entry had no part in before.",
      why: "A failure at the end of the chain now takes down this entry too.",
      evidence: "The chains of both runs, by entry and hops.",
      exceptions: "When the entry had no traffic in the baseline.",
      action: "Check that the entry needs the chain's end to answer; if not, call it aside or later."),
  ]
}
