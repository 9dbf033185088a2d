extension RuleDescription {
  /// What all comparisons with a baseline have in common.
  private static let comparison = """
    Both runs are taken for samples of traffic: a difference counts only when two samples of one unchanged system would \
    hardly ever differ so much, counted in requests.
    """
  private static let accept = "If the change is meant to be, write the baseline again and let its difference be reviewed with the change."

  /// Rules that compare a run with a baseline.
  static let drift: [RuleDescription] = [
    RuleDescription(
      "edge-became-synchronous", "Work that was handed over is waited for",
      what: "In the baseline no call from one node to the other was waited for; now the caller waits.",
      why: "A firebreak is gone: the callee's failure now fails the caller's requests.",
      evidence: "The calls of the pair that wait and that do not, in both runs. \(comparison)",
      exceptions: "When the baseline's spans could not show that the caller waited, and instrumentation has improved since.",
      action: "Hand the work over again, or give the call a timeout and a fallback. \(accept)"),
    RuleDescription(
      "new-synchronous-cycle", "A request waits for itself, and did not before",
      what: "A call comes back to a service that is still waiting within the same request; in the baseline none did.",
      why: "Each side holds what the other needs: under load both run dry together, and neither recovers alone.",
      evidence: "The requests that ran around the cycle. \(comparison)",
      exceptions: "When two different systems call themselves by one service name.",
      action: "Pass the data along instead of calling back, or turn one direction into messages. \(accept)"),
    RuleDescription(
      "new-single-point-of-failure", "An entry cannot answer without a node that it did not need",
      what: "Nearly every request of an entry now waits for a node that far fewer waited for in the baseline.",
      why: "From now on the entry is down whenever the node is.",
      evidence: "The share of the entry's requests that wait for the node, in both runs. \(comparison)",
      exceptions: "When the caller survives the node's failure and no failure was recorded that would show it.",
      action: "Make the call survivable with a timeout and a fallback, hand the work over, or make the node redundant. \(accept)"),
    RuleDescription(
      "blast-radius-grown", "More requests of an entry wait for a node than before",
      what: "The share of an entry's requests that wait for a node grew by more than the limit.",
      why: "When the node fails, more requests fail with it than the team has accepted.",
      evidence: """
        Each entry is compared with itself, so that other traffic at the entries is no growth. Nodes that only grew because \
        they stand behind another one are listed with it. \(comparison)
        """,
      exceptions: "When requests of another kind arrive under the entry's name: then split the entry by its route.",
      action: "Follow the example traces to the call that is new, and make it survivable or hand it over. \(accept)"),
    RuleDescription(
      "new-synchronous-edge", "A node waits for one that it did not call before",
      what: "A waiting edge exists that the baseline does not have.",
      why: "Each one is another way for a failure to travel; it is cheapest to survive while it is new.",
      evidence: "The requests that made the call. \(comparison)",
      exceptions: "When the edge is rare, or the baseline's run had no traffic of its kind.",
      action: "Use a queue where the answer is not needed at once; otherwise give it a timeout and a fallback. \(accept)"),
    RuleDescription(
      "new-chain-entry", "A new entry waits for other nodes",
      what: "Work enters by an operation that the baseline does not know, and waits for other nodes.",
      why: "New traffic meets the nodes behind it: their failure now takes one more entry down.",
      evidence: "The entries of both runs, and the chains of the new one. \(comparison)",
      exceptions: "When an operation was only renamed, or its name holds an id that was not masked.",
      action: "Check which of the nodes the entry can answer without. \(accept)"),
  ]
}
