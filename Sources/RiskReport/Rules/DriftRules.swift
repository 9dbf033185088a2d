// Rules about what became worse since the baseline. The gate evaluates them; here is what they mean and their defaults.
//
// A difference counts only where chance does not explain it, within the policy's accepted rate of false alarms. An edge
// whose callee's failures were seen to be absorbed (at least 5 failures, at most half of them passed on) makes a note.

extension Rule {
  static let edgeBecameSynchronous = Rule(
    .edgeBecameSynchronous,
    title: "Edge became synchronous",
    meaning: "In the baseline work was handed over from one node to the other; now the caller waits. A firebreak is gone.",
    defaults: RuleSetting(severity: .error))

  static let newSynchronousCycle = Rule(
    .newSynchronousCycle,
    title: "New synchronous cycle",
    meaning: "A call comes back to a service that is still waiting, and did not in the baseline.",
    defaults: RuleSetting(severity: .error))

  static let newSinglePointOfFailure = Rule(
    .newSinglePointOfFailure,
    title: "New single point of failure",
    meaning: """
      Nearly every request of an entry now waits for a node that it did not need in the baseline: the entry is down when \
      the node is.
      """,
    defaults: RuleSetting(severity: .error, limit: 0.95),
    limit: RuleParameter("The share of an entry's requests from which on a node carries the entry", unit: "share"))

  static let blastRadiusGrown = Rule(
    .blastRadiusGrown,
    title: "Blast radius grown",
    meaning: """
      A larger share of an entry's requests waits for a node than in the baseline. Compared entry by entry, so that a \
      change in which entries are used most is no growth.
      """,
    defaults: RuleSetting(severity: .error, limit: 0.1),
    limit: RuleParameter("The most that the share of an entry's requests that wait for a node may grow by", unit: "share"))

  static let newSynchronousEdge = Rule(
    .newSynchronousEdge,
    title: "New synchronous edge",
    meaning: """
      A caller waits for a node that it had no edge to in the baseline. A warning: new features call; what makes the \
      spread wider has its own rules.
      """,
    defaults: RuleSetting(severity: .warning))

  static let newChainEntry = Rule(
    .newChainEntry,
    title: "New entry to a chain",
    meaning: "An entry that the baseline does not know waits for other nodes.",
    defaults: RuleSetting(severity: .note))
}
